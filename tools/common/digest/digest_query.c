#include "digest/digest_query.h"

#include <stdlib.h>
#include <string.h>

/* Weights of the query's terms, a column each; the query's row has length 1. */
static float *spread(const tm_sparse *query, size_t columns)
{
    float *const weight = cli_alloc(columns, sizeof *weight);

    for (uint64_t i = 0; i < query->row_start[1]; i++)
        weight[query->column[i]] = query->value[i];
    return weight;
}

static double share(const tm_sparse *rows, size_t row, const float *weight)
{
    double sum = 0;

    for (uint64_t i = rows->row_start[row]; i < rows->row_start[row + 1]; i++) {
        const double w = (double)weight[rows->column[i]];

        sum += w * w;
    }
    return sum;
}

tm_status digest_query(bool **related, const struct digest *digest, const tm_tfidf *model,
                       const tm_sparse *rows, const char *query, const tm_run *run, tm_error *err)
{
    const tm_text text = {query, strlen(query)};
    tm_sparse *asked;
    float *weight;
    const tm_status status = tm_tfidf_transform(&asked, model, &text, 1, run, err);

    if (status != TM_OK)
        return status;
    if (asked->row_start[1] == 0)
        cli_message("--query: no document has a word of '%s'", query);
    weight = spread(asked, rows->cols);
    *related = cli_alloc(digest->clusters->clusters, sizeof **related);
    for (size_t i = 0; i < rows->rows; i++)
        if (share(rows, i, weight) >= 0.5 - 1e-6)
            (*related)[digest->clusters->cluster[i]] = true;
    free(weight);
    tm_sparse_free(asked);
    return TM_OK;
}
