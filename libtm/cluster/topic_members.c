#include "cluster/topic_members.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/dense_kmeans.h"
#include "cluster/naive_bayes.h"
#include "cluster/topic_share.h"
#include "cluster/topic_views.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEARN = 5000, /* rows that a member learns its centroids from */
    STARTS = 2,
    ITERATIONS = 30
};

/* First to where words agree, then without a row's own, which would hold it where it is. */
static const struct tm__bayes_rule settle = {1, false, 8}, left_out = {0.5, true, 2};

struct worker {
    float *x;      /* [LEARN * TM__VIEW_WIDTH] rows in the space of the member at work */
    uint32_t *row; /* [LEARN] which rows these are */
    uint32_t *next;
    struct tm__dense_kmeans kmeans;
    struct tm__bayes bayes;
};

struct job {
    struct tm__members *members;
    const tm_sparse *counts;
    const struct tm__views *views;
    struct worker *worker;
    uint64_t seed;
    bool *background;     /* [members] which see the background's vectors, not the rows' own */
    const uint32_t *todo; /* members to run */
};

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

/* The worker's first `count` rows as the member sees them. */
static size_t make_space(struct worker *w, const struct job *job, size_t count, size_t member)
{
    return tm__views_space(w->x, job->views, w->row, count, member % TM__VIEW_SPACES,
                           job->background[member]);
}

/* Every row to the centroids that were learnt, LEARN rows at a time. */
static tm_status assign_rows(uint32_t *label, struct worker *w, const struct job *job,
                             size_t member)
{
    const size_t rows = job->members->rows, k = job->members->clusters[member];
    tm_status status = TM_OK;

    for (size_t first = 0; status == TM_OK && first < rows; first += LEARN) {
        struct tm__dense_rows some = {w->x, rows - first < LEARN ? rows - first : LEARN, 0};
        for (size_t n = 0; n < some.rows; n++)
            w->row[n] = (uint32_t)(first + n);
        some.width = make_space(w, job, some.rows, member);
        status = tm__dense_kmeans_assign(label + first, &w->kmeans, &some, k, NULL);
    }
    return status;
}

static tm_status run_member(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    struct tm__members *const members = job->members;
    struct worker *const w = &job->worker[worker];
    const size_t member = job->todo[block], k = members->clusters[member];
    uint32_t *const label = members->label + member * members->rows;
    struct tm__dense_rows rows = {w->x, 0, 0};
    struct tm__rng rng;
    tm_status status;

    tm__rng_seed(&rng, job->seed, member + 1);
    rows.rows = draw_rows(w->row, members->rows, &rng);
    rows.width = make_space(w, job, rows.rows, member);
    status = tm__dense_kmeans_run(label, &w->kmeans, &rows, k, STARTS, ITERATIONS, &rng, NULL);
    if (status == TM_OK && rows.rows < members->rows)
        status = assign_rows(label, w, job, member);
    if (status == TM_OK) {
        tm__bayes_relabel(label, &w->bayes, job->counts, k, &settle, w->next);
        tm__bayes_relabel(label, &w->bayes, job->counts, k, &left_out, w->next);
    }
    return status;
}

static void swap(uint32_t *a, uint32_t *b)
{
    const uint32_t c = *a;

    *a = *b;
    *b = c;
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
        swap(&members->clusters[i - 1], &members->clusters[j]);
    }
}

/*
 * Members in the order in which they are asked: the first `trial`, which see the rows' own vectors;
 * as many that see the background's, each with the k nearest to that of one of these, since what is
 * compared should be alike; the others.
 */
