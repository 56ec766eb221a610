/*
 * Spherical k-means (Dhillon & Modha 2001): rows go to the centroid with the largest cosine,
 * centroids are the directions of the sums of their rows, until no row moves.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/kmeans_run.h"
#include "cluster/kmeans_seed.h"
#include "cluster/labelling.h"
#include "cluster/scores.h"

#include <string.h>

static const unsigned default_restarts = 8, default_iterations = 100;

/* What is asked for and what comes out. */
struct call {
    const tm_kmeans_options *options;
    float *score, *margin; /* [rows], zero */
    bool is_scored;
};

/* The runs of one call and the best of them so far. */
struct work {
    const tm_kmeans_options *options;
    const struct tm__filled *filled;
    tm_sparse *stacked; /* the rows with given centroids behind them, or NULL */
    tm_sparse *transposed;
    struct tm__kmeans kmeans;
    struct tm__seeding seeding;
    uint32_t *first; /* [kmeans.all] where rows start */
    uint32_t *seed;  /* [k] */
    uint32_t *order; /* [rows] of mini-batches, or NULL */
    uint32_t *best;  /* the caller's labels */
    unsigned restarts, iterations;
    tm_run quiet; /* the caller's run without its callback: loops inside an iteration are short */
};

static bool is_warm(const tm_kmeans_options *o)
{
    return o->labels || o->centroids;
}

/* The rows, and the given centroids behind them: they start as the only members of clusters. */
static tm_status stack(tm_sparse **out, const tm_sparse *m, const tm_sparse *below, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows], more = below->row_start[below->rows];
    const tm_status status =
        tm_sparse_new(out, m->rows + below->rows, m->cols, entries + more, err);

    if (status != TM_OK)
        return status;
    memcpy((*out)->column, m->column, entries * sizeof *m->column);
    memcpy((*out)->value, m->value, entries * sizeof *m->value);
    memcpy((*out)->column + entries, below->column, more * sizeof *m->column);
    memcpy((*out)->value + entries, below->value, more * sizeof *m->value);
    memcpy((*out)->row_start, m->row_start, (m->rows + 1) * sizeof *m->row_start);
    for (size_t j = 0; j < below->rows; j++)
        (*out)->row_start[m->rows + j + 1] = entries + below->row_start[j + 1];
    return TM_OK;
}

static tm_status work_new(struct work *w, size_t k, const tm_run *run, tm_error *err)
{
    const tm_sparse *m = w->filled->m;
    tm_status status = TM_OK;

    w->quiet = run ? *run : (tm_run)TM_RUN_INIT;
    w->quiet.progress = NULL;
    w->iterations = w->options->iterations ? w->options->iterations : default_iterations;
    w->restarts = w->options->restarts ? w->options->restarts : default_restarts;
    if (is_warm(w->options))
        w->restarts = 1;
    if (w->options->centroids) {
        status = stack(&w->stacked, m, w->options->centroids, err);
        m = w->stacked;
    }
    if (status == TM_OK)
        status = tm__kmeans_new(&w->kmeans, m, w->filled->m->rows, k, !w->options->batch, run, err);
    if (status == TM_OK && !is_warm(w->options))
        status = tm_sparse_transpose(&w->transposed, m, err);
    if (status == TM_OK && !is_warm(w->options))
        status = tm__seeding_new(&w->seeding, m, w->transposed, err);
    if (status != TM_OK)
        return status;
    w->first = tm__alloc_array(m->rows, sizeof *w->first);
    w->seed = tm__alloc_array(k, sizeof *w->seed);
    if (w->options->batch)
        w->order = tm__alloc_array(m->rows, sizeof *w->order);
    if (!w->first || !w->seed || (w->options->batch && !w->order))
        return tm__fail_memory(err, "running k-means");
    return TM_OK;
}

