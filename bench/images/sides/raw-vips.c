/*
 * What libvips alone takes for the outputs of the ladder. Reads one picture a line from stdin:
 *   PATH of a JPEG, width of the decoded picture, by how much the decoder is to shrink it (1, 2, 4
 *   or 8), then four fields an output: width, height, crop (0 or 1), suffix with options of the
 *   encoder; all divided by tabs.
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
int vips_thumbnail_image(VipsImage *in, VipsImage **out, int width, ...);
int vips_image_write_to_buffer(VipsImage *in, const char *suffix, void **body, size_t *length, ...);
VipsImage *vips_image_copy_memory(VipsImage *image);
unsigned long vips_image_get_typeof(const VipsImage *image, const char *name);
void g_object_unref(void *object);
void g_free(void *memory);

enum { SIZE_DOWN = 2, SIZE_FORCE = 3, CROP_NONE = 0, CROP_ATTENTION = 3 };
enum { FAIL_ON_ERROR = 2, SEQUENTIAL = 1 };
enum { MOST_SIZES = 32, LONGEST_LINE = 65536, NO_BOUND = 10000000 };

typedef struct {
  int width, height, crop;
  VipsImage *image;
} Size;

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

static VipsImage *sized(VipsImage *master, Size *sizes, Size wanted) {
  Size *at = sizes;
  for (; at->image != NULL; at += 1) {
    if (at->width == wanted.width && at->height == wanted.height && at->crop == wanted.crop)
      return at->image;
  }
  VipsImage *lazy;
  check(vips_thumbnail_image(master, &lazy, wanted.width, "height", wanted.height, "size",
                             wanted.crop ? SIZE_DOWN : SIZE_FORCE, "crop",
                             wanted.crop ? CROP_ATTENTION : CROP_NONE, NULL));
  *at = wanted;
  at->image = settled(lazy);
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

static void make(char *line) {
  double cpu = cpu_ms(), began = now_ms();
  const char *path = strtok(line, "\t\n");
  int width = atoi(strtok(NULL, "\t\n"));
  VipsImage *master = decoded(path, width, atoi(strtok(NULL, "\t\n")));
  Size sizes[MOST_SIZES] = {0};
  printf("{\"bytes\":[");
  char *field;
  for (int n = 0; n < MOST_SIZES - 1 && (field = strtok(NULL, "\t\n")) != NULL; n += 1) {
    Size wanted = {.width = atoi(field)};
    wanted.height = atoi(strtok(NULL, "\t\n"));
    wanted.crop = atoi(strtok(NULL, "\t\n"));
    const char *suffix = strtok(NULL, "\t\n");
    void *body;
    size_t length;
    check(vips_image_write_to_buffer(sized(master, sizes, wanted), suffix, &body, &length, NULL));
    printf("%s%zu", n == 0 ? "" : ",", length);
    g_free(body);
  }
  for (Size *at = sizes; at->image != NULL; at += 1) g_object_unref(at->image);
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
