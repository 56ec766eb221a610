/*
 * Writing a zip of stored members, one after the other: nothing is kept in memory but the
 * directory. Sizes of 4 GiB and more are written as Zip64. A fixed date, so that the same data give
 * the same bytes.
 */
#ifndef TM_MATRIX_ZIP_H
#define TM_MATRIX_ZIP_H

#include "bytes.h"

#include <stdint.h>
#include <stdio.h>

/* What a member is made of, one piece behind the other. */
struct cli_zip_piece {
    const void *data;
    uint64_t size;
};

struct cli_zip {
    FILE *file;
    uint64_t at; /* bytes written */
    uint64_t members;
    struct cli_bytes directory;
};

struct cli_zip cli_zip_start(FILE *file);
void cli_zip_add(struct cli_zip *zip, const char *name, const struct cli_zip_piece *piece,
                 size_t pieces);
/* Write the directory; the file stays open, and its ferror() tells whether all went well. */
void cli_zip_finish(struct cli_zip *zip);

#endif
