#include "digest/digest_centroids.h"

#include <stdlib.h>

static uint64_t most_entries(const struct digest *digest, size_t stories, const tm_sparse *rows)
{
    uint64_t entries = 0;

    for (size_t s = 0; s < stories; s++)
        for (size_t i = 0; i < digest->story[s].rows; i++) {
            const uint32_t row = digest->story[s].row[i];

            entries += rows->row_start[row + 1] - rows->row_start[row];
        }
    return entries;
}

static int compare_columns(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Append the sum of a story's rows. sum: a zeroed cell a column, zeroed again at the end. */
static uint64_t add_story(tm_sparse *out, uint64_t at, const struct digest_story *story,
                          const tm_sparse *rows, float *sum)
{
    const uint64_t start = at;

    for (size_t i = 0; i < story->rows; i++) {
        const uint32_t row = story->row[i];

        for (uint64_t e = rows->row_start[row]; e < rows->row_start[row + 1]; e++) {
            if (sum[rows->column[e]] == 0)
                out->column[at++] = rows->column[e];
            sum[rows->column[e]] += rows->value[e];
        }
    }
    qsort(out->column + start, at - start, sizeof *out->column, compare_columns);
    for (uint64_t e = start; e < at; e++) {
        out->value[e] = sum[out->column[e]];
        sum[out->column[e]] = 0;
    }
    return at;
}

tm_status digest_centroids(tm_sparse **out, const struct digest *digest, size_t stories,
                           const tm_sparse *rows, tm_error *err)
{
    const tm_status status =
        tm_sparse_new(out, stories, rows->cols, most_entries(digest, stories, rows), err);
    float *sum;
    uint64_t at = 0;

    if (status != TM_OK)
        return status;
    sum = cli_alloc(rows->cols, sizeof *sum);
    for (size_t s = 0; s < stories; s++) {
        at = add_story(*out, at, &digest->story[s], rows, sum);
        (*out)->row_start[s + 1] = at;
    }
    tm_sparse_normalize(*out);
    free(sum);
    return TM_OK;
}
