#include "cluster/labelling.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/clustering.h"

/* 1 <= *k <= m->rows afterwards, if there are rows. */
static tm_status find_k(size_t *k, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    tm_clustering *stories = NULL;
    tm_status status = TM_OK;

    if (!*k) {
        status = tm_stories(&stories, m, NULL, run, err);
        *k = stories ? stories->clusters : 0;
        tm_clustering_free(stories);
    }
    if (*k > m->rows)
        *k = m->rows;
    return status;
}

tm_status tm__label_by(uint32_t *label, const tm_sparse *m, size_t clusters, tm__labelling_fn fn,
                       void *ctx, const tm_run *run, tm_error *err)
{
    struct tm__filled filled = {0};
    size_t k = clusters;
    tm_status status = find_k(&k, m, run, err);

    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK && filled.m->rows)
        status = fn(ctx, label, &filled, k < filled.kinds ? k : filled.kinds, run, err);
    if (status == TM_OK)
        status = tm__filled_spread(label, &filled, k, err);
    tm__filled_release(&filled);
    return status;
}

tm_status tm__cluster_by(tm_clustering **out, const tm_sparse *m, size_t clusters,
                         tm__labelling_fn fn, void *ctx, const tm_run *run, tm_error *err)
{
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    tm_status status = label ? tm__label_by(label, m, clusters, fn, ctx, run, err)
                             : tm__fail_memory(err, "labelling rows");

    *out = NULL;
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__free(label);
    return status;
}
