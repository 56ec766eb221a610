/*
 * UCI bag of words (Newman 2008): the numbers of documents, words and entries, a line each, then
 * lines of "document word count", all from 1; the words in .vocab. It holds counts and nothing
 * else.
 */
#include "matrix/matrix.h"
#include "matrix/print.h"
#include "talk.h"
#include "tsv.h"

#include <inttypes.h>

static void begin(struct cli_matrix_writer *w)
{
    fprintf(w->file, "%zu\n%zu\n%" PRIu64 "\n", w->plan->rows, w->plan->cols, w->plan->entries);
}

static bool add(struct cli_matrix_writer *w, const tm_sparse *m, const double *target)
{
    struct cli_print out;

    (void)target;
    cli_print_start(&out, w->file);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            if (!cli_is_count(m->value[e])) {
                cli_error("uci: %g in row %zu is no count; --weighting nnn gives counts",
                          (double)m->value[e], w->row + i + 1);
                return false;
            }
            cli_print_count(&out, w->row + i + 1);
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->column[e] + 1);
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->value[e]);
            cli_print_char(&out, '\n');
        }
    cli_print_end(&out);
    return true;
}

static void write_words(FILE *file, struct cli_matrix_plan *plan)
{
    for (size_t t = 0; t < plan->cols; t++) {
        if (plan->column_name)
            cli_tsv_field(file, plan->column_name[t]);
        else
            fprintf(file, "%zu", t + 1);
        fputc('\n', file);
    }
}

const struct cli_matrix_format cli_matrix_uci = {.name = "uci",
                                                 .text = true,
                                                 .names = true,
                                                 .begin = begin,
                                                 .add = add,
                                                 .read = cli_read_uci,
                                                 .beside = {{".vocab", write_words}}};
