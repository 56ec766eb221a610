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

/* What a column is called in a row that has it to itself. */
static const uint32_t alone = UINT32_MAX;

/* A value of a row of length `norm`, as a multiple of 2^-32: the last digit of 2^20 in double. */
static float rounded(float value, double norm)
{
    const double coarse = 0x1.8p20;

    return (float)((double)(float)(value / norm) + coarse - coarse);
}

/* key: columns of m by falling number of rows in the lower half. */
static void order_columns(uint64_t *key, uint64_t *spare, const tm_sparse *m)
{
    for (size_t c = 0; c < m->cols; c++)
        key[c] = (uint64_t)UINT32_MAX << 32 | c;
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        key[m->column[e]] -= (uint64_t)(m->value[e] != 0) << 32;
    tm__sort_upper(key, spare, m->cols, 32);
}

/* name: what the columns of m are called from now on. */
static tm_status name_columns(struct tm__kmeans_rows *x, uint32_t *name, const uint64_t *key,
                              size_t columns, size_t clusters)
{
    while (x->columns < columns && UINT32_MAX - (uint32_t)(key[x->columns] >> 32) > 1)
        x->columns++;
    x->rows_with = tm__alloc_array(x->columns, sizeof *x->rows_with);
    if (!x->rows_with)
        return TM_ENOMEM;
    for (size_t c = 0; c < columns; c++)
        name[(uint32_t)key[c]] = c < x->columns ? (uint32_t)c : alone;
    for (size_t c = 0; c < x->columns; c++) {
        x->rows_with[c] = UINT32_MAX - (uint32_t)(key[c] >> 32);
        x->dense += x->rows_with[c] >= clusters / clusters_a_row;
    }
    return TM_OK;
}

/* Where rows begin, and their rare columns. */
static void measure_rows(struct tm__kmeans_rows *x, const uint32_t *name, const tm_sparse *m)
{
    for (size_t i = 0; i < m->rows; i++) {
        size_t dense = 0, kept = 0;

        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const uint32_t c = name[m->column[e]];
            const bool is_there = m->value[e] != 0;

            dense += is_there & (c < x->dense);
            kept += is_there & (c != alone);
        }
        x->rare[i] = x->start[i] + dense;
        x->start[i + 1] = x->start[i] + kept;
    }
}

static void fill_row(struct tm__kmeans_rows *x, const uint32_t *name, const tm_sparse *m, size_t i)
{
    const double norm = tm__sparse_norm(m, i);
    uint64_t dense = x->start[i], rare = x->rare[i];

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t c = name[m->column[e]];
        const float value = rounded(m->value[e], norm);
        uint64_t at;

        if (m->value[e] == 0)
            continue;
        if (c == alone) {
            x->own[i] += (double)value * value;
            continue;
        }
        at = c < x->dense ? dense++ : rare++;
        x->column[at] = c;
        x->value[at] = value;
    }
}

static tm_status fill(struct tm__kmeans_rows *x, uint32_t *name, const uint64_t *key,
                      const tm_sparse *m, size_t clusters)
{
    const tm_status status = name_columns(x, name, key, m->cols, clusters);

    if (status != TM_OK)
        return status;
    measure_rows(x, name, m);
    x->column = tm__alloc_array(x->start[x->rows], sizeof *x->column);
    x->value = tm__alloc_array(x->start[x->rows], sizeof *x->value);
    if (!x->column || !x->value)
        return TM_ENOMEM;
    for (size_t i = 0; i < m->rows; i++)
        fill_row(x, name, m, i);
    return TM_OK;
}

tm_status tm__kmeans_rows_new(struct tm__kmeans_rows *x, const tm_sparse *m, size_t clusters,
                              tm_error *err)
{
    uint64_t *key = tm__alloc_array(m->cols, sizeof *key);
    uint64_t *spare = tm__alloc_array(m->cols, sizeof *spare);
    uint32_t *name = tm__alloc_array(m->cols, sizeof *name);
    tm_status status = TM_ENOMEM;

    *x = (struct tm__kmeans_rows){.rows = m->rows};
    x->start = tm__calloc(m->rows + 1, sizeof *x->start);
    x->rare = tm__alloc_array(m->rows, sizeof *x->rare);
    x->own = tm__calloc(m->rows, sizeof *x->own);
    if (key && spare && name && x->start && x->rare && x->own) {
        order_columns(key, spare, m);
        status = fill(x, name, key, m, clusters);
    }
    tm__free(key);
    tm__free(spare);
    tm__free(name);
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
