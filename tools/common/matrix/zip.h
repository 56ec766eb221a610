/*
 * Writing a zip of stored members, several of which may grow at the same time because their sizes
 * are known before: nothing is kept in memory but the directory. The file has to be one that can be
 * sought in. Sizes of 4 GiB and more are written as Zip64. A fixed date, so that the same data give
 * the same bytes.
 */
#ifndef TM_MATRIX_ZIP_H
#define TM_MATRIX_ZIP_H

#include "bytes.h"

#include <stdint.h>
#include <stdio.h>

struct cli_zip {
    FILE *file;
    uint64_t at; /* the end of what is written or reserved */
    uint64_t members;
    struct cli_bytes directory;
};

struct cli_zip_member {
    const char *name;
    uint64_t size;
    uint64_t offset; /* of its header */
    uint64_t at;     /* where it goes on */
    uint32_t crc;
};

struct cli_zip cli_zip_start(FILE *file);
/* Room for a member of so many bytes behind all others. The name is borrowed. */
void cli_zip_reserve(struct cli_zip *zip, struct cli_zip_member *member, const char *name,
                     uint64_t size);
/* Its next bytes; they have to be `size` in all. */
void cli_zip_put(struct cli_zip *zip, struct cli_zip_member *member, const void *data,
                 uint64_t size);
/* It is whole: its header is written, and it gets into the directory. */
void cli_zip_end(struct cli_zip *zip, const struct cli_zip_member *member);
/* Write the directory; the file stays open, and its ferror() tells whether all went well. */
void cli_zip_finish(struct cli_zip *zip);

#endif
