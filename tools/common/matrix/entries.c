/* document, term, weight: an entry a line, for people and for databases. */
#include "matrix/matrix.h"
#include "tsv.h"

#include <inttypes.h>

static void begin(struct cli_matrix_writer *w)
{
    fputs("document\tterm\tweight\n", w->file);
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    const tm_text *const column_name = w->plan->column_name;

    (void)target;
    for (size_t i = 0; i < m->rows; i++) {
        cli_row_names_next(&w->plan->names);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            cli_row_names_print(w->file, &w->plan->names);
            fputc('\t', w->file);
            if (column_name)
                cli_tsv_field(w->file, column_name[m->column[e]]);
            else
                fprintf(w->file, "%" PRIu64, (uint64_t)m->column[e] + 1);
            fprintf(w->file, "\t%.6g\n", (double)m->value[e]);
        }
    }
    return true;
}

const struct cli_matrix_format cli_matrix_tsv = {
    .name = "tsv", .names = true, .begin = begin, .add = add};
