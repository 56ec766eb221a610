#include "cluster/topic_members.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/dense_kmeans.h"
#include "cluster/naive_bayes.h"

#include <tm/vector.h>

#include <math.h>
#include <string.h>

enum {
    POWERS = 2,
    COMPONENTS = 120, /* of word vectors */
    LSA = 100,
    LEARN = 5000, /* rows that a member learns its centroids from */
    STARTS = 2,
    ITERATIONS = 30
};

/* First to where words agree, then without a row's own, which would hold it where it is. */
static const struct tm__bayes_rule settle = {1, false, 8}, left_out = {0.5, true, 2};

static const double power[POWERS] = {0.75, 1.0};
static const size_t components[] = {30, 50, 80, COMPONENTS};
enum { SIZES = sizeof components / sizeof *components, SPACES = POWERS * SIZES * 2 };

/* What the spaces are cut from: document vectors by power, and LSA. A width of 0: there is none. */
struct views {
    float *words[POWERS];
    size_t width[POWERS];
    float *lsa;
    size_t lsa_width;
};

struct worker {
    float *x;      /* [LEARN * (COMPONENTS + LSA)] rows in the space of the member at work */
    uint32_t *row; /* [LEARN] which rows these are */
    uint32_t *next;
    struct tm__dense_kmeans kmeans;
    struct tm__bayes bayes;
};

struct job {
    struct tm__members *members;
    const tm_sparse *counts;
    const struct views *views;
    struct worker *worker;
    uint64_t seed;
};

static void views_release(struct views *v)
{
    for (size_t p = 0; p < POWERS; p++)
        tm__free(v->words[p]);
    tm__free(v->lsa);
}

static tm_status make_words(struct views *v, struct tm__members *members, size_t p,
                            const tm_sparse *m, const tm_run *run, tm_error *err)
{
    tm_word_vectors_options o = TM_WORD_VECTORS_INIT;
    tm_word_vectors *words = NULL;
    tm_status status;

    o.components = COMPONENTS;
    o.context_power = power[p];
    status = tm_word_vectors_new(&words, m, &o, run, err);
    if (status != TM_OK)
        return status;
    v->width[p] = words->components;
    v->words[p] = tm__alloc_array(m->rows, words->components * sizeof *v->words[p]);
    if (v->words[p])
        status = tm_document_vectors(v->words[p], words, m, false, run, err);
    else
        status = tm__fail_memory(err, "making document vectors");
    if (status == TM_OK && p == 0) {
        members->width = words->components;
        members->vector = tm__alloc_array(m->rows, words->components * sizeof *members->vector);
        if (members->vector)
            status = tm_document_vectors(members->vector, words, m, true, run, err);
        else
            status = tm__fail_memory(err, "making document vectors");
    }
    tm_word_vectors_free(words);
    return status;
}

static tm_status make_lsa(struct views *v, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    tm_svd_options o = TM_SVD_INIT;
    tm_svd *svd = NULL;
    tm_status status;

    o.components = LSA;
    status = tm_svd_new(&svd, m, &o, run, err);
    if (status != TM_OK)
        return status;
    v->lsa_width = svd->components;
    v->lsa = tm__alloc_array(m->rows, svd->components * sizeof *v->lsa);
    if (!v->lsa)
        status = tm__fail_memory(err, "making document vectors");
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        for (size_t j = 0; j < svd->components; j++)
            v->lsa[i * svd->components + j] = svd->left[i * svd->components + j] * svd->sigma[j];
    tm_svd_free(svd);
    return status;
}

static double length(const float *x, size_t width)
{
    double square = 0;

    for (size_t j = 0; j < width; j++)
        square += (double)x[j] * x[j];
    return sqrt(square);
}

/* out[width] = x[width] at length 1, or zero. */
static void copy_unit(float *out, const float *x, size_t width)
{
    const double norm = length(x, width);

    for (size_t j = 0; j < width; j++)
        out[j] = norm > 0 ? (float)(x[j] / norm) : 0;
}

/* Rows row[0..count) in space number `space`; returns their width. */
static size_t make_space(float *x, const struct views *v, const uint32_t *row_of, size_t count,
                         size_t space)
{
    const size_t p = space / 2 / SIZES;
    const size_t wanted = components[space / 2 % SIZES];
    const size_t words = wanted < v->width[p] ? wanted : v->width[p];
    const size_t lsa = space % 2 || !words ? v->lsa_width : 0;

    for (size_t n = 0; n < count; n++) {
        const size_t i = row_of[n];
        float *row = x + n * (words + lsa);
        copy_unit(row, v->words[p] + i * v->width[p], words);
        if (lsa) {
            memcpy(row + words, v->lsa + i * lsa, lsa * sizeof *row);
            copy_unit(row, row, words + lsa);
        }
    }
    return words + lsa;
}

/* Some rows at random, rising; all if there are few. Returns how many. */
static size_t draw_rows(uint32_t *row, size_t rows, struct tm__rng *rng)
{
    const size_t wanted = rows < LEARN ? rows : LEARN;
    size_t taken = 0;

    for (size_t i = 0; i < rows && taken < wanted; i++)
        if (tm__rng_below(rng, rows - i) < wanted - taken)
            row[taken++] = (uint32_t)i;
    return taken;
}

