/* SVMlight: a row a line, columns from 1, the label 0 if there is none. */
#include "matrix/matrix.h"
#include "matrix/print.h"

static void begin(struct cli_matrix_writer *w)
{
    (void)w; /* there is no header */
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    struct cli_print out;

    cli_print_start(&out, w->file);
    for (size_t i = 0; i < m->rows; i++) {
        cli_print_double(&out, target ? target[i] : 0.0);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->column[e] + 1);
            cli_print_char(&out, ':');
            cli_print_value(&out, m->value[e]);
        }
        cli_print_char(&out, '\n');
    }
    cli_print_end(&out);
    return true;
}

const struct cli_matrix_format cli_matrix_svm = {
    .name = "svm", .text = true, .begin = begin, .add = add, .read = cli_read_svm};
