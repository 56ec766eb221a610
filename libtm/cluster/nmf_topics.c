/* Topics by non-negative factors: a row belongs to each factor with the share it has of the row. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/labelling.h"
#include "cluster/memberships.h"

struct work {
    float *share; /* [rows x k] */
    size_t k;
};

/* What each topic puts into each row: its weight times the sum of its words. */
static tm_status share_rows(struct work *w, const tm_nmf *nmf, tm_error *err)
{
    const size_t k = nmf->components;
    double *sum = tm__calloc(k, sizeof *sum);

    w->k = k;
    w->share = tm__alloc_array(nmf->rows, k * sizeof *w->share);
    if (!sum || !w->share) {
        tm__free(sum);
        return tm__fail_memory(err, "sharing rows");
    }
    for (size_t c = 0; c < nmf->cols * k; c++)
        sum[c % k] += nmf->topic[c];
    for (size_t c = 0; c < nmf->rows * k; c++)
        w->share[c] = (float)(nmf->weight[c] * sum[c % k]);
    tm__free(sum);
    return TM_OK;
}

/* A tm__labelling_fn. */
static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    const tm_sparse *const rows = filled->m;
    struct work *w = ctx;
    tm_nmf_options o = TM_NMF_INIT;
    tm_nmf *nmf = NULL;
    tm_status status;

    o.components = k;
    status = tm_nmf_new(&nmf, rows, &o, run, err);
    if (status == TM_OK)
        status = share_rows(w, nmf, err);
    for (size_t i = 0; status == TM_OK && i < rows->rows; i++)
        label[i] = (uint32_t)tm__largest_share(w->share + i * w->k, w->k);
    if (status == TM_OK)
        status = tm__filled_spread_shares(&w->share, filled, w->k, err);
    tm_nmf_free(nmf);
    return status;
}

tm_status tm_nmf_topics(tm_clustering **out, tm_memberships **memberships, const tm_sparse *m,
                        const tm_nmf_topics_options *options, const tm_run *run, tm_error *err)
{
    tm_nmf_topics_options o = TM_NMF_TOPICS_INIT;
    struct work w = {NULL, 0};
    tm_status status = tm__options_copy(&o, sizeof o, options, err);

    *out = NULL;
    if (memberships)
        *memberships = NULL;
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__progress(run, "factorise", 0, m->rows, err);
    if (status == TM_OK)
        status = tm__cluster_by(out, m, o.clusters, label_rows, &w, run, err);
    if (status == TM_OK && memberships)
        status = tm__memberships_new(memberships, *out, m, w.share, w.k, err);
    if (status != TM_OK) {
        tm_clustering_free(*out);
        *out = NULL;
    }
    tm__free(w.share);
    return status;
}
