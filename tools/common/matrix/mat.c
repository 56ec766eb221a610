/*
 * CLUTO's sparse matrix (Karypis 2003): "rows columns entries", then a line for every row of
 * "column value" pairs, columns from 1; names of rows and columns in .rlabel and .clabel.
 */
#include "matrix/matrix.h"
#include "matrix/print.h"
#include "tsv.h"

#include <inttypes.h>

static void begin(struct cli_matrix_writer *w)
{
    fprintf(w->file, "%zu %zu %" PRIu64 "\n", w->plan->rows, w->plan->cols, w->plan->entries);
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    struct cli_print out;

    (void)target;
    cli_print_start(&out, w->file);
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

static void write_rows(FILE *file, struct cli_matrix_plan *plan)
{
    for (size_t i = 0; i < plan->rows; i++) {
        cli_row_names_next(&plan->names);
        cli_row_names_print(file, &plan->names);
        fputc('\n', file);
    }
}

static void write_columns(FILE *file, struct cli_matrix_plan *plan)
{
    for (size_t t = 0; t < plan->cols; t++) {
        if (plan->column_name)
            cli_tsv_field(file, plan->column_name[t]);
        else
            fprintf(file, "%zu", t + 1);
        fputc('\n', file);
    }
}

const struct cli_matrix_format cli_matrix_mat = {
    .name = "mat",
    .text = true,
    .names = true,
    .begin = begin,
    .add = add,
    .read = cli_read_mat,
    .beside = {{".rlabel", write_rows}, {".clabel", write_columns}}};