static void work_release(struct work *w)
{
    tm_sparse_free(w->stacked);
    tm_sparse_free(w->transposed);
    tm__kmeans_release(&w->kmeans);
    tm__seeding_release(&w->seeding);
    tm__free(w->first);
    tm__free(w->seed);
    tm__free(w->order);
}

/* Where rows start: as given, or only seeds are in clusters. */
static void place_first(struct work *w, struct tm__rng *rng)
{
    const struct tm__kmeans *k = &w->kmeans;

    memset(w->first, 0xff, k->all * sizeof *w->first); /* TM__NO_CLUSTER */
    if (w->options->labels) {
        for (size_t i = 0; i < k->rows; i++)
            w->first[i] = w->options->labels[w->filled->row[i]];
    } else if (w->options->centroids) {
        for (size_t j = 0; j < k->clusters; j++)
            w->first[k->rows + j] = (uint32_t)j;
    } else {
        tm__seeding_draw(w->seed, k->clusters, &w->seeding, rng);
        for (size_t j = 0; j < k->clusters; j++)
            w->first[w->seed[j]] = (uint32_t)j;
    }
}

/* Steps over all rows until none moves. */
static tm_status iterate(struct work *w, unsigned index, const tm_run *run, tm_error *err)
{
    const uint64_t steps = (uint64_t)w->restarts * w->iterations;
    bool moved = true;
    tm_status status = TM_OK;

    for (unsigned i = 0; status == TM_OK && moved && i < w->iterations; i++) {
        status = tm__progress(run, "k-means", (uint64_t)index * w->iterations + i, steps, err);
        if (status == TM_OK)
            status = tm__kmeans_step(&w->kmeans, &moved, NULL, 0, &w->quiet, err);
    }
    return status;
}

static void shuffle(uint32_t *order, size_t count, struct tm__rng *rng)
{
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (size_t i = count; i > 1; i--) {
        const size_t j = tm__rng_below(rng, i);
        const uint32_t swap = order[i - 1];

        order[i - 1] = order[j];
        order[j] = swap;
    }
}

/* Steps over batches, drawn without return until all rows were; the last step is over all rows. */
static tm_status iterate_batches(struct work *w, unsigned index, struct tm__rng *rng,
                                 const tm_run *run, tm_error *err)
{
    const uint64_t steps = (uint64_t)w->restarts * (w->iterations + 1);
    const size_t rows = w->kmeans.rows, batch = w->options->batch < rows ? w->options->batch : rows;
    size_t at = rows;
    bool moved;
    tm_status status = TM_OK;

    for (unsigned i = 0; status == TM_OK && i <= w->iterations; i++) {
        const bool is_last = i == w->iterations;

        if (at + batch > rows) {
            shuffle(w->order, rows, rng);
            at = 0;
        }
        status =
            tm__progress(run, "k-means", (uint64_t)index * (w->iterations + 1) + i, steps, err);
        if (status == TM_OK)
            status = tm__kmeans_step(&w->kmeans, &moved, is_last ? NULL : w->order + at, batch,
                                     &w->quiet, err);
        at += batch;
    }
    return status;
}

/* The labels of the best run (ties: the first), in w->best. */
static tm_status search(struct work *w, const tm_run *run, tm_error *err)
{
    double best = -1;
    tm_status status = TM_OK;

    for (unsigned r = 0; status == TM_OK && r < w->restarts; r++) {
        struct tm__rng rng;

        tm__rng_seed(&rng, w->quiet.seed, r);
        place_first(w, &rng);
        status = tm__kmeans_start(&w->kmeans, w->first, &w->quiet, err);
        if (status == TM_OK)
            status = w->order ? iterate_batches(w, r, &rng, run, err) : iterate(w, r, run, err);
        if (status == TM_OK && tm__kmeans_objective(&w->kmeans) > best) {
            best = tm__kmeans_objective(&w->kmeans);
            memcpy(w->best, w->kmeans.label, w->kmeans.rows * sizeof *w->best);
        }
    }
    return status;
}

