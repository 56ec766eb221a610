/* Matrix Market, coordinate real general: rows and columns from 1. Nine digits keep a float. */
#include "matrix/matrix.h"

#include <inttypes.h>

static bool write_mtx(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    fprintf(file, "%%%%MatrixMarket matrix coordinate real general\n%zu %zu %" PRIu64 "\n", m->rows,
            m->cols, m->row_start[m->rows]);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            fprintf(file, "%zu %" PRIu64 " %.9g\n", i + 1, (uint64_t)m->column[e] + 1,
                    (double)m->value[e]);
    return true;
}

const struct cli_matrix_format cli_matrix_mtx = {
    .name = "mtx", .write = write_mtx, .read = cli_read_mtx};
