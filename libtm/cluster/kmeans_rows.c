#include "cluster/kmeans_rows.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/sort.h"
#include "base/status.h"
#include "cluster/kmeans_edges.h"
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

static bool is_dense(size_t rows, size_t clusters)
{
    return clusters < TM__MANY_CLUSTERS ? rows > TM__EDGE_ROWS : rows >= clusters / clusters_a_row;
}

/* name: what the columns of m are called from now on. */
static tm_status name_columns(struct tm__kmeans_rows *x, uint32_t *name, const uint64_t *key,
                              size_t columns, size_t clusters, tm_error *err)
{
    while (x->columns < columns && UINT32_MAX - (uint32_t)(key[x->columns] >> 32) > 1)
        x->columns++;
    x->rows_with = tm__alloc_array(x->columns, sizeof *x->rows_with);
    if (!x->rows_with)
        return tm__fail_memory(err, "running k-means");
    for (size_t c = 0; c < columns; c++)
        name[(uint32_t)key[c]] = c < x->columns ? (uint32_t)c : alone;
    for (size_t c = 0; c < x->columns; c++) {
        x->rows_with[c] = UINT32_MAX - (uint32_t)(key[c] >> 32);
        x->dense += is_dense(x->rows_with[c], clusters);
    }
    return TM_OK;
}

/* Rows that are a unit of parallel work. */
enum { BLOCK = 512 };

/* The rows of m under their new names. */
struct renaming {
    struct tm__kmeans_rows *x;
    const uint32_t *name;
    const tm_sparse *m;
};

/* How many entries rows keep, in start[row + 1], and how many of them are of dense columns. */
static tm_status count_block(void *ctx, size_t block, unsigned worker)
{
    const struct renaming *r = ctx;
    const tm_sparse *m = r->m;

    (void)worker;
    for (size_t i = block * BLOCK; i < (block + 1) * BLOCK && i < m->rows; i++) {
        size_t dense = 0, kept = 0;

        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const uint32_t c = r->name[m->column[e]];
            const bool is_there = m->value[e] != 0;

            dense += is_there & (c < r->x->dense);
            kept += is_there & (c != alone);
        }
        r->x->rare[i] = dense;
        r->x->start[i + 1] = kept;
    }
    return TM_OK;
}

/* Where rows begin, and their rare columns. */
static void place_rows(struct tm__kmeans_rows *x)
{
    for (size_t i = 0; i < x->rows; i++) {
        x->rare[i] += x->start[i];
        x->start[i + 1] += x->start[i];
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

static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    const struct renaming *r = ctx;

    (void)worker;
    for (size_t i = block * BLOCK; i < (block + 1) * BLOCK && i < r->m->rows; i++)
        fill_row(r->x, r->name, r->m, i);
    return TM_OK;
}

static tm_status fill(struct tm__kmeans_rows *x, const uint32_t *name, const tm_sparse *m,
                      const tm_run *run, tm_error *err)
{
    const size_t blocks = (m->rows + BLOCK - 1) / BLOCK;
    struct renaming r = {x, name, m};
    tm_status status = tm__parallel_for(blocks, count_block, &r, "rows", run, err);

    if (status != TM_OK)
        return status;
    place_rows(x);
    x->column = tm__alloc_array(x->start[x->rows], sizeof *x->column);
    x->value = tm__alloc_array(x->start[x->rows], sizeof *x->value);
    if (!x->column || !x->value)
        return tm__fail_memory(err, "running k-means");
    tm__huge_pages(x->column, x->start[x->rows] * sizeof *x->column);
    tm__huge_pages(x->value, x->start[x->rows] * sizeof *x->value);
    return tm__parallel_for(blocks, fill_block, &r, "rows", run, err);
}

tm_status tm__kmeans_rows_new(struct tm__kmeans_rows *x, const tm_sparse *m, size_t clusters,
                              const tm_run *run, tm_error *err)
{
    uint64_t *key = tm__alloc_array(m->cols, sizeof *key);
    uint64_t *spare = tm__alloc_array(m->cols, sizeof *spare);
    uint32_t *name = tm__alloc_array(m->cols, sizeof *name);
    tm_run quiet = run ? *run : (tm_run)TM_RUN_INIT;
    tm_status status;

    quiet.progress = NULL; /* it is a moment */
    *x = (struct tm__kmeans_rows){.rows = m->rows};
    x->start = tm__calloc(m->rows + 1, sizeof *x->start);
    x->rare = tm__alloc_array(m->rows, sizeof *x->rare);
    x->own = tm__calloc(m->rows, sizeof *x->own);
    if (key && spare && name && x->start && x->rare && x->own) {
        order_columns(key, spare, m);
        status = name_columns(x, name, key, m->cols, clusters, err);
        if (status == TM_OK)
            status = fill(x, name, m, &quiet, err);
        if (status == TM_OK && clusters < TM__MANY_CLUSTERS)
            status = tm__kmeans_edges_make(x, err);
    } else {
        status = tm__fail_memory(err, "running k-means");
    }
    tm__free(key);
    tm__free(spare);
    tm__free(name);
    if (status != TM_OK)
        tm__kmeans_rows_release(x);
    return status;
}

void tm__kmeans_rows_release(struct tm__kmeans_rows *x)
{
    tm__free(x->start);
    tm__free(x->rare);
    tm__free(x->column);
    tm__free(x->value);
    tm__free(x->rows_with);
    tm__free(x->own);
    tm__free(x->first);
    tm__free(x->edge);
    *x = (struct tm__kmeans_rows){0};
}
