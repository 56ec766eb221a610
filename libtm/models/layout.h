/* The structs behind the table in container.h. */
#ifndef TM_MODELS_LAYOUT_H
#define TM_MODELS_LAYOUT_H

#include <stdint.h>

#define TM__LAYOUT_MAGIC "TMMODEL" /* with its NUL: 8 bytes */
#define TM__LAYOUT_FORMAT 1u
enum { TM__LAYOUT_SUMMED = 32, TM__LAYOUT_ALIGN = 64 };

struct tm__layout_header {
    char magic[8];
    uint32_t format, zero;
    uint64_t size, checksum;
    char kind[16];
    uint32_t version, sections;
    uint32_t zeros[2];
};

struct tm__layout_section {
    char name[16];
    uint64_t offset, size;
};

_Static_assert(sizeof(struct tm__layout_header) == 64, "the header is 64 bytes");
_Static_assert(sizeof(struct tm__layout_section) == 32, "a section's entry is 32 bytes");

#endif
