/*
 * The classic linkages on the distances of all rows, and where to cut the tree. Copies are folded
 * first and count with their number; zero rows are not linked.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/chain.h"
#include "cluster/clustering.h"
#include "cluster/cut.h"
#include "cluster/distinct.h"
#include "cluster/filled.h"
#include "cluster/labelling.h"
#include "cluster/spanning_tree.h"
#include "cluster/tree.h"

enum { MOST_ROWS = 20000 }; /* 1.6 GB */

struct work {
    struct tm__distinct distinct;
    struct tm__merges merges; /* of the distinct rows; heights are similarities */
};

static void release(struct work *w)
{
    tm__distinct_release(&w->distinct);
    tm__free(w->merges.merge);
}

static tm_status check_size(size_t rows, const tm_agglomerate_options *o, tm_error *err)
{
    const size_t most = o->most ? o->most : MOST_ROWS;

    if (o->method == TM_LINKAGE_SINGLE || rows <= most)
        return TM_OK;
    return tm__fail(err, TM_EOVERFLOW,
                    "the distances of %zu distinct rows would take %.1f GB; at most %zu rows are "
                    "allowed",
                    rows, 4e-9 * (double)rows * (double)rows, most);
}

/* Edges of the tree over rows that are all different. */
static tm_status find_edges(struct tm__edge *edge, const tm_sparse *rows, const uint32_t *copies,
                            tm_linkage method, const tm_run *run, tm_error *err)
{
    struct tm__all_cosines c;
    tm_status status = tm__all_cosines_new(&c, rows, err);

    if (status != TM_OK)
        return status;
    status = method == TM_LINKAGE_SINGLE ? tm__spanning_tree(edge, &c, NULL, run, err)
                                         : tm__chain(edge, &c, copies, method, run, err);
    tm__all_cosines_release(&c);
    return status;
}

/* The whole tree of rows that are not zero. */
static tm_status grow(struct work *w, const tm_sparse *m, const tm_agglomerate_options *o,
                      const tm_run *run, tm_error *err)
{
    struct tm__edge *edge = tm__alloc_array(m->rows, sizeof *edge);
    tm_sparse *rows = NULL;
    tm_status status = edge ? TM_OK : tm__fail_memory(err, "linking rows");

    if (status == TM_OK)
        status = tm__distinct_find(&w->distinct, m, err);
    if (status == TM_OK)
        status = check_size(w->distinct.count, o, err);
    if (status == TM_OK)
        status = tm_sparse_select(&rows, m, w->distinct.row, w->distinct.count, err);
    if (status == TM_OK)
        status = find_edges(edge, rows, w->distinct.copies, o->method, run, err);
    if (status == TM_OK)
        status = tm__edges_merge(&w->merges, edge, w->distinct.count, err);
    for (size_t i = 0; i < w->merges.count; i++)
        w->merges.merge[i].height = 1 - w->merges.merge[i].height;
    tm_sparse_free(rows);
    tm__free(edge);
    return status;
}

/* label[m->rows] after the first `count` merges. */
static tm_status label_rows(uint32_t *label, const struct work *w, size_t count, tm_error *err)
{
    uint32_t *of_kind = tm__alloc_array(w->distinct.count, sizeof *of_kind);
    size_t clusters;
    tm_status status = of_kind ? TM_OK : tm__fail_memory(err, "cutting the tree");

    if (status == TM_OK)
        status = tm__cut_label(of_kind, &clusters, &w->merges, count, err);
    for (size_t i = 0; status == TM_OK && i < w->distinct.rows; i++)
        label[i] = of_kind[w->distinct.kind[i]];
    tm__free(of_kind);
    return status;
}

/* A tm__labelling_fn: k clusters, or those of the threshold. */
static tm_status cut(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                     const tm_run *run, tm_error *err)
{
    const tm_sparse *const rows = filled->m;
    const tm_agglomerate_options *o = ctx;
    struct work w = {.merges = {0}};
    tm_status status = grow(&w, rows, o, run, err);
    size_t count = 0;

    if (o->threshold > 0)
        count = tm__cut_at(&w.merges, o->threshold);
    else if (status == TM_OK && w.distinct.count > k)
        count = w.distinct.count - k;
    if (status == TM_OK)
        status = label_rows(label, &w, count, err);
    release(&w);
    return status;
}

/* Options and rows in order. */
static tm_status check(tm_agglomerate_options *o, const tm_sparse *m,
                       const tm_agglomerate_options *options, const tm_run *run, tm_error *err)
{
    tm_status status = tm__options_copy(o, sizeof *o, options, err);

    if (status == TM_OK && o->method > TM_LINKAGE_SINGLE)
        status = tm__fail(err, TM_EINVAL, "no linkage has the number %d", (int)o->method);
    if (status == TM_OK && !(o->threshold >= 0 && o->threshold <= 1))
        status = tm__fail(err, TM_EINVAL, "threshold %g is not in [0, 1]", o->threshold);
    if (status == TM_OK && o->threshold > 0 && o->clusters)
        status = tm__fail(err, TM_EINVAL, "a number of clusters and a threshold: one is enough");
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK && m->rows > UINT32_MAX / 2)
        status = tm__fail(err, TM_EOVERFLOW, "%zu rows are more than can be linked", m->rows);
    if (status == TM_OK)
        status = tm__progress(run, "linkage", 0, m->rows, err);
    return status;
}

tm_status tm_agglomerate(tm_clustering **out, const tm_sparse *m,
                         const tm_agglomerate_options *options, const tm_run *run, tm_error *err)
{
    tm_agglomerate_options o = TM_AGGLOMERATE_INIT;
    tm_status status = check(&o, m, options, run, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    /* With a threshold there is no number to reach, and every zero row stands alone. */
    return tm__cluster_by(out, m, o.threshold > 0 ? SIZE_MAX : o.clusters, cut, &o, run, err);
}

tm_status tm_agglomerate_tree(tm_tree **out, const tm_sparse *m,
                              const tm_agglomerate_options *options, const tm_run *run,
                              tm_error *err)
{
    tm_agglomerate_options o = TM_AGGLOMERATE_INIT;
    struct work w = {.merges = {0}};
    struct tm__filled filled = {0};
    tm_status status = check(&o, m, options, run, err);

    *out = NULL;
    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK)
        status = grow(&w, filled.m, &o, run, err);
    if (status == TM_OK)
        status = tm__tree_new(out, &w.distinct, &w.merges, filled.row, m->rows, err);
    release(&w);
    tm__filled_release(&filled);
    return status;
}
