/* A reader of matrices: whatever it takes is in order, and can be written. */
#ifndef FUZZ_MATRIX_H
#define FUZZ_MATRIX_H

#define _POSIX_C_SOURCE 200809L /* fmemopen */

#include "fuzz.h"
#include "matrix/matrix.h"
#include "talk.h"

static inline int fuzz_matrix(const uint8_t *data, size_t size,
                              const struct cli_matrix_format *format)
{
    FILE *const file =
        size ? fmemopen((void *)(uintptr_t)data, size, "rb") : fopen("/dev/null", "rb");
    struct cli_matrix matrix = {0};

    FUZZ_CHECK(file);
    if (format->read(&matrix, file, "fuzz")) {
        FUZZ_CHECK(tm_sparse_check(matrix.rows, NULL) == TM_OK);
        FUZZ_CHECK(cli_matrix_save(&matrix, &cli_matrix_mtx, "/dev/null") == CLI_DONE);
    }
    fclose(file);
    cli_matrix_free(&matrix);
    return 0;
}

#endif
