/*
 * Stories: copies are found first, the rest is linked along a sparse graph of neighbours, and the
 * tree is cut.
 */
#include "base/memory.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/cut.h"

#include <tm/similarity.h>

/*
 * Neighbours a row keeps. Average linkage needs the pairs that are most alike; with 20 the tree is
 * as good as with all pairs.
 */
enum { NEIGHBOURS = 20 };

/* Merges of the distinct rows down to `stop`. */
static tm_status link_rows(struct tm__merges *merges, const struct tm__distinct *distinct,
                           const tm_sparse *m, double stop, const tm_run *run, tm_error *err)
{
    tm_sparse *rows = NULL, *graph = NULL;
    tm_status status = tm_sparse_select(&rows, m, distinct->row, distinct->count, err);

    if (status == TM_OK)
        status = tm_neighbours(&graph, rows, NEIGHBOURS, stop, run, err);
    if (status == TM_OK)
        status = tm__linkage(merges, rows, distinct->copies, graph, stop, run, err);
    tm_sparse_free(rows);
    tm_sparse_free(graph);
    return status;
}

/* Labels of all rows; threshold 0: chosen. */
static tm_status find(uint32_t *label, const tm_sparse *m, double threshold, const tm_run *run,
                      tm_error *err)
{
    struct tm__distinct distinct = {0};
    struct tm__merges merges = {0};
    double cut = threshold;
    tm_status status = tm__distinct_find(&distinct, m, err);

    if (status == TM_OK)
        status =
            link_rows(&merges, &distinct, m, threshold > 0 ? threshold : TM__LOWEST_CUT, run, err);
    if (status == TM_OK && threshold <= 0)
        status = tm__cut_choose(&cut, &merges, &distinct, m, run, err);
    if (status == TM_OK)
        status = tm__cut_label(label, &merges, tm__cut_at(&merges, cut), &distinct, err);
    tm__free(merges.merge);
    tm__distinct_release(&distinct);
    return status;
}

tm_status tm_stories(tm_clustering **out, const tm_sparse *m, const tm_stories_options *options,
                     const tm_run *run, tm_error *err)
{
    tm_stories_options o = TM_STORIES_INIT;
    uint32_t *label;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && !(o.threshold >= 0 && o.threshold <= 1))
        status = tm__fail(err, TM_EINVAL, "threshold %g is not in [0, 1]", o.threshold);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK && m->rows > UINT32_MAX / 2)
        status = tm__fail(err, TM_EOVERFLOW, "%zu rows are more than can be linked", m->rows);
    if (status != TM_OK)
        return status;
    label = tm__alloc_array(m->rows, sizeof *label);
    status =
        label ? find(label, m, o.threshold, run, err) : tm__fail_memory(err, "finding stories");
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__free(label);
    return status;
}
