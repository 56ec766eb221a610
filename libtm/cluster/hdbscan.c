/*
 * HDBSCAN on 1 - cosine (Campello, Moulavi & Sander 2013): the minimum spanning tree of mutual
 * reachability, condensed. Copies are folded first and stay together; zero rows, and rows that the
 * tree has no cluster for, stand alone.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/condensed.h"
#include "cluster/distinct.h"
#include "cluster/labelling.h"
#include "cluster/spanning_tree.h"

#include <math.h>

enum { SMALLEST = 5, MOST_NEIGHBOURS = 1000, ROWS_PER_BLOCK = 32 };

/* Core distances, computed in parallel. */
struct cores {
    const struct tm__all_cosines *c;
    size_t neighbours; /* the row itself is one */
    double *core;      /* [rows] */
    double **cosine;   /* [threads][rows] scratch */
};

/* The n-th largest of cosine[0 .. count), n <= MOST_NEIGHBOURS. */
static double nth_largest(const double *cosine, size_t count, size_t n)
{
    double top[MOST_NEIGHBOURS]; /* falling */
    size_t have = 0;

    for (size_t j = 0; j < count; j++) {
        size_t at = have;
        if (have == n && cosine[j] <= top[n - 1])
            continue;
        if (have < n)
            have++;
        else
            at = n - 1;
        for (; at > 0 && top[at - 1] < cosine[j]; at--)
            top[at] = top[at - 1];
        top[at] = cosine[j];
    }
    return top[have - 1];
}

static tm_status core_block(void *ctx, size_t block, unsigned worker)
{
    struct cores *s = ctx;
    const size_t rows = s->c->m->rows, end = (block + 1) * ROWS_PER_BLOCK;
    const size_t n = s->neighbours < rows ? s->neighbours : rows;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < rows; i++) {
        tm__all_cosines_row(s->cosine[worker], s->c, i, rows);
        s->cosine[worker][i] = 1;
        s->core[i] = 1 - nth_largest(s->cosine[worker], rows, n);
    }
    return TM_OK;
}

static tm_status find_cores(double *core, const struct tm__all_cosines *c, size_t neighbours,
                            const tm_run *run, tm_error *err)
{
    const unsigned threads = tm__threads(run);
    const size_t rows = c->m->rows;
    struct cores s = {c, neighbours, core, tm__calloc(threads, sizeof *s.cosine)};
    tm_status status = s.cosine ? TM_OK : tm__fail_memory(err, "measuring densities");

    for (unsigned t = 0; status == TM_OK && t < threads; t++)
        if (!(s.cosine[t] = tm__alloc_array(rows, sizeof *s.cosine[t])))
            status = tm__fail_memory(err, "measuring densities");
    if (status == TM_OK)
        status = tm__parallel_for((rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, core_block, &s,
                                  "densities", run, err);
    for (unsigned t = 0; s.cosine && t < threads; t++)
        tm__free(s.cosine[t]);
    tm__free(s.cosine);
    return status;
}

/* Merges by mutual reachability; heights are distances. */
static tm_status grow(struct tm__merges *merges, const tm_sparse *rows, size_t neighbours,
                      const tm_run *run, tm_error *err)
{
    double *core = tm__alloc_array(rows->rows, sizeof *core);
    struct tm__edge *edge = tm__alloc_array(rows->rows, sizeof *edge);
    struct tm__all_cosines c = {0};
    tm_status status = core && edge ? TM_OK : tm__fail_memory(err, "linking rows");

    if (status == TM_OK)
        status = tm__all_cosines_new(&c, rows, err);
    if (status == TM_OK)
        status = find_cores(core, &c, neighbours, run, err);
    if (status == TM_OK)
        status = tm__spanning_tree(edge, &c, core, run, err);
    if (status == TM_OK)
        status = tm__edges_merge(merges, edge, rows->rows, err);
    tm__all_cosines_release(&c);
    tm__free(edge);
    tm__free(core);
    return status;
}

/* Labels of distinct rows; who is in no cluster gets a number behind them. */
static tm_status label_distinct(uint32_t *label, const tm_sparse *rows, const tm_hdbscan_options *o,
                                const tm_run *run, tm_error *err)
{
    struct tm__merges merges = {0};
    tm_status status = grow(&merges, rows, o->neighbours, run, err);
    size_t clusters = 0;

    if (status == TM_OK)
        status = tm__condensed_label(label, &clusters, &merges, o->smallest, err);
    for (size_t i = 0; status == TM_OK && i < rows->rows; i++)
        if (label[i] == TM__NO_CLUSTER)
            label[i] = (uint32_t)clusters++;
    tm__free(merges.merge);
    return status;
}

/* A tm__labelling_fn but for k, which is not looked at. */
static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    const tm_sparse *const m = filled->m;
    struct tm__distinct distinct = {0};
    tm_sparse *rows = NULL;
    uint32_t *of_kind = NULL;
    tm_status status = tm__distinct_find(&distinct, m, err);

    (void)k;
    if (status == TM_OK)
        status = tm_sparse_select(&rows, m, distinct.row, distinct.count, err);
    if (status == TM_OK && !(of_kind = tm__alloc_array(distinct.count, sizeof *of_kind)))
        status = tm__fail_memory(err, "finding clusters");
    if (status == TM_OK)
        status = label_distinct(of_kind, rows, ctx, run, err);
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        label[i] = of_kind[distinct.kind[i]];
    tm__free(of_kind);
    tm_sparse_free(rows);
    tm__distinct_release(&distinct);
    return status;
}

tm_status tm_hdbscan(tm_clustering **out, const tm_sparse *m, const tm_hdbscan_options *options,
                     const tm_run *run, tm_error *err)
{
    tm_hdbscan_options o = TM_HDBSCAN_INIT;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && o.smallest == 1)
        status = tm__fail(err, TM_EINVAL, "clusters of 1 row: the least is 2");
    if (!o.smallest)
        o.smallest = SMALLEST;
    if (!o.neighbours)
        o.neighbours = o.smallest;
    if (status == TM_OK && o.neighbours > MOST_NEIGHBOURS)
        status = tm__fail(err, TM_EINVAL, "%zu neighbours: the most is %d", o.neighbours,
                          MOST_NEIGHBOURS);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK && m->rows > UINT32_MAX / 2)
        status = tm__fail(err, TM_EOVERFLOW, "%zu rows are more than can be linked", m->rows);
    if (status == TM_OK)
        status = tm__progress(run, "densities", 0, m->rows, err);
    if (status != TM_OK)
        return status;
    return tm__cluster_by(out, m, SIZE_MAX, label_rows, &o, run, err);
}
