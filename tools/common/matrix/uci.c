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
#include <math.h>

static bool is_count(float value)
{
    return value >= 1 && value < 4294967296.0f && floorf(value) == value;
}

static bool write_uci(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;
    struct cli_print out;

    fprintf(file, "%zu\n%zu\n%" PRIu64 "\n", m->rows, m->cols, m->row_start[m->rows]);
    cli_print_start(&out, file);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            if (!is_count(m->value[e])) {
                cli_error("uci: %g in row %zu is no count; --weighting nnn gives counts",
                          (double)m->value[e], i + 1);
                return false;
            }
            cli_print_count(&out, i + 1);
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->column[e] + 1);
            cli_print_char(&out, ' ');
            cli_print_count(&out, (uint64_t)m->value[e]);
            cli_print_char(&out, '\n');
        }
    cli_print_end(&out);
    return true;
}

static void write_words(FILE *file, const struct cli_matrix *matrix)
{
    for (size_t t = 0; t < matrix->rows->cols; t++) {
        if (matrix->column_name)
            cli_tsv_field(file, matrix->column_name[t]);
        else
            fprintf(file, "%zu", t + 1);
        fputc('\n', file);
    }
}

const struct cli_matrix_format cli_matrix_uci = {.name = "uci",
                                                 .names = true,
                                                 .write = write_uci,
                                                 .read = cli_read_uci,
                                                 .beside = {{".vocab", write_words}}};
