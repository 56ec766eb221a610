/*
 * LSA and k-means: rows in the space of the first components of their SVD (Deerwester et al. 1990),
 * scaled to length 1 and clustered there.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/dense_kmeans.h"
#include "cluster/labelling.h"

#include <math.h>

enum { RESTARTS = 8, ITERATIONS = 100 };

static void normalize(float *x, size_t rows, size_t width)
{
    for (size_t i = 0; i < rows; i++) {
        float *const row = x + i * width;
        double square = 0;
        for (size_t t = 0; t < width; t++)
            square += (double)row[t] * row[t];
        for (size_t t = 0; t < width && square > 0; t++)
            row[t] = (float)(row[t] / sqrt(square));
    }
}

/* x[rows x components]: the places of rows; *x is for tm__free(). */
static tm_status project(float **x, size_t *width, const tm_sparse *rows, size_t components,
                         const tm_run *run, tm_error *err)
{
    tm_svd_options o = TM_SVD_INIT;
    tm_svd *svd = NULL;
    tm_status status;

    o.components = components;
    status = tm_svd_new(&svd, rows, &o, run, err);
    if (status != TM_OK)
        return status;
    *width = svd->components;
    *x = tm__alloc_array(rows->rows, svd->components * sizeof **x);
    status = *x ? tm_svd_project(*x, svd, rows, run, err) : tm__fail_memory(err, "projecting rows");
    if (status == TM_OK)
        normalize(*x, rows->rows, *width);
    tm_svd_free(svd);
    return status;
}

/* A tm__labelling_fn. */
static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    const tm_sparse *const rows = filled->m;
    const tm_lsa_kmeans_options *o = ctx;
    struct tm__dense_kmeans memory = {0};
    struct tm__rng rng;
    size_t width = 0;
    float *x = NULL;
    tm_status status;

    if (k == filled->kinds) {
        tm__filled_label_kinds(label, filled);
        return TM_OK;
    }
    status = project(&x, &width, rows, o->components, run, err);

    if (status == TM_OK)
        status = tm__progress(run, "k-means", 0, rows->rows, err);
    if (status == TM_OK)
        status = tm__dense_kmeans_new(&memory, rows->rows, width, k, err);
    if (status == TM_OK) {
        const struct tm__dense_rows dense = {x, rows->rows, width};
        tm__rng_seed(&rng, run ? run->seed : 0, 0);
        status =
            tm__dense_kmeans_run(label, &memory, &dense, k, o->restarts, ITERATIONS, &rng, err);
    }
    tm__dense_kmeans_release(&memory);
    tm__free(x);
    return status;
}

tm_status tm_lsa_kmeans(tm_clustering **out, const tm_sparse *m,
                        const tm_lsa_kmeans_options *options, const tm_run *run, tm_error *err)
{
    tm_lsa_kmeans_options o = TM_LSA_KMEANS_INIT;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__progress(run, "lsa", 0, m->rows, err);
    if (status != TM_OK)
        return status;
    if (!o.restarts)
        o.restarts = RESTARTS;
    return tm__cluster_by(out, m, o.clusters, label_rows, &o, run, err);
}
