/*
 * What libvips alone takes for the outputs of the ladder. Reads one picture a line from stdin:
 *   PATH of a JPEG, width of the decoded picture, by how much the decoder is to shrink it (1, 2, 4
 *   or 8), then seven fields an output: width, height, the frame of the decoded picture that it
 *   shows (left, top, width, height), suffix with options of the encoder; all divided by tabs.
 * The picture is decoded once, and each size is made once for all its formats. Answers one line of
 * JSON. Linked against the libvips that sharp brings, whose headers are not shipped with it: hence
 * the prototypes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct _VipsImage VipsImage;
int vips_init(const char *name);
void vips_cache_set_max(int max);
void vips_concurrency_set(int threads);
const char *vips_error_buffer(void);
int vips_jpegload_buffer(void *body, size_t length, VipsImage **out, ...);
int vips_extract_area(VipsImage *in, VipsImage **out, int left, int top, int width, int height, ...);
int vips_thumbnail_image(VipsImage *in, VipsImage **out, int width, ...);
int vips_image_write_to_buffer(VipsImage *in, const char *suffix, void **body, size_t *length, ...);
VipsImage *vips_image_copy_memory(VipsImage *image);
unsigned long vips_image_get_typeof(const VipsImage *image, const char *name);
void g_object_unref(void *object);
void g_free(void *memory);

enum { SIZE_DOWN = 2, SIZE_FORCE = 3 };
enum { FAIL_ON_ERROR = 2, SEQUENTIAL = 1 };
enum { MOST_SIZES = 32, LONGEST_LINE = 65536, NO_BOUND = 10000000 };

/* All in pixels; the frame is of the decoded picture. */
typedef struct {
  int width, height, left, top, frame_width, frame_height;
} Size;

typedef struct {
  Size size;
  VipsImage *image;
} Sized;

static void check(int failed) {
  if (!failed) return;
  fprintf(stderr, "raw libvips: %s\n", vips_error_buffer());
  exit(1);
}

/* Into memory, as every output reads it anew. */
static VipsImage *settled(VipsImage *lazy) {
  VipsImage *image = vips_image_copy_memory(lazy);
  check(image == NULL);
  g_object_unref(lazy);
  return image;
}

static VipsImage *decoded(const char *path, int width, int shrink) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) exit(1);
  fseek(file, 0, SEEK_END);
  size_t length = ftell(file);
  rewind(file);
  void *body = malloc(length);
  if (fread(body, 1, length, file) != length) exit(1);
  fclose(file);
  VipsImage *loaded, *lazy;
  check(vips_jpegload_buffer(body, length, &loaded, "shrink", shrink, "fail_on", FAIL_ON_ERROR,
                             "access", SEQUENTIAL, NULL));
  /* Without a profile it would convert all the same, at three times the cost of decoding. */
  const char *profile = vips_image_get_typeof(loaded, "icc-profile-data") ? "srgb" : NULL;
  check(vips_thumbnail_image(loaded, &lazy, width, "height", NO_BOUND, "size", SIZE_DOWN,
                             "output_profile", profile, NULL));
  g_object_unref(loaded);
  VipsImage *image = settled(lazy);
  free(body);
  return image;
}

/* Made at its first use, kept for the other formats of the size. */
static VipsImage *sized(VipsImage *master, Sized *made, Size wanted) {
  Sized *at = made;
  for (; at->image != NULL; at += 1) {
    if (memcmp(&at->size, &wanted, sizeof wanted) == 0) return at->image;
  }
  VipsImage *cut, *lazy;
  check(vips_extract_area(master, &cut, wanted.left, wanted.top, wanted.frame_width,
                          wanted.frame_height, NULL));
  check(vips_thumbnail_image(cut, &lazy, wanted.width, "height", wanted.height, "size", SIZE_FORCE,
                             NULL));
  g_object_unref(cut);
  *at = (Sized){.size = wanted, .image = settled(lazy)};
  return at->image;
}

static double cpu_ms(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

static double now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int next_number(void) { return atoi(strtok(NULL, "\t\n")); }

static void make(char *line) {
  double cpu = cpu_ms(), began = now_ms();
  const char *path = strtok(line, "\t\n");
  int width = next_number();
  VipsImage *master = decoded(path, width, next_number());
  Sized made[MOST_SIZES] = {0};
  printf("{\"bytes\":[");
  char *field;
  for (int n = 0; n < MOST_SIZES - 1 && (field = strtok(NULL, "\t\n")) != NULL; n += 1) {
    Size wanted = {.width = atoi(field)};
    int *fields[] = {&wanted.height, &wanted.left, &wanted.top, &wanted.frame_width,
                     &wanted.frame_height};
    for (size_t at = 0; at < sizeof fields / sizeof *fields; at += 1) *fields[at] = next_number();
    const char *suffix = strtok(NULL, "\t\n");
    void *body;
    size_t length;
    check(vips_image_write_to_buffer(sized(master, made, wanted), suffix, &body, &length, NULL));
    printf("%s%zu", n == 0 ? "" : ",", length);
    g_free(body);
  }
  for (Sized *at = made; at->image != NULL; at += 1) g_object_unref(at->image);
  g_object_unref(master);
  printf("],\"cpuMs\":%.3f,\"ms\":%.3f}\n", cpu_ms() - cpu, now_ms() - began);
  fflush(stdout);
}

int main(int count, char **words) {
  static char line[LONGEST_LINE];
  check(count < 1 || vips_init(words[0]));
  vips_cache_set_max(0);
  vips_concurrency_set(1);
  while (fgets(line, sizeof line, stdin) != NULL) make(line);
  return 0;
}
