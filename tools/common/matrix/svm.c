/* SVMlight: a row a line, columns from 1, the label 0 if there is none. */
#include "matrix/matrix.h"
#include "matrix/print.h"

static bool write_svm(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    struct cli_print out;

    cli_print_start(&out, file);
    for (size_t i = 0; i < m->rows; i++) {
        cli_print_double(&out, matrix->target ? matrix->target[i] : 0.0);
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
    .name = "svm", .write = write_svm, .read = cli_read_svm};
