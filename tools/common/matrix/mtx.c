/* Matrix Market, coordinate real general: rows and columns from 1. Nine digits keep a float. */
#include "matrix/matrix.h"
#include "matrix/print.h"

#include <inttypes.h>

static void begin(struct cli_matrix_writer *w)
{
    fprintf(w->file, "%%%%MatrixMarket matrix coordinate real general\n%zu %zu %" PRIu64 "\n",
            w->plan->rows, w->plan->cols, w->plan->entries);
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    struct cli_print out;

    (void)target;
    cli_print_start(&out, w->file);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            cli_print_count(&out, w->row + i + 1);
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
    .name = "mtx", .text = true, .begin = begin, .add = add, .read = cli_read_mtx};
