/*
 * Connected components of the graph of similar pairs, by union-find: what single linkage leaves at
 * a fixed height. Copies are folded first, or n of them would be n^2 / 2 pairs.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/distinct.h"

#include <tm/similarity.h>

static const double default_threshold = 0.5;

/* The first row of the set of `row`; halves the path to it. */
static uint32_t find(uint32_t *parent, uint32_t row)
{
    while (parent[row] != row) {
        parent[row] = parent[parent[row]];
        row = parent[row];
    }
    return row;
}

/* parent[rows]: the first row of the component of every row. */
static void join_pairs(uint32_t *parent, const tm_sparse *pairs)
{
    for (size_t i = 0; i < pairs->rows; i++)
        parent[i] = (uint32_t)i;
    for (size_t i = 0; i < pairs->rows; i++)
        for (uint64_t e = pairs->row_start[i]; e < pairs->row_start[i + 1]; e++) {
            const uint32_t a = find(parent, (uint32_t)i), b = find(parent, pairs->column[e]);
            if (a < b)
                parent[b] = a;
            else
                parent[a] = b;
        }
    for (size_t i = 0; i < pairs->rows; i++)
        parent[i] = find(parent, (uint32_t)i);
}

/* Components of distinct rows into label[distinct->rows], a label a row. */
static tm_status label_rows(uint32_t *label, const tm_sparse *m,
                            const struct tm__distinct *distinct, double threshold,
                            const tm_run *run, tm_error *err)
{
    uint32_t *parent = tm__alloc_array(distinct->count, sizeof *parent);
    tm_sparse *rows = NULL, *pairs = NULL;
    tm_status status = parent ? TM_OK : tm__fail_memory(err, "finding components");

    if (status == TM_OK)
        status = tm_sparse_select(&rows, m, distinct->row, distinct->count, err);
    if (status == TM_OK)
        status = tm_pairs(&pairs, rows, threshold, run, err);
    if (status == TM_OK) {
        join_pairs(parent, pairs);
        for (size_t i = 0; i < m->rows; i++)
            label[i] = parent[distinct->kind[i]];
    }
    tm_sparse_free(pairs);
    tm_sparse_free(rows);
    tm__free(parent);
    return status;
}

tm_status tm_components(tm_clustering **out, const tm_sparse *m,
                        const tm_components_options *options, const tm_run *run, tm_error *err)
{
    tm_components_options o = TM_COMPONENTS_INIT;
    struct tm__distinct distinct = {0};
    uint32_t *label = NULL;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && !(o.threshold >= 0 && o.threshold <= 1))
        status = tm__fail(err, TM_EINVAL, "threshold %g is not in [0, 1]", o.threshold);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__progress(run, "components", 0, m->rows, err);
    if (status == TM_OK && !(label = tm__alloc_array(m->rows, sizeof *label)))
        status = tm__fail_memory(err, "finding components");
    if (status == TM_OK)
        status = tm__distinct_find(&distinct, m, err);
    if (status == TM_OK)
        status = label_rows(label, m, &distinct, o.threshold > 0 ? o.threshold : default_threshold,
                            run, err);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__distinct_release(&distinct);
    tm__free(label);
    return status;
}
