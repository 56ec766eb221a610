/* Matrix Market, coordinate real general: rows and columns from 1. Nine digits keep a float. */
#include "matrix/matrix.h"
#include "matrix/print.h"

#include <inttypes.h>

static bool write_mtx(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    struct cli_print out;

    fprintf(file, "%%%%MatrixMarket matrix coordinate real general\n%zu %zu %" PRIu64 "\n", m->rows,
            m->cols, m->row_start[m->rows]);
    cli_print_start(&out, file);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            cli_print_count(&out, i + 1);
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->column[e] + 1);
            cli_print_char(&out, ' ');
            cli_print_value(&out, m->value[e]);
            cli_print_char(&out, '\n');
        }
    cli_print_end(&out);
    return true;
}

const struct cli_matrix_format cli_matrix_mtx = {
    .name = "mtx", .write = write_mtx, .read = cli_read_mtx};
