/*
 * Bisecting k-means (Steinbach, Karypis & Kumar 2000): the cluster whose rows are served worst is
 * split in two by k-means until there are enough.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/labelling.h"

#include <string.h>

/* The clusters so far; no row is zero. */
struct work {
    const tm_sparse *m;
    size_t clusters, wanted; /* wanted <= rows */
    uint32_t *label;         /* [rows] */
    uint32_t *member;        /* [rows] scratch: the rows of the cluster that is split */
    double *loss;            /* [wanted] sum of 1 - cosine to the mean */
    size_t *size;            /* [wanted] */
    const tm_run *run;
    tm_run inner; /* of the k-means, which reports as a part of this */
};

/* The splits that were made say how far this is, not the k-means inside one. */
static int report(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    const struct work *w = ctx;

    (void)stage;
    (void)done;
    (void)total;
    return w->run->progress(w->run->progress_ctx, "bisecting k-means", w->clusters, w->wanted);
}

static tm_status work_new(struct work *w, const tm_sparse *m, size_t wanted, const tm_run *run,
                          tm_error *err)
{
    *w = (struct work){.m = m, .clusters = 1, .wanted = wanted, .run = run};
    w->inner = run ? *run : (tm_run)TM_RUN_INIT;
    if (w->inner.progress) {
        w->inner.progress = report;
        w->inner.progress_ctx = w;
    }
    w->label = tm__calloc(m->rows, sizeof *w->label);
    w->member = tm__alloc_array(m->rows, sizeof *w->member);
    w->loss = tm__calloc(wanted, sizeof *w->loss);
    w->size = tm__calloc(wanted, sizeof *w->size);
    if (!w->label || !w->member || !w->loss || !w->size)
        return tm__fail_memory(err, "running bisecting k-means");
    w->size[0] = m->rows;
    return TM_OK;
}

static void work_release(struct work *w)
{
    tm__free(w->label);
    tm__free(w->member);
    tm__free(w->loss);
    tm__free(w->size);
}

/* The cluster of two rows or more with the largest loss; ties: the larger, then the lower. */
static size_t worst(const struct work *w)
{
    size_t best = 0;

    for (size_t j = 1; j < w->clusters; j++) {
        if (w->size[j] < 2)
            continue;
        if (w->size[best] < 2 || w->loss[j] > w->loss[best] ||
            (w->loss[j] == w->loss[best] && w->size[j] > w->size[best]))
            best = j;
    }
    return best;
}

/* Cluster 0 of the halves stays `cluster`, the other gets the next number. */
static void put_halves(struct work *w, size_t cluster, const tm_clustering *halves)
{
    const size_t number[2] = {cluster, w->clusters++};

    for (int h = 0; h < 2; h++) {
        w->loss[number[h]] = 0;
        w->size[number[h]] = halves->size[h];
    }
    for (size_t i = 0; i < halves->rows; i++) {
        const size_t j = number[halves->cluster[i]];
        w->label[w->member[i]] = (uint32_t)j;
        w->loss[j] += 1 - (double)halves->score[i];
    }
}

static tm_status split(struct work *w, size_t cluster, const tm_kmeans_options *how, tm_error *err)
{
    tm_sparse *rows = NULL;
    tm_clustering *halves = NULL;
    size_t count = 0;
    tm_status status;

    for (size_t i = 0; i < w->m->rows; i++)
        if (w->label[i] == cluster)
            w->member[count++] = (uint32_t)i;
    status = tm_sparse_select(&rows, w->m, w->member, count, err);
    if (status == TM_OK)
        status = tm_kmeans(&halves, rows, how, &w->inner, err);
    if (status == TM_OK)
        put_halves(w, cluster, halves);
    tm_clustering_free(halves);
    tm_sparse_free(rows);
    return status;
}

static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    const tm_bisecting_options *o = ctx;
    tm_kmeans_options two = TM_KMEANS_INIT;
    struct work w;
    tm_status status;

    if (k == filled->kinds) {
        tm__filled_label_kinds(label, filled);
        return TM_OK;
    }
    two.clusters = 2;
    two.restarts = o->trials;
    status = work_new(&w, filled->m, k, run, err);
    while (status == TM_OK && w.clusters < w.wanted)
        status = split(&w, worst(&w), &two, err);
    if (status == TM_OK)
        memcpy(label, w.label, filled->m->rows * sizeof *label);
    work_release(&w);
    return status;
}

tm_status tm_bisecting(tm_clustering **out, const tm_sparse *m, const tm_bisecting_options *options,
                       const tm_run *run, tm_error *err)
{
    tm_bisecting_options o = TM_BISECTING_INIT;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__progress(run, "bisecting k-means", 0, m->rows, err);
    if (status != TM_OK)
        return status;
    return tm__cluster_by(out, m, o.clusters, label_rows, &o, run, err);
}
