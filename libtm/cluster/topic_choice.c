#include "cluster/topic_choice.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/agreement.h"
#include "cluster/dense_kmeans.h"
#include "cluster/naive_bayes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SAMPLE = 4000, /* rows that are looked at */
    SPLITS = 2,    /* ways to halve the members */
    VIEWS = 1 + 2 * SPLITS,
    STARTS = 4,
    ITERATIONS = 40
};

/* As members are relabelled in the end. */
static const struct tm__bayes_rule left_out = {0.5, true, 1};

/* What is known before anything is seen: from so many rows on the more topics the likelier, below
 * the less; k to the power of `tilt` by ln rows, down to `fewest`. */
static const double usual = 7000, fewest = 3000, tilt = 0.4;
static const double by_words = 3; /* a power */
/* Numbers whose logarithms are so far apart are scored together: one k-means decides little. */
static const double nearby = 0.05;

void tm_topic_counts_free(tm_topic_counts *counts)
{
    if (!counts)
        return;
    tm__free(counts->clusters);
    tm__free(counts->score);
    tm__free(counts);
}

struct worker {
    struct tm__dense_kmeans kmeans;
    float *x;                   /* [sample * most] */
    uint32_t *label;            /* [VIEWS * sample] */
    uint32_t *topic, *foretold; /* [rows] of all rows, in a view */
    struct tm__bayes bayes;
    double *table;    /* scratch of tm__agreement() */
    double *centroid; /* [most * width] */
    double *dot;      /* [most] */
};

struct job {
    const struct tm__members *members;
    const tm_sparse *words;           /* counts, rows as those of the members */
    struct tm__consensus view[VIEWS]; /* of all, then of halves */
    uint32_t *row;                    /* [sample] rows that are looked at */
    uint32_t *vote;                   /* [members * sample] their labels */
    size_t sample;
    double all, together; /* counts of words; likelihood of them if there is one topic */
    struct worker *worker;
    tm_topic_counts *counts;
    double *smooth; /* [most] */
    uint64_t seed;
};

/* How much nearer rows are to their own centroid than to the next one, 0..1, in the mean. */
static double separation(const struct job *job, struct worker *w, const uint32_t *label, size_t k)
{
    const size_t width = job->members->width;
    double sum = 0;

    memset(w->centroid, 0, k * width * sizeof *w->centroid);
    for (size_t i = 0; i < job->sample; i++)
        for (size_t t = 0; t < width; t++)
            w->centroid[label[i] * width + t] += job->members->vector[job->row[i] * width + t];
    for (size_t j = 0; j < k; j++) {
        double square = 0;
        for (size_t t = 0; t < width; t++)
            square += w->centroid[j * width + t] * w->centroid[j * width + t];
        for (size_t t = 0; square > 0 && t < width; t++)
            w->centroid[j * width + t] /= sqrt(square);
    }
    for (size_t i = 0; i < job->sample; i++) {
        const float *x = job->members->vector + job->row[i] * width;
        double next = 0;
        memset(w->dot, 0, k * sizeof *w->dot);
        for (size_t j = 0; j < k; j++) {
            for (size_t t = 0; t < width; t++)
                w->dot[j] += x[t] * w->centroid[j * width + t];
            if (j != label[i] && w->dot[j] > next)
                next = w->dot[j];
        }
        sum += w->dot[label[i]] - next;
    }
    return sum > 0 ? sum / (double)job->sample : 0;
}

static tm_status cluster_view(const struct job *job, struct worker *w, size_t view, size_t k)
{
    const struct tm__consensus *c = &job->view[view];
    struct tm__dense_rows rows = {w->x, job->sample, k < c->components ? k : c->components};
    struct tm__rng rng;

    tm__rng_seed(&rng, job->seed, 1000 * k + view);
    tm__consensus_rows(w->x, c, job->row, job->sample, rows.width);
    return tm__dense_kmeans_run(w->label + view * job->sample, &w->kmeans, &rows, k, STARTS,
                                ITERATIONS, &rng, NULL);
}

/* All rows to the topics that were found in the sample, which are in the k-means still. */
static tm_status find_topics(const struct job *job, struct worker *w, size_t view, size_t k)
{
    const struct tm__consensus *c = &job->view[view];
    const size_t rows = job->members->rows;
    tm_status status = TM_OK;

    for (size_t first = 0; status == TM_OK && first < rows; first += job->sample) {
        struct tm__dense_rows some = {w->x, rows - first, k < c->components ? k : c->components};
        some.rows = some.rows < job->sample ? some.rows : job->sample;
        for (size_t n = 0; n < some.rows; n++)
            w->foretold[n] = (uint32_t)(first + n);
        tm__consensus_rows(w->x, c, w->foretold, some.rows, some.width);
        status = tm__dense_kmeans_assign(w->topic + first, &w->kmeans, &some, k, NULL);
    }
    return status;
}

/* How much likelier the topics make a count of words than one topic does, its row left out: ln of
 * the quotient of perplexities. */
