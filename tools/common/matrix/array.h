/* NumPy's .npy: one array. Written little-endian; read in any byte order and number type. */
#ifndef TM_MATRIX_ARRAY_H
#define TM_MATRIX_ARRAY_H

#include "bytes.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct cli_array {
    const char *name; /* for messages */
    char kind;        /* f, i, u, b numbers; S, U text */
    unsigned size;    /* bytes of an element */
    bool big, fortran;
    unsigned dimensions;
    uint64_t shape[2];
    uint64_t count; /* of elements */
    const unsigned char *data;
};

/* Array of at most two dimensions in bytes that stay. False after a message. */
bool cli_array_open(struct cli_array *array, const void *bytes, size_t size, const char *name);

/* Element i as a number; NaN for text. */
double cli_array_number(const struct cli_array *array, uint64_t i);
/* Element i as a whole number in [0, most]; false after a message. */
bool cli_array_index(uint64_t *out, const struct cli_array *array, uint64_t i, uint64_t most);
/* The text of an array of one text; NULL if it is none or too long. */
const char *cli_array_text(const struct cli_array *array, char out[16]);

/* The header of an array that is written: type "<f4", shape "(3, 4)". */
void cli_array_header(struct cli_bytes *out, const char *type, const char *shape);

/* A whole file. False after a message. */
bool cli_array_read_file(struct cli_bytes *bytes, FILE *file, const char *path);

#endif
