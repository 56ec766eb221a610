/*
 * Dirichlet-multinomial mixture by collapsed Gibbs sampling (Yin & Wang 2014, "GSDMM"): a row moves
 * to a cluster with a probability that grows with the rows there and with how often its words are
 * there. ln((n_kw + beta) / beta) is kept for all words and clusters, so that a row's chances are
 * the sum of a few table rows.
 */
#include "base/clones.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/filled.h"

#include <math.h>
#include <string.h>

enum { CLUSTERS = 200, ITERATIONS = 15, SETTLE = 5, RESTARTS = 4, LANES = 8 };
static const double usual_alpha = 0.1, usual_beta = 0.1;

/* What all restarts read. */
struct model {
    const tm_sparse *m;
    size_t k, stride;
    double alpha, beta;
    double *climb;    /* [words + 1] climb[n] = sum over i < n of ln(beta V + i) */
    float *log_count; /* [rows + 1] ln((n + beta) / beta) */
    double *log_size; /* [rows + 1] ln(n + alpha) */
    unsigned iterations;
    uint64_t seed;
};

/* One restart. */
struct chain {
    float *table;    /* [cols * stride] */
    uint32_t *count; /* [cols * stride] rows of cluster k that hold word w */
    uint32_t *size;  /* [k] rows */
    uint64_t *words; /* [k] entries of these */
    float *sum;      /* [stride] */
    double *chance;  /* [k] */
};

struct job {
    struct model model;
    struct chain *chain; /* [workers] */
    uint32_t *label;     /* [restarts * rows] */
    double *likelihood;  /* [restarts] */
};

static TM__CLONES void add(float *restrict sum, const float *restrict row, size_t stride)
{
    for (size_t j = 0; j < stride; j++)
        sum[j] += row[j];
}

/* Put row i into cluster j, or take it out. */
static void move(struct chain *c, const struct model *d, size_t i, size_t j, bool in)
{
    const uint64_t from = d->m->row_start[i], to = d->m->row_start[i + 1];

    c->size[j] += in ? 1 : -1u;
    c->words[j] += in ? to - from : from - to;
    for (uint64_t e = from; e < to; e++) {
        const size_t cell = d->m->column[e] * d->stride + j;
        c->count[cell] += in ? 1 : -1u;
        c->table[cell] = d->log_count[c->count[cell]];
    }
}

/* The logarithm of each cluster's chance to have row i, up to a constant. */
static void chances(struct chain *c, const struct model *d, size_t i)
{
    const uint64_t n = d->m->row_start[i + 1] - d->m->row_start[i];

    memset(c->sum, 0, d->stride * sizeof *c->sum);
    for (uint64_t e = d->m->row_start[i]; e < d->m->row_start[i + 1]; e++)
        add(c->sum, c->table + d->m->column[e] * d->stride, d->stride);
    for (size_t j = 0; j < d->k; j++)
        c->chance[j] = d->log_size[c->size[j]] + c->sum[j] -
                       (d->climb[c->words[j] + n] - d->climb[c->words[j]]);
}

static size_t best_of(const double *x, size_t k)
{
    size_t best = 0;

    for (size_t j = 1; j < k; j++)
        if (x[j] > x[best])
            best = j;
    return best;
}

/* Most clusters run empty and are alike, so that a power is often that of the cluster before. */
static size_t draw(double *chance, size_t k, struct tm__rng *rng)
{
    const double top = chance[best_of(chance, k)];
    double total = 0, last = top, power = 1, x;
    size_t j = 0;

    for (size_t n = 0; n < k; n++) {
        if (chance[n] != last) {
            last = chance[n];
            power = exp(last - top);
        }
        chance[n] = total += power;
    }
    x = tm__rng_uniform(rng) * total;
    while (j + 1 < k && chance[j] <= x)
        j++;
    return j;
}

/* ln p(labels, words) up to a constant that all restarts share. */
static double likelihood(const struct chain *c, const struct model *d)
{
    double sum = 0;

    for (size_t j = 0; j < d->k; j++)
        sum += lgamma(c->size[j] + d->alpha) - lgamma(d->alpha) - d->climb[c->words[j]];
    for (size_t cell = 0; cell < d->m->cols * d->stride; cell++)
        if (c->count[cell])
            sum +=
                lgamma(c->count[cell] + d->beta) - lgamma(d->beta) - c->count[cell] * log(d->beta);
    return sum;
}

static tm_status restart(void *ctx, size_t block, unsigned worker)
{
    const struct job *job = ctx;
    const struct model *d = &job->model;
    struct chain *c = &job->chain[worker];
    uint32_t *label = job->label + block * d->m->rows;
    struct tm__rng rng;

    tm__rng_seed(&rng, d->seed, block);
    memset(c->table, 0, d->m->cols * d->stride * sizeof *c->table);
    memset(c->count, 0, d->m->cols * d->stride * sizeof *c->count);
    memset(c->size, 0, d->k * sizeof *c->size);
    memset(c->words, 0, d->k * sizeof *c->words);
    for (size_t i = 0; i < d->m->rows; i++) {
        label[i] = (uint32_t)tm__rng_below(&rng, d->k);
        move(c, d, i, label[i], true);
    }
    /* the last sweeps take the likeliest, so that what is given back is no draw by chance */
    for (unsigned s = 0; s < d->iterations + SETTLE; s++)
        for (size_t i = 0; i < d->m->rows; i++) {
            move(c, d, i, label[i], false);
            chances(c, d, i);
            label[i] = (uint32_t)(s < d->iterations ? draw(c->chance, d->k, &rng)
                                                    : best_of(c->chance, d->k));
            move(c, d, i, label[i], true);
        }
    job->likelihood[block] = likelihood(c, d);
    return TM_OK;
}