static double foretelling(const struct job *job, struct worker *w, size_t k)
{
    const double apart =
        tm__bayes_classify(w->foretold, &w->bayes, w->topic, job->words, k, &left_out);

    return job->all > 0 ? (apart - job->together) / job->all : 0;
}

static double expected(size_t k, size_t rows)
{
    const double n = (double)rows;

    return pow((double)k, tilt * log((n > fewest ? n : fewest) / usual));
}

/* Mean NMI of the members with the topics of the sample. */
static double agreement(const struct job *job, struct worker *w, const uint32_t *label, size_t k)
{
    double sum = 0;

    for (size_t m = 0; m < job->members->count; m++)
        sum += tm__agreement(label, k, job->vote + m * job->sample, job->members->clusters[m],
                             job->sample, w->table)
                   .nmi;
    return sum / (double)job->members->count;
}

/* How alike the topics of halves are: mean ARI, or 0. */
static double likeness(const struct job *job, struct worker *w, size_t k)
{
    double sum = 0;

    for (size_t s = 0; s < SPLITS; s++)
        sum += tm__agreement(w->label + (1 + 2 * s) * job->sample, k,
                             w->label + (2 + 2 * s) * job->sample, k, job->sample, w->table)
                   .ari;
    return sum > 0 ? sum / SPLITS : 0;
}

/* What all views say in the mean: one of them may have met a poor k-means. */
static tm_status try_count(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    struct worker *const w = &job->worker[worker];
    const size_t k = job->counts->clusters[block];
    double agree = 0, apart = 0, told = 0;

    for (size_t v = 0; v < VIEWS; v++) {
        const uint32_t *const label = w->label + v * job->sample;
        tm_status status = cluster_view(job, w, v, k);

        if (status == TM_OK)
            status = find_topics(job, w, v, k);
        if (status != TM_OK)
            return status;
        agree += agreement(job, w, label, k) / VIEWS;
        apart += separation(job, w, label, k) / VIEWS;
        told += foretelling(job, w, k) / VIEWS;
    }
    job->counts->score[block] = sqrt(agree * apart) * cbrt(likeness(job, w, k)) *
                                exp(by_words * told) * expected(k, job->members->rows);
    return TM_OK;
}

/* All up to 16, then steps of a tenth. */
static size_t candidates(size_t *out, size_t most)
{
    size_t count = 0;

    for (size_t k = 2; k <= most; k += k < 16 ? 1 : k / 10 + 1)
        out[count++] = k;
    return count;
}

static tm_status counts_new(tm_topic_counts **out, size_t most, tm_error *err)
{
    tm_topic_counts *c = tm__calloc(1, sizeof *c);

    *out = c;
    if (c) {
        c->clusters = tm__alloc_array(most, sizeof *c->clusters);
        c->score = tm__alloc_array(most, sizeof *c->score);
    }
    if (!c || !c->clusters || !c->score)
        return tm__fail_memory(err, "counting topics");
    c->count = candidates(c->clusters, most);
    return TM_OK;
}

/* Rows at even distances. Rows come in no order that topics would know of, or in blocks. */
static tm_status take_sample(struct job *job, tm_error *err)
{
    const struct tm__members *m = job->members;

    job->sample = m->rows < SAMPLE ? m->rows : SAMPLE;
    job->row = tm__alloc_array(job->sample, sizeof *job->row);
    job->vote = tm__alloc_array(job->sample, m->count * sizeof *job->vote);
    if (!job->row || !job->vote)
        return tm__fail_memory(err, "counting topics");
    for (size_t i = 0; i < job->sample; i++)
        job->row[i] = (uint32_t)(i * m->rows / job->sample);
    for (size_t v = 0; v < m->count; v++)
        for (size_t i = 0; i < job->sample; i++)
            job->vote[v * job->sample + i] = m->label[v * m->rows + job->row[i]];
    return TM_OK;
}

static tm_status make_views(struct job *job, size_t most, const tm_run *run, tm_error *err)
{
    const size_t count = job->members->count, half = count / 2;
    uint32_t *order = tm__alloc_array(count, sizeof *order);
    struct tm__rng rng;
    tm_status status;

    if (!order)
        return tm__fail_memory(err, "counting topics");
    tm__rng_seed(&rng, job->seed, 1);
    status = tm__consensus_new(&job->view[0], job->members, NULL, count, most, run, err);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (size_t s = 0; s < SPLITS; s++) {
        for (size_t i = count; i > 1; i--) {
            const size_t j = (size_t)tm__rng_below(&rng, i);
            const uint32_t swap = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swap;
        }
        for (size_t h = 0; status == TM_OK && h < 2; h++)
            status = tm__consensus_new(&job->view[1 + 2 * s + h], job->members, order + h * half,
                                       half, most, run, err);
    }
    tm__free(order);
    return status;
}

