/*
 * Spherical k-means (Dhillon & Modha 2001): rows go to the centroid with the largest cosine,
 * centroids are the directions of the sums of their rows, until no row moves.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/filled.h"
#include "cluster/kmeans_seed.h"
#include "cluster/nearest.h"

#include <stdlib.h>
#include <string.h>

static const unsigned default_restarts = 8, default_iterations = 100;

/* A row and how well its cluster serves it. */
struct served {
    float similarity;
    uint32_t row;
};

/* One run of k-means and the best one so far; 1 <= k < rows, no row is zero. */
struct work {
    const tm_sparse *m;
    size_t k;
    uint32_t *label, *next, *best; /* [rows] */
    uint32_t *seed, *size;         /* [k] */
    float *similarity;             /* [rows] */
    struct served *worst;          /* [rows] */
    struct tm__centroids centroids;
    struct tm__nearest nearest;
    struct tm__seeding seeding;
    tm_run quiet; /* the caller's run without its callback: loops inside an iteration are short */
};

static void work_release(struct work *w)
{
    tm__free(w->label);
    tm__free(w->next);
    tm__free(w->best);
    tm__free(w->seed);
    tm__free(w->size);
    tm__free(w->similarity);
    tm__free(w->worst);
    tm__centroids_release(&w->centroids);
    tm__nearest_release(&w->nearest);
    tm__seeding_release(&w->seeding);
}

static tm_status work_new(struct work *w, const tm_sparse *m, size_t k, const tm_run *run,
                          tm_error *err)
{
    tm_status status;

    memset(w, 0, sizeof *w);
    w->m = m;
    w->k = k;
    w->quiet = run ? *run : (tm_run)TM_RUN_INIT;
    w->quiet.progress = NULL;
    tm__nearest_start(&w->nearest, k, run);
    w->label = tm__alloc_array(m->rows, sizeof *w->label);
    w->next = tm__alloc_array(m->rows, sizeof *w->next);
    w->best = tm__alloc_array(m->rows, sizeof *w->best);
    w->seed = tm__alloc_array(k, sizeof *w->seed);
    w->size = tm__alloc_array(k, sizeof *w->size);
    w->similarity = tm__alloc_array(m->rows, sizeof *w->similarity);
    w->worst = tm__alloc_array(m->rows, sizeof *w->worst);
    if (!w->label || !w->next || !w->best || !w->seed || !w->size || !w->similarity || !w->worst)
        status = tm__fail_memory(err, "running k-means");
    else
        status = tm__centroids_new(&w->centroids, m, k, run, err);
    if (status == TM_OK)
        status = tm__seeding_new(&w->seeding, m, err);
    if (status != TM_OK)
        work_release(w);
    return status;
}

