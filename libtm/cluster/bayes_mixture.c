/*
 * Clusters by naive Bayes alone: EM from the clusters of spherical k-means, hard (every row is in
 * the likeliest class) or soft (in every class with its probability).
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/labelling.h"
#include "cluster/memberships.h"
#include "cluster/naive_bayes.h"
#include "cluster/naive_bayes_em.h"

enum { PASSES = 50 };
static const double laplace = 1;

struct work {
    const tm_naive_bayes_options *o;
    double before;
    float *share; /* [rows x k], if soft */
    size_t k;
};

/* Where EM starts. */
static tm_status start(uint32_t *label, const tm_sparse *rows, size_t k, const tm_run *run,
                       tm_error *err)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c;
    tm_status status;

    o.clusters = k;
    status = tm_kmeans(&c, rows, &o, run, err);
    for (size_t i = 0; status == TM_OK && i < rows->rows; i++)
        label[i] = c->cluster[i];
    tm_clustering_free(c);
    return status;
}

static tm_status hard(uint32_t *label, struct work *w, const tm_sparse *counts, tm_error *err)
{
    const struct tm__bayes_rule rule = {w->before, false, w->o->iterations};
    uint32_t *next = tm__alloc_array(counts->rows, sizeof *next);
    struct tm__bayes bayes = {0};
    tm_status status = next ? TM_OK : tm__fail_memory(err, "running naive Bayes");

    if (status == TM_OK)
        status = tm__bayes_new(&bayes, counts->cols, w->k, err);
    if (status == TM_OK)
        tm__bayes_relabel(label, &bayes, counts, w->k, &rule, next);
    tm__bayes_release(&bayes);
    tm__free(next);
    return status;
}

static tm_status soft(uint32_t *label, struct work *w, const struct tm__filled *filled,
                      const tm_sparse *counts, const tm_run *run, tm_error *err)
{
    tm_status status;

    w->share = tm__calloc(counts->rows, w->k * sizeof *w->share);
    if (!w->share)
        return tm__fail_memory(err, "running naive Bayes");
    for (size_t i = 0; i < counts->rows; i++)
        w->share[i * w->k + label[i]] = 1;
    status = tm__bayes_em(w->share, counts, w->k, w->before, w->o->iterations, run, err);
    for (size_t i = 0; status == TM_OK && i < counts->rows; i++)
        label[i] = (uint32_t)tm__largest_share(w->share + i * w->k, w->k);
    if (status == TM_OK)
        status = tm__filled_spread_shares(&w->share, filled, w->k, err);
    return status;
}

/* A tm__labelling_fn. */
static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    const tm_sparse *const rows = filled->m;
    struct work *w = ctx;
    tm_sparse *counts = NULL;
    tm_status status = start(label, rows, k, run, err);

    w->k = k;
    if (status == TM_OK)
        status = tm__bayes_counts(&counts, rows, err);
    if (status == TM_OK)
        status =
            w->o->soft ? soft(label, w, filled, counts, run, err) : hard(label, w, counts, err);
    tm_sparse_free(counts);
    return status;
}

static tm_status check(tm_naive_bayes_options *o, const tm_sparse *m,
                       const tm_naive_bayes_options *options, const tm_run *run, tm_error *err)
{
    tm_status status = tm__options_copy(o, sizeof *o, options, err);

    if (status == TM_OK && !(o->prior >= 0 && o->prior <= 1e6))
        status = tm__fail(err, TM_EINVAL, "prior %g is not in [0, 1e6]", o->prior);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__progress(run, "naive Bayes", 0, m->rows, err);
    if (!o->iterations)
        o->iterations = PASSES;
    return status;
}

tm_status tm_naive_bayes(tm_clustering **out, tm_memberships **memberships, const tm_sparse *m,
                         const tm_naive_bayes_options *options, const tm_run *run, tm_error *err)
{
    tm_naive_bayes_options o = TM_NAIVE_BAYES_INIT;
    struct work w = {.o = &o};
    tm_status status = check(&o, m, options, run, err);

    *out = NULL;
    if (memberships)
        *memberships = NULL;
    if (status != TM_OK)
        return status;
    w.before = o.prior > 0 ? o.prior : laplace;
    status = tm__cluster_by(out, m, o.clusters, label_rows, &w, run, err);
    if (status == TM_OK && memberships && o.soft)
        status = tm__memberships_new(memberships, *out, m, w.share, w.k, err);
    if (status != TM_OK) {
        tm_clustering_free(*out);
        *out = NULL;
    }
    tm__free(w.share);
    return status;
}
