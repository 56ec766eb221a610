/* SVMlight: a row a line, columns from 1, the label 0 if there is none. */
#include "matrix/matrix.h"

#include <inttypes.h>

static bool write_svm(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    for (size_t i = 0; i < m->rows; i++) {
        if (matrix->target)
            fprintf(file, "%.17g", matrix->target[i]);
        else
            fputc('0', file);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            fprintf(file, " %" PRIu64 ":%.9g", (uint64_t)m->column[e] + 1, (double)m->value[e]);
        fputc('\n', file);
    }
    return true;
}

const struct cli_matrix_format cli_matrix_svm = {
    .name = "svm", .write = write_svm, .read = cli_read_svm};
