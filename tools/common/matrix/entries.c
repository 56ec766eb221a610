/* document, term, weight: an entry a line, for people and for databases. */
#include "matrix/matrix.h"
#include "tsv.h"

#include <inttypes.h>

static bool write_tsv(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    fputs("document\tterm\tweight\n", file);
    for (size_t i = 0; i < m->rows; i++) {
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            if (matrix->row_name)
                cli_tsv_id(file, matrix->row_name[i]);
            else
                fprintf(file, "%zu", i + 1);
            fputc('\t', file);
            if (matrix->column_name)
                cli_tsv_field(file, matrix->column_name[m->column[e]]);
            else
                fprintf(file, "%" PRIu64, (uint64_t)m->column[e] + 1);
            fprintf(file, "\t%.6g\n", (double)m->value[e]);
        }
    }
    return true;
}

const struct cli_matrix_format cli_matrix_tsv = {.name = "tsv", .names = true, .write = write_tsv};