/* Every row to the centroids that were learnt, LEARN rows at a time. */
static tm_status assign_rows(uint32_t *label, struct worker *w, const struct job *job, size_t space,
                             size_t k)
{
    const size_t rows = job->members->rows;
    tm_status status = TM_OK;

    for (size_t first = 0; status == TM_OK && first < rows; first += LEARN) {
        struct tm__dense_rows some = {w->x, rows - first < LEARN ? rows - first : LEARN, 0};
        for (size_t n = 0; n < some.rows; n++)
            w->row[n] = (uint32_t)(first + n);
        some.width = make_space(w->x, job->views, w->row, some.rows, space);
        status = tm__dense_kmeans_assign(label + first, &w->kmeans, &some, k, NULL);
    }
    return status;
}

static tm_status run_member(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    struct tm__members *const members = job->members;
    struct worker *const w = &job->worker[worker];
    uint32_t *const label = members->label + block * members->rows;
    const size_t k = members->clusters[block], space = block % SPACES;
    struct tm__dense_rows rows = {w->x, 0, 0};
    struct tm__rng rng;
    tm_status status;

    tm__rng_seed(&rng, job->seed, block + 1);
    rows.rows = draw_rows(w->row, members->rows, &rng);
    rows.width = make_space(w->x, job->views, w->row, rows.rows, space);
    status = tm__dense_kmeans_run(label, &w->kmeans, &rows, k, STARTS, ITERATIONS, &rng, NULL);
    if (status == TM_OK && rows.rows < members->rows)
        status = assign_rows(label, w, job, space, k);
    if (status == TM_OK) {
        tm__bayes_relabel(label, &w->bayes, job->counts, k, &settle, w->next);
        tm__bayes_relabel(label, &w->bayes, job->counts, k, &left_out, w->next);
    }
    return status;
}

/* k of each member: geometric steps from least to most, dealt out at random. */
static void draw_clusters(struct tm__members *members, size_t least, size_t most, uint64_t seed)
{
    const double ratio = (double)most / (double)least;
    struct tm__rng rng;

    tm__rng_seed(&rng, seed, 0);
    for (size_t i = 0; i < members->count; i++) {
        const double step = ((double)i + 0.5) / (double)members->count;
        members->clusters[i] = (uint32_t)lround((double)least * pow(ratio, step));
    }
    for (size_t i = members->count; i > 1; i--) {
        const size_t j = (size_t)tm__rng_below(&rng, i);
        const uint32_t swap = members->clusters[i - 1];
        members->clusters[i - 1] = members->clusters[j];
        members->clusters[j] = swap;
    }
}

static void workers_free(struct worker *worker, unsigned count)
{
    for (unsigned i = 0; worker && i < count; i++) {
        tm__free(worker[i].x);
        tm__free(worker[i].row);
        tm__free(worker[i].next);
        tm__dense_kmeans_release(&worker[i].kmeans);
        tm__bayes_release(&worker[i].bayes);
    }
    tm__free(worker);
}

static tm_status workers_new(struct worker **out, unsigned count, const tm_sparse *m, size_t most,
                             tm_error *err)
{
    const size_t width = COMPONENTS + LSA, rows = m->rows < LEARN ? m->rows : LEARN;
    struct worker *w = tm__calloc(count, sizeof *w);
    tm_status status = w ? TM_OK : tm__fail_memory(err, "finding topics");

    for (unsigned i = 0; status == TM_OK && i < count; i++) {
        w[i].x = tm__alloc_array(rows, width * sizeof *w[i].x);
        w[i].row = tm__alloc_array(rows, sizeof *w[i].row);
        w[i].next = tm__alloc_array(m->rows, sizeof *w[i].next);
        if (!w[i].x || !w[i].row || !w[i].next)
            status = tm__fail_memory(err, "finding topics");
        if (status == TM_OK)
            status = tm__dense_kmeans_new(&w[i].kmeans, rows, width, most, err);
        if (status == TM_OK)
            status = tm__bayes_new(&w[i].bayes, m->cols, most, err);
    }
    *out = w;
    return status;
}

static tm_status make_views(struct views *v, struct tm__members *members, const tm_sparse *m,
                            const tm_run *run, tm_error *err)
{
    tm_status status = make_lsa(v, m, run, err);

    for (size_t p = 0; status == TM_OK && p < POWERS; p++)
        status = make_words(v, members, p, m, run, err);
    return status;
}

tm_status tm__members_new(struct tm__members *members, const tm_sparse *m, const tm_sparse *counts,
                          size_t count, size_t least, size_t most, const tm_run *run, tm_error *err)
{
    const unsigned threads = tm__threads(run);
    const unsigned workers = threads < count ? threads : (unsigned)count;
    struct views views = {0};
    struct job job = {members, counts, &views, NULL, run ? run->seed : 0};
    tm_status status;

    memset(members, 0, sizeof *members);
    members->count = count;
    members->rows = m->rows;
    members->label = tm__alloc_array(m->rows, count * sizeof *members->label);
    members->clusters = tm__alloc_array(count, sizeof *members->clusters);
    status = members->label && members->clusters ? TM_OK : tm__fail_memory(err, "finding topics");
    if (status == TM_OK)
        status = make_views(&views, members, m, run, err);
    if (status == TM_OK)
        status = workers_new(&job.worker, workers, m, most, err);
    if (status == TM_OK) {
        draw_clusters(members, least, most, job.seed);
        status = tm__parallel_for(count, run_member, &job, "topics", run, err);
    }
    workers_free(job.worker, workers);
    views_release(&views);
    if (status != TM_OK)
        tm__members_release(members);
    return status;
}

void tm__members_release(struct tm__members *members)
{
    tm__free(members->label);
    tm__free(members->clusters);
    tm__free(members->vector);
    memset(members, 0, sizeof *members);
}
