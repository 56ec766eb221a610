/*
 * Distances are 1 - cosine, so the mean distance from a row to a cluster follows from one product
 * with the sum of the cluster's rows, each made length 1. Rows are compared with the clusters that
 * share a term with them; all others are 1 away.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <tm/evaluate.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 128 }; /* rows a unit of work */

/* The sum of a cluster in one column. */
struct part {
    uint32_t cluster;
    double sum;
};

struct scratch {
    double *dot;       /* [clusters] 0 between rows */
    uint32_t *touched; /* [clusters] */
};

struct silhouette {
    const tm_sparse *m;
    uint32_t *cluster; /* [rows] below clusters */
    uint32_t *order;   /* [rows] cluster by cluster */
    uint32_t *size;    /* [clusters] */
    size_t clusters;
    double *length;   /* [rows] */
    struct part *part; /* column by column, by cluster */
    uint64_t *first;  /* [cols + 1] of part */
    struct scratch *scratch;
    double *each; /* [rows] */
};

struct pair {
    uint32_t label, row;
};

static int by_label(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Clusters get numbers below their count. */
static bool number_clusters(struct silhouette *s, const uint32_t *label)
{
    const size_t rows = s->m->rows;
    struct pair *pair = tm__alloc_array(rows, sizeof *pair);

    s->cluster = tm__alloc_array(rows, sizeof *s->cluster);
    s->order = tm__alloc_array(rows, sizeof *s->order);
    s->size = tm__calloc(rows, sizeof *s->size);
    if (!pair || !s->cluster || !s->order || !s->size) {
        tm__free(pair);
        return false;
    }
    for (size_t i = 0; i < rows; i++)
        pair[i] = (struct pair){label[i], (uint32_t)i};
    qsort(pair, rows, sizeof *pair, by_label);
    for (size_t i = 0; i < rows; i++) {
        s->clusters += i == 0 || pair[i].label != pair[i - 1].label;
        s->cluster[pair[i].row] = (uint32_t)s->clusters - 1;
        s->order[i] = pair[i].row;
        s->size[s->clusters - 1]++;
    }
    tm__free(pair);
    return true;
}

static void measure(struct silhouette *s)
{
    for (size_t i = 0; i < s->m->rows; i++) {
        double square = 0;
        for (uint64_t e = s->m->row_start[i]; e < s->m->row_start[i + 1]; e++)
            square += (double)s->m->value[e] * s->m->value[e];
        s->length[i] = sqrt(square);
    }
}

/* All entries by column; rows come cluster by cluster, so that in a column clusters rise. */
static void sort_entries(struct silhouette *s)
{
    const tm_sparse *m = s->m;

    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        s->first[m->column[e] + 1]++;
    for (size_t c = 0; c < m->cols; c++)
        s->first[c + 1] += s->first[c];
    for (size_t r = 0; r < m->rows; r++) {
        const uint32_t i = s->order[r];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            s->part[s->first[m->column[e]]++] = (struct part){
                s->cluster[i], s->length[i] > 0 ? m->value[e] / s->length[i] : 0};
    }
    memmove(s->first + 1, s->first, m->cols * sizeof *s->first);
    s->first[0] = 0;
}

/* Entries of one cluster in one column become one. */
static void add_entries(struct silhouette *s)
{
    uint64_t n = 0;

    for (size_t c = 0; c < s->m->cols; c++) {
        const uint64_t from = s->first[c], to = s->first[c + 1];
        s->first[c] = n;
        for (uint64_t e = from; e < to; e++) {
            if (n > s->first[c] && s->part[n - 1].cluster == s->part[e].cluster)
                s->part[n - 1].sum += s->part[e].sum;
            else
                s->part[n++] = s->part[e];
        }
    }
    s->first[s->m->cols] = n;
}

static bool add_up(struct silhouette *s)
{
    s->length = tm__alloc_array(s->m->rows, sizeof *s->length);
    s->part = tm__alloc_array(s->m->row_start[s->m->rows], sizeof *s->part);
    s->first = tm__calloc(s->m->cols + 1, sizeof *s->first);
    if (!s->length || !s->part || !s->first)
        return false;
    measure(s);
    sort_entries(s);
    add_entries(s);
    return true;
}

/* The products of row i with the sums of clusters; how many it touches. */
static size_t multiply(const struct silhouette *s, struct scratch *w, size_t i)
{
    const tm_sparse *m = s->m;
    size_t touched = 0;

    for (uint64_t e = m->row_start[i]; s->length[i] > 0 && e < m->row_start[i + 1]; e++) {
        const double x = m->value[e] / s->length[i];
        for (uint64_t p = s->first[m->column[e]]; p < s->first[m->column[e] + 1]; p++) {
            if (w->dot[s->part[p].cluster] == 0)
                w->touched[touched++] = s->part[p].cluster;
            w->dot[s->part[p].cluster] += x * s->part[p].sum;
            if (w->dot[s->part[p].cluster] == 0) /* cancelled: it is touched already */
                w->dot[s->part[p].cluster] = -1e-300;
        }
    }
    return touched;
}

static double of_row(const struct silhouette *s, struct scratch *w, size_t i)
{
    const size_t touched = multiply(s, w, i);
    const uint32_t own = s->cluster[i];
    const double others = s->size[own] - 1.0, self = s->length[i] > 0 ? 1 : 0;
    const double inside = others > 0 ? 1 - (w->dot[own] - self) / others : 0;
    size_t compared = 0;
    double outside = INFINITY;

    for (size_t t = 0; t < touched; t++) {
        const uint32_t k = w->touched[t];
        if (k != own) {
            outside = fmin(outside, 1 - w->dot[k] / s->size[k]);
            compared++;
        }
        w->dot[k] = 0;
    }
    if (compared < s->clusters - 1)
        outside = fmin(outside, 1);
    if (others == 0 || s->clusters < 2 || fmax(inside, outside) <= 0)
        return 0;
    return (outside - inside) / fmax(inside, outside);
}

static tm_status score_block(void *ctx, size_t block, unsigned worker)
{
    const struct silhouette *s = ctx;

    for (size_t i = block * BLOCK; i < (block + 1) * BLOCK && i < s->m->rows; i++)
        s->each[i] = of_row(s, &s->scratch[worker], i);
    return TM_OK;
}

static bool make_scratch(struct silhouette *s, size_t workers)
{
    s->each = tm__alloc_array(s->m->rows, sizeof *s->each);
    s->scratch = tm__calloc(workers, sizeof *s->scratch);
    for (size_t w = 0; s->scratch && w < workers; w++) {
        s->scratch[w].dot = tm__calloc(s->clusters, sizeof *s->scratch[w].dot);
        s->scratch[w].touched = tm__alloc_array(s->clusters, sizeof *s->scratch[w].touched);
        if (!s->scratch[w].dot || !s->scratch[w].touched)
            return false;
    }
    return s->each && s->scratch;
}

static void release(struct silhouette *s, size_t workers)
{
    for (size_t w = 0; s->scratch && w < workers; w++) {
        tm__free(s->scratch[w].dot);
        tm__free(s->scratch[w].touched);
    }
    tm__free(s->scratch);
    tm__free(s->cluster);
    tm__free(s->order);
    tm__free(s->size);
    tm__free(s->length);
    tm__free(s->part);
    tm__free(s->first);
    tm__free(s->each);
}

tm_status tm_evaluate_silhouette(double *mean, double *each, const tm_sparse *m,
                                 const uint32_t *cluster, const tm_run *run, tm_error *err)
{
    const size_t workers = tm__threads(run);
    struct silhouette s = {.m = m};
    tm_status status = tm_sparse_check(m, err);

    *mean = 0;
    if (status != TM_OK)
        return status;
    if (m->rows > UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu rows are too many", m->rows);
    if (m->rows == 0)
        return TM_OK;
    if (number_clusters(&s, cluster) && add_up(&s) && make_scratch(&s, workers))
        status = tm__parallel_for((m->rows + BLOCK - 1) / BLOCK, score_block, &s, "silhouette", run,
                                  err);
    else
        status = tm__fail_memory(err, "scoring clusters");
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        *mean += s.each[i];
    *mean /= (double)m->rows;
    if (status == TM_OK && each)
        memcpy(each, s.each, m->rows * sizeof *each);
    release(&s, workers);
    return status;
}
