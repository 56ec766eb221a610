#include "cluster/kmeans_rows.h"

#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <string.h>

/*
 * A column is dense from one row to so many clusters. A cell of the table costs a quarter of an
 * entry of a list, and less than that in time where lists are long (measured: 2 to 8 are alike).
 */
static const size_t clusters_a_row = 4;

static uint32_t rows_with(const tm_sparse *transposed, size_t column)
{
    uint32_t rows = 0;

    for (uint64_t e = transposed->row_start[column]; e < transposed->row_start[column + 1]; e++)
        rows += transposed->value[e] != 0;
    return rows;
}

/* A value of a row of length `norm`, as a multiple of 2^-32: the last digit of 2^20 in double. */
static float rounded(float value, double norm)
{
    const double coarse = 0x1.8p20;

    return (float)((double)(float)(value / norm) + coarse - coarse);
}

/* Columns by falling number of rows in the lower half of key; how many have two rows or more. */
static size_t order_columns(uint64_t *key, uint64_t *spare, const tm_sparse *transposed)
{
    size_t several = 0;

    for (size_t c = 0; c < transposed->rows; c++) {
        const uint32_t rows = rows_with(transposed, c);

        key[c] = (uint64_t)(UINT32_MAX - rows) << 32 | c;
        several += rows > 1;
    }
    tm__sort_upper(key, spare, transposed->rows, 32);
    return several;
}

/* Deal the columns out to the rows; x->rare moves along in every row. */
static void deal(struct tm__kmeans_rows *x, const uint64_t *key, const tm_sparse *transposed,
                 const double *norm)
{
    memcpy(x->rare, x->start, x->rows * sizeof *x->rare);
    for (size_t c = 0; c < x->columns; c++) {
        const uint32_t old = (uint32_t)key[c];

        for (uint64_t e = transposed->row_start[old]; e < transposed->row_start[old + 1]; e++) {
            const uint32_t row = transposed->column[e];
            const uint64_t at = x->rare[row];

            if (transposed->value[e] == 0)
                continue;
            x->column[at] = (uint32_t)c;
            x->value[at] = rounded(transposed->value[e], norm[row]);
            x->rare[row]++;
        }
    }
    for (size_t i = 0; i < x->rows; i++) {
        while (x->rare[i] > x->start[i] && x->column[x->rare[i] - 1] >= x->dense)
            x->rare[i]--;
    }
}

/* Sizes of rows without columns of their own, and what those hold. */
static void count(struct tm__kmeans_rows *x, const uint64_t *key, const tm_sparse *transposed,
                  const double *norm)
{
    for (size_t c = 0; c < transposed->rows; c++) {
        const uint32_t old = (uint32_t)key[c];

        for (uint64_t e = transposed->row_start[old]; e < transposed->row_start[old + 1]; e++) {
            const uint32_t row = transposed->column[e];
            const double value = rounded(transposed->value[e], norm[row]);

            if (c < x->columns)
                x->start[row + 1] += transposed->value[e] != 0;
            else
                x->own[row] += value * value;
        }
    }
    for (size_t i = 0; i < x->rows; i++)
        x->start[i + 1] += x->start[i];
}

static tm_status fill(struct tm__kmeans_rows *x, const uint64_t *key, const tm_sparse *transposed,
                      const double *norm, size_t clusters)
{
    count(x, key, transposed, norm);
    x->column = tm__alloc_array(x->start[x->rows], sizeof *x->column);
    x->value = tm__alloc_array(x->start[x->rows], sizeof *x->value);
    x->rows_with = tm__alloc_array(x->columns, sizeof *x->rows_with);
    if (!x->column || !x->value || !x->rows_with)
        return TM_ENOMEM;
    for (size_t c = 0; c < x->columns; c++) {
        x->rows_with[c] = UINT32_MAX - (uint32_t)(key[c] >> 32);
        x->dense += x->rows_with[c] >= clusters / clusters_a_row;
    }
    deal(x, key, transposed, norm);
    return TM_OK;
}

tm_status tm__kmeans_rows_new(struct tm__kmeans_rows *x, const tm_sparse *m,
                              const tm_sparse *transposed, size_t clusters, tm_error *err)
{
    uint64_t *key = tm__alloc_array(m->cols, sizeof *key);
    uint64_t *spare = tm__alloc_array(m->cols, sizeof *spare);
    double *norm = tm__alloc_array(m->rows, sizeof *norm);
    tm_status status = TM_ENOMEM;

    *x = (struct tm__kmeans_rows){.rows = m->rows};
    x->start = tm__calloc(m->rows + 1, sizeof *x->start);
    x->rare = tm__alloc_array(m->rows, sizeof *x->rare);
    x->own = tm__calloc(m->rows, sizeof *x->own);
    if (key && spare && norm && x->start && x->rare && x->own) {
        for (size_t i = 0; i < m->rows; i++)
            norm[i] = tm__sparse_norm(m, i);
        x->columns = order_columns(key, spare, transposed);
        status = fill(x, key, transposed, norm, clusters);
    }
    tm__free(key);
    tm__free(spare);
    tm__free(norm);
    if (status == TM_OK)
        return TM_OK;
    tm__kmeans_rows_release(x);
    return tm__fail_memory(err, "running k-means");
}

void tm__kmeans_rows_release(struct tm__kmeans_rows *x)
{
    tm__free(x->start);
    tm__free(x->rare);
    tm__free(x->column);
    tm__free(x->value);
    tm__free(x->rows_with);
    tm__free(x->own);
    *x = (struct tm__kmeans_rows){0};
}
