/*
 * CLUTO's sparse matrix (Karypis 2003): "rows columns entries", then a line for every row of
 * "column value" pairs, columns from 1; names of rows and columns in .rlabel and .clabel.
 */
#include "matrix/matrix.h"
#include "matrix/print.h"
#include "tsv.h"

#include <inttypes.h>

static bool write_mat(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;
    struct cli_print out;

    fprintf(file, "%zu %zu %" PRIu64 "\n", m->rows, m->cols, m->row_start[m->rows]);
    cli_print_start(&out, file);
    for (size_t i = 0; i < m->rows; i++) {
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            if (e > m->row_start[i])
                cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->column[e] + 1);
            cli_print_char(&out, ' ');
            cli_print_value(&out, m->value[e]);
        }
        cli_print_char(&out, '\n');
    }
    cli_print_end(&out);
    return true;
}

static void write_rows(FILE *file, const struct cli_matrix *matrix)
{
    for (size_t i = 0; i < matrix->rows->rows; i++) {
        if (matrix->row_name)
            cli_tsv_id(file, matrix->row_name[i]);
        else
            fprintf(file, "%zu", i + 1);
        fputc('\n', file);
    }
}

static void write_columns(FILE *file, const struct cli_matrix *matrix)
{
    for (size_t t = 0; t < matrix->rows->cols; t++) {
        if (matrix->column_name)
            cli_tsv_field(file, matrix->column_name[t]);
        else
            fprintf(file, "%zu", t + 1);
        fputc('\n', file);
    }
}

const struct cli_matrix_format cli_matrix_mat = {
    .name = "mat",
    .names = true,
    .write = write_mat,
    .read = cli_read_mat,
    .beside = {{".rlabel", write_rows}, {".clabel", write_columns}}};