/*
 * The sums that the runs end with serve the scores, which are the same to the bit: sums are exact,
 * and lengths are added up anew.
 */
static tm_status score(struct call *call, struct work *w, const tm_run *run, tm_error *err)
{
    const struct tm__scores to = {call->score, call->margin, w->filled->row};
    struct tm__kmeans *const k = &w->kmeans;
    tm_status status = TM_OK;

    if (memcmp(k->label, w->best, k->rows * sizeof *w->best) != 0)
        status = tm__kmeans_sums_move(&k->sums, k->label, w->best, &w->quiet, err);
    tm__kmeans_sums_settle(&k->sums, w->best);
    if (status == TM_OK)
        status = tm__scores_from_sums(&to, &k->sums, w->best, run, err);
    call->is_scored = status == TM_OK;
    return status;
}

static tm_status label_rows(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                            const tm_run *run, tm_error *err)
{
    struct call *const call = ctx;
    struct work w = {.options = call->options, .filled = filled, .best = label};
    tm_status status;

    if (k == filled->kinds) {
        tm__filled_label_kinds(label, filled);
        return TM_OK;
    }
    status = work_new(&w, k, run, err);
    if (status == TM_OK)
        status = search(&w, run, err);
    if (status == TM_OK && !w.stacked && k <= TM__FEW_CLUSTERS)
        status = score(call, &w, run, err);
    work_release(&w);
    return status;
}

static tm_status check_centroids(const tm_kmeans_options *o, const tm_sparse *m, tm_error *err)
{
    const tm_status status = tm__rows_check(o->centroids, err);

    if (status != TM_OK)
        return status;
    if (o->centroids->rows != o->clusters || o->centroids->cols != m->cols)
        return tm__fail(err, TM_EINVAL, "%zu centroids of %zu columns for %zu clusters of %zu",
                        o->centroids->rows, o->centroids->cols, o->clusters, m->cols);
    return TM_OK;
}

/* What is given to start from has to fit the rows and the number of clusters. */
static tm_status check_start(const tm_kmeans_options *o, const tm_sparse *m, tm_error *err)
{
    if (o->labels && o->centroids)
        return tm__fail(err, TM_EINVAL, "labels and centroids to start from: one is enough");
    for (size_t i = 0; o->labels && i < m->rows; i++)
        if (o->labels[i] != TM_KMEANS_FREE && o->labels[i] >= o->clusters)
            return tm__fail(err, TM_EINVAL, "row %zu starts in cluster %u of %zu", i, o->labels[i],
                            o->clusters);
    return o->centroids ? check_centroids(o, m, err) : TM_OK;
}

static tm_status cluster(tm_clustering **out, const tm_sparse *m, const tm_kmeans_options *o,
                         const tm_run *run, tm_error *err)
{
    struct call call = {.options = o};
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    tm_status status = TM_ENOMEM;

    call.score = tm__calloc(m->rows, sizeof *call.score);
    call.margin = tm__calloc(m->rows, sizeof *call.margin);
    if (label && call.score && call.margin)
        status = tm__label_by(label, m, o->clusters, label_rows, &call, run, err);
    else
        tm__fail_memory(err, "running k-means");
    if (status == TM_OK && call.is_scored) {
        status = tm__clustering_scored(out, m->rows, label, call.score, call.margin, err);
        call.score = call.margin = NULL;
    } else if (status == TM_OK) {
        status = tm__clustering_score(out, m, label, run, err);
    }
    tm__free(call.score);
    tm__free(call.margin);
    tm__free(label);
    return status;
}

tm_status tm_kmeans(tm_clustering **out, const tm_sparse *m, const tm_kmeans_options *options,
                    const tm_run *run, tm_error *err)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = check_start(&o, m, err);
    if (status != TM_OK)
        return status;
    return cluster(out, m, &o, run, err);
}
