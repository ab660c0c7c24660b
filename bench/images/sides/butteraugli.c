/*
 * How far one picture is from another, as an eye sees it: butteraugli's 3-norm, by libjxl 0.7. Reads
 * from stdin, one pair a line: two files of 8-bit RGB without a header, width, height, divided by
 * tabs. Answers one line of JSON.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint32_t channels;
  int type, endianness;
  size_t align;
} PixelFormat;
void *JxlButteraugliApiCreate(const void *memory);
void *JxlButteraugliCompute(const void *api, uint32_t width, uint32_t height,
                            const PixelFormat *format, const void *pixels, size_t length,
                            const PixelFormat *other, const void *others, size_t others_length);
float JxlButteraugliResultGetDistance(const void *result, float norm);
void JxlButteraugliResultDestroy(void *result);

enum { UINT8 = 2, LONGEST_LINE = 8192 };

static void *read_all(const char *path, size_t length) {
  void *body = malloc(length);
  FILE *file = fopen(path, "rb");
  if (file == NULL || fread(body, 1, length, file) != length) exit(1);
  fclose(file);
  return body;
}

int main(void) {
  static char line[LONGEST_LINE];
  const PixelFormat format = {.channels = 3, .type = UINT8};
  void *api = JxlButteraugliApiCreate(NULL);
  while (fgets(line, sizeof line, stdin) != NULL) {
    const char *one = strtok(line, "\t\n"), *other = strtok(NULL, "\t\n");
    uint32_t width = atoi(strtok(NULL, "\t\n")), height = atoi(strtok(NULL, "\t\n"));
    size_t length = (size_t)width * height * 3;
    void *pixels = read_all(one, length), *others = read_all(other, length);
    void *result = JxlButteraugliCompute(api, width, height, &format, pixels, length, &format,
                                         others, length);
    if (result == NULL) return 1;
    printf("{\"distance\":%.5f}\n", JxlButteraugliResultGetDistance(result, 3));
    fflush(stdout);
    JxlButteraugliResultDestroy(result);
    free(pixels);
    free(others);
  }
  return 0;
}
