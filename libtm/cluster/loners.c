#include "base/memory.h"
#include "base/status.h"
#include "cluster/clustering.h"

tm_status tm_clustering_set_loners(tm_clustering **out, const tm_clustering *clustering,
                                   const tm_sparse *m, double min_score, const tm_run *run,
                                   tm_error *err)
{
    uint32_t *label;
    tm_status status = tm__rows_check(m, err);

    *out = NULL;
    if (status == TM_OK && clustering->rows != m->rows)
        status = tm__fail(err, TM_EINVAL, "a clustering of %zu rows for %zu rows", clustering->rows,
                          m->rows);
    if (status == TM_OK && !(min_score >= 0 && min_score <= 1))
        status = tm__fail(err, TM_EINVAL, "score %g is not in [0, 1]", min_score);
    if (status == TM_OK && m->rows > UINT32_MAX / 2)
        status = tm__fail(err, TM_EOVERFLOW, "%zu rows are too many", m->rows);
    if (status != TM_OK)
        return status;
    label = tm__alloc_array(m->rows, sizeof *label);
    if (!label)
        return tm__fail_memory(err, "setting loners apart");
    /* Numbers from the clusters on are free. */
    for (size_t i = 0; i < m->rows; i++)
        label[i] = (double)clustering->score[i] < min_score ? (uint32_t)(clustering->clusters + i)
                                                            : clustering->cluster[i];
    status = tm__clustering_score(out, m, label, run, err);
    tm__free(label);
    return status;
}