static tm_status prepare(struct model *d, tm_error *err)
{
    const size_t words = (size_t)d->m->row_start[d->m->rows];

    d->stride = (d->k + LANES - 1) / LANES * LANES;
    d->climb = tm__alloc_array(words + 1, sizeof *d->climb);
    d->log_count = tm__alloc_array(d->m->rows + 1, sizeof *d->log_count);
    d->log_size = tm__alloc_array(d->m->rows + 1, sizeof *d->log_size);
    if (!d->climb || !d->log_count || !d->log_size)
        return tm__fail_memory(err, "sampling a mixture");
    d->climb[0] = 0;
    for (size_t n = 0; n < words; n++)
        d->climb[n + 1] = d->climb[n] + log(d->beta * (double)d->m->cols + (double)n);
    for (size_t n = 0; n <= d->m->rows; n++) {
        d->log_count[n] = (float)log(((double)n + d->beta) / d->beta);
        d->log_size[n] = log((double)n + d->alpha);
    }
    return TM_OK;
}

static tm_status chains_new(struct chain **out, unsigned count, const struct model *d,
                            tm_error *err)
{
    struct chain *c = tm__calloc(count, sizeof *c);
    bool ok = c != NULL;

    *out = c;
    for (unsigned i = 0; ok && i < count; i++) {
        c[i].table = tm__alloc_array(d->m->cols, d->stride * sizeof *c[i].table);
        c[i].count = tm__alloc_array(d->m->cols, d->stride * sizeof *c[i].count);
        c[i].size = tm__alloc_array(d->k, sizeof *c[i].size);
        c[i].words = tm__alloc_array(d->k, sizeof *c[i].words);
        c[i].sum = tm__alloc_array(d->stride, sizeof *c[i].sum);
        c[i].chance = tm__alloc_array(d->k, sizeof *c[i].chance);
        ok = c[i].table && c[i].count && c[i].size && c[i].words && c[i].sum && c[i].chance;
    }
    return ok ? TM_OK : tm__fail_memory(err, "sampling a mixture");
}

static void release(struct job *job, unsigned workers)
{
    for (unsigned i = 0; job->chain && i < workers; i++) {
        tm__free(job->chain[i].table);
        tm__free(job->chain[i].count);
        tm__free(job->chain[i].size);
        tm__free(job->chain[i].words);
        tm__free(job->chain[i].sum);
        tm__free(job->chain[i].chance);
    }
    tm__free(job->chain);
    tm__free(job->label);
    tm__free(job->likelihood);
    tm__free(job->model.climb);
    tm__free(job->model.log_count);
    tm__free(job->model.log_size);
}

static tm_status sample(uint32_t *label, const tm_sparse *m, const tm_dirichlet_mixture_options *o,
                        const tm_run *run, tm_error *err)
{
    const unsigned restarts = o->restarts ? o->restarts : RESTARTS;
    const unsigned workers = tm__threads(run) < restarts ? tm__threads(run) : restarts;
    const size_t k = o->clusters ? o->clusters : CLUSTERS;
    struct job job = {.model = {.m = m,
                                .k = k < m->rows ? k : m->rows,
                                .alpha = o->alpha > 0 ? o->alpha : usual_alpha,
                                .beta = o->beta > 0 ? o->beta : usual_beta,
                                .iterations = o->iterations ? o->iterations : ITERATIONS,
                                .seed = run ? run->seed : 0}};
    tm_status status = prepare(&job.model, err);

    if (status == TM_OK)
        status = chains_new(&job.chain, workers, &job.model, err);
    if (status == TM_OK) {
        job.label = tm__alloc_array(m->rows, restarts * sizeof *job.label);
        job.likelihood = tm__alloc_array(restarts, sizeof *job.likelihood);
        if (!job.label || !job.likelihood)
            status = tm__fail_memory(err, "sampling a mixture");
    }
    if (status == TM_OK)
        status = tm__parallel_for(restarts, restart, &job, "mixture", run, err);
    if (status == TM_OK)
        memcpy(label, job.label + best_of(job.likelihood, restarts) * m->rows,
               m->rows * sizeof *label);
    release(&job, workers);
    return status;
}

tm_status tm_dirichlet_mixture(tm_clustering **out, const tm_sparse *m,
                               const tm_dirichlet_mixture_options *options, const tm_run *run,
                               tm_error *err)
{
    tm_dirichlet_mixture_options o = TM_DIRICHLET_MIXTURE_INIT;
    struct tm__filled filled = {0};
    uint32_t *label = NULL;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && !(o.alpha >= 0 && o.alpha < INFINITY))
        status = tm__fail(err, TM_EINVAL, "alpha is %g; it has to be above 0", o.alpha);
    if (status == TM_OK && !(o.beta >= 0 && o.beta < INFINITY))
        status = tm__fail(err, TM_EINVAL, "beta is %g; it has to be above 0", o.beta);
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK) {
        label = tm__alloc_array(m->rows, sizeof *label);
        status = label ? TM_OK : tm__fail_memory(err, "sampling a mixture");
    }
    if (status == TM_OK && filled.m->rows)
        status = sample(label, filled.m, &o, run, err);
    if (status == TM_OK)
        status = tm__filled_spread(label, &filled, 1, err);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__filled_release(&filled);
    tm__free(label);
    return status;
}