static tm_status make_workers(struct job *job, unsigned count, size_t most, tm_error *err)
{
    const size_t rows = job->members->rows;
    size_t widest = most;
    tm_status status = TM_OK;

    for (size_t m = 0; m < job->members->count; m++)
        widest = job->members->clusters[m] > widest ? job->members->clusters[m] : widest;
    job->worker = tm__calloc(count, sizeof *job->worker);
    job->smooth = tm__alloc_array(most, sizeof *job->smooth);
    if (!job->worker || !job->smooth)
        return tm__fail_memory(err, "counting topics");
    for (unsigned i = 0; status == TM_OK && i < count; i++) {
        struct worker *w = &job->worker[i];
        w->x = tm__alloc_array(job->sample, most * sizeof *w->x);
        w->label = tm__alloc_array(job->sample, VIEWS * sizeof *w->label);
        w->table = tm__alloc_array(most * widest + most + widest, sizeof *w->table);
        w->centroid = tm__alloc_array(job->members->width, most * sizeof *w->centroid);
        w->dot = tm__alloc_array(most, sizeof *w->dot);
        w->topic = tm__alloc_array(rows, sizeof *w->topic);
        w->foretold = tm__alloc_array(rows, sizeof *w->foretold);
        if (!w->x || !w->label || !w->table || !w->centroid || !w->dot || !w->topic || !w->foretold)
            status = tm__fail_memory(err, "counting topics");
        if (status == TM_OK)
            status = tm__dense_kmeans_new(&w->kmeans, job->sample, most, most, err);
        if (status == TM_OK)
            status = tm__bayes_new(&w->bayes, job->words->cols, most, err);
    }
    return status;
}

static void read_together(struct job *job)
{
    struct worker *const w = &job->worker[0];
    const tm_sparse *const m = job->words;

    memset(w->topic, 0, m->rows * sizeof *w->topic);
    job->together = tm__bayes_classify(w->foretold, &w->bayes, w->topic, m, 1, &left_out);
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        job->all += m->value[e];
}

static void release(struct job *job, unsigned workers)
{
    for (unsigned i = 0; job->worker && i < workers; i++) {
        tm__free(job->worker[i].x);
        tm__free(job->worker[i].label);
        tm__free(job->worker[i].table);
        tm__free(job->worker[i].centroid);
        tm__free(job->worker[i].dot);
        tm__free(job->worker[i].topic);
        tm__free(job->worker[i].foretold);
        tm__bayes_release(&job->worker[i].bayes);
        tm__dense_kmeans_release(&job->worker[i].kmeans);
    }
    tm__free(job->worker);
    tm__free(job->smooth);
    tm__free(job->row);
    tm__free(job->vote);
    for (size_t v = 0; v < VIEWS; v++)
        tm__consensus_release(&job->view[v]);
}

/* Scores become means with those of numbers nearby; smooth[count] is scratch. */
static void smooth_scores(tm_topic_counts *c, double *smooth)
{
    for (size_t i = 0; i < c->count; i++) {
        double sum = 0, weights = 0;

        for (size_t j = 0; j < c->count; j++) {
            const double far = log((double)c->clusters[j] / (double)c->clusters[i]) / nearby;
            const double weight = exp(-far * far / 2);

            sum += weight * c->score[j];
            weights += weight;
        }
        smooth[i] = sum / weights;
    }
    memcpy(c->score, smooth, c->count * sizeof *smooth);
}

/* By score as a share of the best, falling; ties: fewer topics first. */
static void sort(tm_topic_counts *c)
{
    for (size_t i = 1; i < c->count; i++)
        for (size_t j = i; j > 0 && c->score[j] > c->score[j - 1]; j--) {
            const double score = c->score[j];
            const size_t k = c->clusters[j];
            c->score[j] = c->score[j - 1];
            c->clusters[j] = c->clusters[j - 1];
            c->score[j - 1] = score;
            c->clusters[j - 1] = k;
        }
    for (size_t i = c->count; c->score[0] > 0 && i-- > 0;)
        c->score[i] /= c->score[0];
}

tm_status tm__topic_choice(tm_topic_counts **out, const struct tm__members *members,
                           const tm_sparse *counts, size_t most, const tm_run *run, tm_error *err)
{
    struct job job = {.members = members, .words = counts, .seed = run ? run->seed : 0};
    unsigned workers = 1;
    tm_status status = counts_new(out, most, err);

    if (status == TM_OK) {
        job.counts = *out;
        workers =
            tm__threads(run) < job.counts->count ? tm__threads(run) : (unsigned)job.counts->count;
        status = take_sample(&job, err);
    }
    if (status == TM_OK)
        status = make_views(&job, most, run, err);
    if (status == TM_OK)
        status = make_workers(&job, workers, most, err);
    if (status == TM_OK)
        read_together(&job);
    if (status == TM_OK)
        status = tm__parallel_for(job.counts->count, try_count, &job, "number of topics", run, err);
    if (status == TM_OK)
        smooth_scores(*out, job.smooth);
    release(&job, workers);
    if (status == TM_OK) {
        sort(*out);
    } else {
        tm_topic_counts_free(*out);
        *out = NULL;
    }
    return status;
}