static void order_members(uint32_t *order, const struct tm__members *members, size_t trial)
{
    const uint32_t *const k = members->clusters;

    for (size_t i = 0; i < members->count; i++)
        order[i] = (uint32_t)i;
    for (size_t i = 0; i < trial; i++) {
        size_t nearest = trial + i;

        for (size_t j = trial + i; j < members->count; j++)
            if (llabs((long long)k[order[j]] - k[i]) < llabs((long long)k[order[nearest]] - k[i]))
                nearest = j;
        swap(&order[trial + i], &order[nearest]);
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
    const size_t width = TM__VIEW_WIDTH, rows = m->rows < LEARN ? m->rows : LEARN;
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

static tm_status run_members(struct job *job, const uint32_t *todo, size_t count, const tm_run *run,
                             tm_error *err)
{
    job->todo = todo;
    return tm__parallel_for(count, run_member, job, "topics", run, err);
}

/* How well members of either kind agree tells what share of all should see the background. */
static tm_status try_background(double *share, struct job *job, const uint32_t *order, size_t trial,
                                const tm_run *run, tm_error *err)
{
    tm_status status;

    for (size_t i = 0; i < 2 * trial; i++)
        job->background[order[i]] = i >= trial;
    status = run_members(job, order, 2 * trial, run, err);
    if (status == TM_OK)
        status = tm__background_share(share, job->members, order, trial, job->counts, err);
    return status;
}

/*
 * Moves the members that have still to run to the front: those behind the trial, and of the trial
 * those that have seen what the share does not grant them. Returns how many there are.
 */
static size_t deal_background(struct job *job, uint32_t *order, size_t trial, double share)
{
    const size_t count = job->members->count;
    const size_t wanted = (size_t)lround(share * (double)count);
    size_t todo = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t place = i < trial ? count - 1 - i : i - trial; /* own ones change last */
        const uint32_t member = order[i];
        const bool background = place < wanted;

        if (i >= 2 * trial || job->background[member] != background)
            order[todo++] = member;
        job->background[member] = background;
    }
    return todo;
}

/* share: of the members, that see the background in the end. order: [members] scratch */
static tm_status run_all(double *share, struct job *job, uint32_t *order, bool background,
                         const tm_run *run, tm_error *err)
{
    const size_t trial = background ? job->members->count / 4 : 0;
    tm_status status = TM_OK;

    *share = 0;
    order_members(order, job->members, trial);
    if (trial)
        status = try_background(share, job, order, trial, run, err);
    if (status == TM_OK)
        status = run_members(job, order, deal_background(job, order, trial, *share), run, err);
    return status;
}

tm_status tm__members_new(struct tm__members *members, const tm_sparse *m, const tm_sparse *counts,
                          const tm_word_vectors *background, size_t count, size_t least,
                          size_t most, const tm_run *run, tm_error *err)
{
    const unsigned threads = tm__threads(run);
    const unsigned workers = threads < count ? threads : (unsigned)count;
    struct tm__views views = {0};
    uint32_t *const order = tm__alloc_array(count, sizeof *order);
    double share = 0;
    struct job job = {members, counts, &views, NULL, run ? run->seed : 0, NULL, NULL};
    tm_status status;

    memset(members, 0, sizeof *members);
    members->count = count;
    members->rows = m->rows;
    members->label = tm__alloc_array(m->rows, count * sizeof *members->label);
    members->clusters = tm__alloc_array(count, sizeof *members->clusters);
    job.background = tm__calloc(count, sizeof *job.background);
    status = members->label && members->clusters && job.background && order
                 ? tm__views_new(&views, m, background, run, err)
                 : tm__fail_memory(err, "finding topics");
    if (status == TM_OK)
        status = workers_new(&job.worker, workers, m, most, err);
    if (status == TM_OK) {
        draw_clusters(members, least, most, job.seed);
        status = run_all(&share, &job, order, background != NULL, run, err);
    }
    if (status == TM_OK)
        status = tm__views_centred(&members->vector, &members->width, &views, m->rows, share >= 0.5,
                                   run, err);
    workers_free(job.worker, workers);
    if (status == TM_OK)
        status = tm__white_rows_new(&members->white, &views, m->rows, run, err);
    tm__views_release(&views);
    tm__free(job.background);
    tm__free(order);
    if (status != TM_OK)
        tm__members_release(members);
    return status;
}

tm_status tm__members_add(struct tm__members *members, const uint32_t *label, size_t k,
                          size_t votes, tm_error *err)
{
    const size_t rows = members->rows, count = members->count + votes;
    uint32_t *labels = tm__alloc_array(count, rows * sizeof *labels);
    uint32_t *clusters = tm__alloc_array(count, sizeof *clusters);

    if (!labels || !clusters) {
        tm__free(labels);
        tm__free(clusters);
        return tm__fail_memory(err, "finding topics");
    }
    memcpy(labels, members->label, members->count * rows * sizeof *labels);
    memcpy(clusters, members->clusters, members->count * sizeof *clusters);
    for (size_t i = members->count; i < count; i++) {
        memcpy(labels + i * rows, label, rows * sizeof *labels);
        clusters[i] = (uint32_t)k;
    }
    tm__free(members->label);
    tm__free(members->clusters);
    members->label = labels;
    members->clusters = clusters;
    members->count = count;
    return TM_OK;
}

void tm__members_release(struct tm__members *members)
{
    tm__free(members->label);
    tm__free(members->clusters);
    tm__free(members->vector);
    tm__white_rows_release(&members->white);
    memset(members, 0, sizeof *members);
}
