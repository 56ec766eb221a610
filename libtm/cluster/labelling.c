#include "cluster/labelling.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/clustering.h"

static tm_status count_stories(size_t *clusters, const tm_sparse *m, const tm_run *run,
                               tm_error *err)
{
    tm_clustering *stories;
    const tm_status status = tm_stories(&stories, m, NULL, run, err);

    *clusters = status == TM_OK ? stories->clusters : 0;
    tm_clustering_free(stories);
    return status;
}

/* With as many clusters as rows there is nothing to choose. */
static tm_status label_filled(uint32_t *label, const struct tm__filled *filled, size_t clusters,
                              tm__labelling_fn fn, const void *options, const tm_run *run,
                              tm_error *err)
{
    const size_t rows = filled->m->rows;

    if (rows > clusters)
        return fn(label, filled, clusters, options, run, err);
    for (size_t i = 0; i < rows; i++)
        label[i] = (uint32_t)i;
    return TM_OK;
}

tm_status tm__cluster_by(tm_clustering **out, const tm_sparse *m, size_t clusters,
                         tm__labelling_fn fn, const void *options, const tm_run *run, tm_error *err)
{
    struct tm__filled filled = {0};
    uint32_t *label;
    tm_status status = TM_OK;

    *out = NULL;
    if (!m->rows)
        return tm__clustering_score(out, m, NULL, run, err);
    if (!clusters)
        status = count_stories(&clusters, m, run, err);
    if (status != TM_OK)
        return status;
    clusters = clusters < m->rows ? clusters : m->rows;
    label = tm__alloc_array(m->rows, sizeof *label);
    status = label ? TM_OK : tm__fail_memory(err, "labelling rows");
    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK)
        status = label_filled(label, &filled, clusters, fn, options, run, err);
    if (status == TM_OK)
        status = tm__filled_spread(label, &filled, clusters, err);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__filled_release(&filled);
    tm__free(label);
    return status;
}
