/* NumPy's .npy: all rows with their zeros, as float32, row by row. */
#include "matrix/array.h"
#include "matrix/matrix.h"

#include <stdlib.h>
#include <string.h>

static void begin(struct cli_matrix_writer *w)
{
    struct cli_bytes header = {NULL, 0, 0};
    char shape[64];

    snprintf(shape, sizeof shape, "(%zu, %zu)", w->plan->rows, w->plan->cols);
    cli_array_header(&header, "<f4", shape);
    fwrite(header.data, 1, header.size, w->file);
    cli_bytes_free(&header);
    w->state = cli_alloc(w->plan->cols + 1, 4); /* a row */
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    unsigned char *const row = w->state;

    (void)target;
    for (size_t i = 0; i < m->rows && !ferror(w->file); i++) {
        memset(row, 0, 4 * m->cols);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            uint32_t bits;

            memcpy(&bits, &m->value[e], 4);
            for (int b = 0; b < 4; b++)
                row[4 * (size_t)m->column[e] + (size_t)b] = (unsigned char)(bits >> (8 * b));
        }
        fwrite(row, 4, m->cols, w->file);
    }
    return true;
}

static void end(struct cli_matrix_writer *w)
{
    free(w->state);
}

const struct cli_matrix_format cli_matrix_npy = {
    .name = "npy", .begin = begin, .add = add, .end = end, .read = cli_read_npy};
