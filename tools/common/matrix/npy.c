/* NumPy's .npy: all rows with their zeros, as float32, row by row. */
#include "matrix/array.h"
#include "matrix/matrix.h"

#include <stdlib.h>
#include <string.h>

static bool write_npy(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;
    struct cli_bytes header = {NULL, 0, 0};
    unsigned char *const row = cli_alloc(m->cols + 1, 4);
    char shape[64];

    snprintf(shape, sizeof shape, "(%zu, %zu)", m->rows, m->cols);
    cli_array_header(&header, "<f4", shape);
    fwrite(header.data, 1, header.size, file);
    cli_bytes_free(&header);
    for (size_t i = 0; i < m->rows && !ferror(file); i++) {
        memset(row, 0, 4 * m->cols);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            uint32_t bits;

            memcpy(&bits, &m->value[e], 4);
            for (int b = 0; b < 4; b++)
                row[4 * (size_t)m->column[e] + (size_t)b] = (unsigned char)(bits >> (8 * b));
        }
        fwrite(row, 4, m->cols, file);
    }
    free(row);
    return true;
}

const struct cli_matrix_format cli_matrix_npy = {
    .name = "npy", .write = write_npy, .read = cli_read_npy};
