/* document, term, weight: an entry a line, for people and for databases. */
#include "matrix/matrix.h"
#include "tsv.h"

static bool write_tsv(FILE *file, const struct cli_matrix *matrix)
{
    const tm_sparse *const m = matrix->rows;

    fputs("document\tterm\tweight\n", file);
    for (size_t i = 0; i < m->rows; i++) {
        const tm_text id = cli_document_id(matrix->documents, i);

        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const tm_text term = tm_tfidf_term(matrix->model, m->column[e]);

            cli_tsv_id(file, id);
            fputc('\t', file);
            cli_tsv_field(file, term);
            fprintf(file, "\t%.6g\n", (double)m->value[e]);
        }
    }
    return true;
}

const struct cli_matrix_format cli_matrix_tsv = {"tsv", write_tsv};