static int by_similarity(const void *a, const void *b)
{
    const struct served *x = a, *y = b;

    if (x->similarity != y->similarity)
        return x->similarity < y->similarity ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Every empty cluster gets the row that is served worst by a cluster it can leave. */
static void fill_empty(struct work *w)
{
    size_t empty = 0, at = 0;

    memset(w->size, 0, w->k * sizeof *w->size);
    for (size_t i = 0; i < w->m->rows; i++)
        w->size[w->next[i]]++;
    for (size_t j = 0; j < w->k; j++)
        empty += w->size[j] == 0;
    if (!empty)
        return;
    for (size_t i = 0; i < w->m->rows; i++)
        w->worst[i] = (struct served){w->similarity[i], (uint32_t)i};
    qsort(w->worst, w->m->rows, sizeof *w->worst, by_similarity);
    for (size_t j = 0; j < w->k; j++) {
        if (w->size[j])
            continue;
        /* rows > k, so a row that is not alone comes before the list ends */
        while (w->size[w->next[w->worst[at].row]] < 2)
            at++;
        w->size[w->next[w->worst[at].row]]--;
        w->next[w->worst[at++].row] = (uint32_t)j;
        w->size[j] = 1;
    }
}

/* One assignment of all rows; *moved says if any row changed its cluster. */
static tm_status step(struct work *w, bool *moved, tm_error *err)
{
    uint32_t *swap = w->label;
    tm_status status = tm__centroids_update(&w->centroids, w->m, w->label, &w->quiet, err);

    if (status == TM_OK)
        status = tm__nearest_find(w->next, w->similarity, &w->nearest, w->m, &w->centroids,
                                  &w->quiet, err);
    if (status != TM_OK)
        return status;
    fill_empty(w);
    *moved = memcmp(w->label, w->next, w->m->rows * sizeof *w->label) != 0;
    w->label = w->next;
    w->next = swap;
    return TM_OK;
}

/* The sum of the cosines of all rows to their centroids is the sum of the lengths of the sums. */
static double objective(const struct tm__centroids *c)
{
    double sum = 0;

    for (size_t j = 0; j < c->clusters; j++)
        sum += c->norm[j];
    return sum;
}

static tm_status restart(struct work *w, unsigned index, unsigned restarts, unsigned iterations,
                         const tm_run *run, tm_error *err)
{
    struct tm__rng rng;
    bool moved = true;
    tm_status status = TM_OK;

    tm__rng_seed(&rng, w->quiet.seed, index);
    tm__seeding_draw(w->seed, w->k, &w->seeding, &rng);
    memset(w->label, 0xff, w->m->rows * sizeof *w->label); /* TM__NO_CLUSTER but for the seeds */
    for (size_t j = 0; j < w->k; j++)
        w->label[w->seed[j]] = (uint32_t)j;
    for (unsigned i = 0; status == TM_OK && moved && i < iterations; i++) {
        status = tm__progress(run, "k-means", (uint64_t)index * iterations + i,
                              (uint64_t)restarts * iterations, err);
        if (status == TM_OK)
            status = step(w, &moved, err);
    }
    if (status == TM_OK)
        status = tm__centroids_update(&w->centroids, w->m, w->label, &w->quiet, err);
    return status;
}

/* The labels of the best restart (ties: the first), in w->best. */
static tm_status search(struct work *w, const tm_kmeans_options *options, const tm_run *run,
                        tm_error *err)
{
    const unsigned restarts = options->restarts ? options->restarts : default_restarts;
    const unsigned iterations = options->iterations ? options->iterations : default_iterations;
    double best = -1;
    tm_status status = TM_OK;

    for (unsigned r = 0; status == TM_OK && r < restarts; r++) {
        status = restart(w, r, restarts, iterations, run, err);
        if (status == TM_OK && objective(&w->centroids) > best) {
            best = objective(&w->centroids);
            memcpy(w->best, w->label, w->m->rows * sizeof *w->best);
        }
    }
    return status;
}

/* Labels of rows that are not zero, into label[m->rows]. 1 <= k. */
static tm_status cluster_rows(uint32_t *label, const tm_sparse *m, size_t k,
                              const tm_kmeans_options *options, const tm_run *run, tm_error *err)
{
    struct work w;
    tm_status status;

    if (k >= m->rows) {
        for (size_t i = 0; i < m->rows; i++)
            label[i] = (uint32_t)i;
        return TM_OK;
    }
    status = work_new(&w, m, k, run, err);
    if (status != TM_OK)
        return status;
    status = search(&w, options, run, err);
    if (status == TM_OK)
        memcpy(label, w.best, m->rows * sizeof *label);
    work_release(&w);
    return status;
}

/* k-means with 1 <= k <= rows: sets zero rows aside. */
static tm_status with_zero_rows(tm_clustering **out, const tm_sparse *m, size_t k,
                                const tm_kmeans_options *options, const tm_run *run, tm_error *err)
{
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    struct tm__filled filled = {0};
    tm_status status = label ? TM_OK : tm__fail_memory(err, "running k-means");

    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK)
        status = cluster_rows(label, filled.m, k, options, run, err);
    if (status == TM_OK)
        status = tm__filled_spread(label, &filled, k, err);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__filled_release(&filled);
    tm__free(label);
    return status;
}

tm_status tm_kmeans(tm_clustering **out, const tm_sparse *m, const tm_kmeans_options *options,
                    const tm_run *run, tm_error *err)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *stories = NULL;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK && !o.clusters) {
        status = tm_stories(&stories, m, NULL, run, err);
        o.clusters = stories ? stories->clusters : 0;
        tm_clustering_free(stories);
    }
    if (status != TM_OK)
        return status;
    if (!m->rows)
        return tm__clustering_score(out, m, NULL, run, err);
    return with_zero_rows(out, m, o.clusters < m->rows ? o.clusters : m->rows, &o, run, err);
}
