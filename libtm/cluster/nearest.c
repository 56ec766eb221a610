#include "cluster/nearest.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <string.h>

enum {
    LANES = 8,           /* floats added at once; the table is padded to a multiple */
    ROWS_PER_BLOCK = 256 /* a unit of parallel work */
};
/* A posting costs about as much as this many cells of the table (measured, SSE2). */
static const uint64_t dense_gain = 16;
static const size_t largest_table = (size_t)1 << 28; /* floats */

void tm__nearest_start(struct tm__nearest *n, size_t clusters, const tm_run *run)
{
    memset(n, 0, sizeof *n);
    n->clusters = clusters;
    n->width = (clusters + LANES - 1) / LANES * LANES;
    n->workers = tm__threads(run);
}

void tm__nearest_release(struct tm__nearest *n)
{
    tm__free(n->table);
    tm__free(n->product);
    tm__free(n->rows_with);
    tm__postings_release(&n->postings);
    tm__touched_free(n->touched, n->workers);
    memset(n, 0, sizeof *n);
}

/*
 * Products of row i with `count` centroids from `from` on. Called with constant counts, so that the
 * sums stay in registers; every sum runs over the row's entries in order, however wide registers
 * are, so the bits are the same on every machine.
 */
static inline void strip(float *restrict out, const float *restrict table, size_t width,
                         const tm_sparse *m, size_t row, size_t count)
{
    float sum[4 * LANES] = {0};

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        const float *restrict c = table + m->column[e] * width;
        const float x = m->value[e];
        for (size_t j = 0; j < count; j++)
            sum[j] += x * c[j];
    }
    memcpy(out, sum, count * sizeof *out);
}

static void products(float *out, const struct tm__nearest *n, const tm_sparse *m, size_t row)
{
    size_t j = 0;

    for (; j + 4 * LANES <= n->width; j += 4 * LANES)
        strip(out + j, n->table + j, n->width, m, row, 4 * LANES);
    switch ((n->width - j) / LANES) {
    case 3:
        strip(out + j, n->table + j, n->width, m, row, 3 * LANES);
        break;
    case 2:
        strip(out + j, n->table + j, n->width, m, row, 2 * LANES);
        break;
    case 1:
        strip(out + j, n->table + j, n->width, m, row, LANES);
        break;
    default:
        break;
    }
}

struct search {
    uint32_t *label;
    float *similarity;
    struct tm__nearest *n;
    const tm_sparse *m;
    const struct tm__centroids *c;
    size_t blocks; /* of centroids, while the table is filled */
};

static tm_status dense_block(void *ctx, size_t block, unsigned worker)
{
    const struct search *s = ctx;
    float *product = s->n->product + worker * s->n->width;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->m->rows; i++) {
        size_t best = 0;
        products(product, s->n, s->m, i);
        for (size_t j = 1; j < s->n->clusters; j++)
            if (product[j] > product[best])
                best = j;
        s->label[i] = (uint32_t)best;
        s->similarity[i] = product[best];
    }
    return TM_OK;
}

static tm_status indexed_block(void *ctx, size_t block, unsigned worker)
{
    const struct search *s = ctx;
    struct tm__touched *t = &s->n->touched[worker];
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->m->rows; i++) {
        uint32_t best = 0;
        tm__postings_row(t, &s->n->postings, s->m, i);
        for (size_t x = 0; x < t->count; x++) {
            const uint32_t j = t->cluster[x];
            if (t->product[j] > t->product[best] || (t->product[j] == t->product[best] && j < best))
                best = j;
        }
        s->label[i] = best;
        s->similarity[i] = (float)t->product[best];
        tm__touched_clear(t);
    }
    return TM_OK;
}

static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    const struct search *s = ctx;
    const size_t from = s->n->clusters * block / s->blocks;
    const size_t to = s->n->clusters * (block + 1) / s->blocks;

    (void)worker;
    for (size_t j = from; j < to; j++)
        for (uint64_t e = s->c->start[j]; e < s->c->end[j]; e++)
            s->n->table[s->c->column[e] * s->n->width + j] = (float)s->c->value[e];
    return TM_OK;
}

static tm_status fill_table(struct search *s, const tm_run *run, tm_error *err)
{
    const size_t cells = s->c->cols * s->n->width;

    if (!s->n->table)
        s->n->table = tm__alloc_array(cells, sizeof *s->n->table);
    if (!s->n->product)
        s->n->product = tm__alloc_array(s->n->width, s->n->workers * sizeof *s->n->product);
    if (!s->n->table || !s->n->product)
        return tm__fail_memory(err, "making a table of centroids");
    memset(s->n->table, 0, cells * sizeof *s->n->table);
    s->blocks = (s->n->clusters + LANES - 1) / LANES;
    return tm__parallel_for(s->blocks, fill_block, s, "centroids", run, err);
}

static tm_status fill_index(struct search *s, tm_error *err)
{
    if (!s->n->touched)
        s->n->touched = tm__touched_new(s->n->clusters, s->n->workers);
    if (!s->n->touched)
        return tm__fail_memory(err, "indexing centroids");
    return tm__postings_fill(&s->n->postings, s->c, err);
}

/*
 * Work both ways would take for these rows: the index meets every posting of a row's columns, the
 * table all clusters, but many at a time.
 */
static bool index_pays(const struct tm__nearest *n, const tm_sparse *m,
                       const struct tm__centroids *c)
{
    uint64_t postings = 0;

    if (c->cols && n->width > largest_table / c->cols)
        return true;
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++)
            postings += n->rows_with[c->column[e]];
    return postings * dense_gain < m->row_start[m->rows] * n->width;
}

static tm_status count_columns(struct tm__nearest *n, const tm_sparse *m, tm_error *err)
{
    if (n->rows_with)
        return TM_OK;
    n->rows_with = tm__calloc(m->cols, sizeof *n->rows_with);
    if (!n->rows_with)
        return tm__fail_memory(err, "counting columns");
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        n->rows_with[m->column[e]]++;
    return TM_OK;
}

tm_status tm__nearest_find(uint32_t *label, float *similarity, struct tm__nearest *n,
                           const tm_sparse *m, const struct tm__centroids *c, const tm_run *run,
                           tm_error *err)
{
    struct search s = {label, similarity, n, m, c, 0};
    bool indexed;
    tm_status status = count_columns(n, m, err);

    if (status != TM_OK)
        return status;
    indexed = index_pays(n, m, c);
    status = indexed ? fill_index(&s, err) : fill_table(&s, run, err);
    if (status != TM_OK)
        return status;
    return tm__parallel_for((m->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK,
                            indexed ? indexed_block : dense_block, &s, "assign", run, err);
}
