#include "cluster/mixture.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/cluster_words.h"
#include "cluster/mixture_guard.h"
#include "cluster/mixture_rows.h"

#include <math.h>
#include <string.h>

enum {
    SWEEPS = 12,
    BLOCK = 256,    /* rows a unit of work */
    PARTS = 4,      /* of the clusters, whose words are counted side by side */
    LINE = 8,       /* clusters whose sums lie together, and are of one part */
    FACTORS = 16,   /* numbers multiplied before a logarithm is taken; the product fits a double */
    MOST_ENDS = 64, /* clusters that come into question for a row */
    ENDS_AHEAD = 2  /* clusters of a row whose counts are on their way */
};
static const uint32_t nowhere = UINT32_MAX; /* no cluster: where rows are at the start */
static const double beta = 0.5;             /* of a word in a cluster before any is seen */
static const double clear = 1e-9;           /* of a fit: more than rounding makes of it */

struct mixture {
    struct tm__mixture_rows r;
    size_t clusters;
    struct tm__cluster_words counts; /* n_kw */
    bool *changed;                   /* [clusters] rows came or went in the last sweep */
    size_t workers;
    uint32_t *met;    /* [workers * clusters] the last row that a worker met a cluster for, + 1 */
    double *rows_in;  /* [clusters] m_k */
    double *words_in; /* [clusters] n_k */
    uint32_t *next;   /* [rows] label */
    uint32_t *moved;  /* [moves] rows whose next label is another */
    size_t moves;
    struct tm__pool *pool; /* [workers] the words of clusters */
    double alpha;
};

double tm__mixture_alpha(double clusters, double rows)
{
    double low = 1e-9, high = 1e9;

    for (int i = 0; i < 100; i++) {
        const double middle = sqrt(low * high);
        if (middle * log1p(rows / middle) < clusters)
            low = middle;
        else
            high = middle;
    }
    return sqrt(low * high);
}

/* Row i comes to cluster k, or (times -1) leaves it. False when memory is out. */
static bool count_row(const struct mixture *x, struct tm__pool *pool, size_t i, uint32_t k,
                      int times)
{
    const double copies = times * (double)x->r.copies[i];
    bool ok = true;

    x->rows_in[k] += copies;
    x->words_in[k] += tm__mixture_length(&x->r, i) * copies;
    for (uint64_t e = x->r.word_start[i]; ok && e < x->r.word_start[i + 1]; e++)
        ok = tm__cluster_words_add(&x->counts, pool, k, x->r.word[e],
                                   times < 0 ? -x->r.copies[i] : x->r.copies[i]);
    return ok;
}

/* The counts of row i's words in cluster k will be asked for soon. */
static void ask_ahead(const struct mixture *x, size_t i, uint32_t k)
{
    const struct tm__word_table *const in = &x->counts.of[k];

    for (uint64_t e = x->r.word_start[i]; e < x->r.word_start[i + 1]; e++)
        tm__word_prefetch(in, x->r.word[e]);
}

/* The logarithm of the formula above. */
static double log_fit(const struct mixture *x, size_t i, uint32_t k)
{
    const double self = x->r.label[i] == k ? x->r.copies[i] : 0;
    const double base = x->words_in[k] - self * tm__mixture_length(&x->r, i) + beta * x->r.words;
    const struct tm__word_table *const in = &x->counts.of[k];
    double fit = log(x->rows_in[k] - self + x->alpha), product = 1;
    int factors = 0;
    double drawn = 0;

    for (uint64_t e = x->r.word_start[i]; e < x->r.word_start[i + 1]; e++) {
        product *= (tm__word_find(in, x->r.word[e])->count - self + beta) / (base + drawn);
        drawn++;
        if (++factors == FACTORS) {
            fit += log(product);
            product = 1;
            factors = 0;
        }
    }
    return fit + log(product);
}

/*
 * What log_fit() is the logarithm of, but for rounding, for a row of at most FACTORS words. Most
 * often that tells which cluster is likelier, for a fraction of the time of logarithms.
 */
static double fit_of_few(const struct mixture *x, size_t i, uint32_t k)
{
    const double self = x->r.label[i] == k ? x->r.copies[i] : 0;
    const double length = tm__mixture_length(&x->r, i), few = beta - self;
    const double base = x->words_in[k] - self * length + beta * x->r.words;
    const struct tm__word_table *const in = &x->counts.of[k];
    const uint32_t *word = x->r.word + x->r.word_start[i];
    double counted = x->rows_in[k] - self + x->alpha, all = 1;

    for (double drawn = 0; drawn < length; drawn++, word++) {
        counted *= tm__word_find(in, *word)->count + few;
        all *= base + drawn;
    }
    return counted / all;
}

/* A cluster, and how well it fits a row: logarithms of long rows, numbers of those of few words. */
struct end {
    uint32_t cluster;
    double fit;
};

static struct end weigh(const struct mixture *x, size_t i, uint32_t k)
{
    return (struct end){k, tm__mixture_length(&x->r, i) > FACTORS ? log_fit(x, i, k)
                                                                  : fit_of_few(x, i, k)};
}

/* Whether log_fit() is more. */
static bool is_likelier(const struct mixture *x, size_t i, struct end a, struct end b)
{
    if (tm__mixture_length(&x->r, i) > FACTORS || fabs(a.fit - b.fit) > clear * b.fit)
        return a.fit > b.fit;
    return log_fit(x, i, a.cluster) > log_fit(x, i, b.cluster);
}

/* Whether row i may answer otherwise than in the last sweep. */
static bool may_move(const struct mixture *x, size_t i)
{
    const uint64_t end = x->r.near_start[i + 1];
    bool changed = x->changed[x->r.label[i]];

    for (uint64_t e = x->r.near_start[i]; !changed && e < end; e++)
        changed = x->changed[x->r.label[x->r.near[e]]];
    return changed && tm__mixture_length(&x->r, i) > 0;
}

/*
 * Its own cluster and those of row i's neighbours that may fit it better. If its own is as it was
 * in the last sweep, so is the row, and those that are as they were then do not.
 */
static size_t ends_of(uint32_t *end, uint32_t *met, const struct mixture *x, size_t i)
{
    const uint32_t mark = (uint32_t)i + 1;
    const uint64_t first = x->r.near_start[i], last = x->r.near_start[i + 1];
    const bool all = x->changed[x->r.label[i]] || last - first >= MOST_ENDS;
    size_t n = 1;

    end[0] = x->r.label[i];
    met[end[0]] = mark;
    for (uint64_t e = first; e < last; e++) {
        const uint32_t k = x->r.label[x->r.near[e]];

        end[n] = k; /* overwritten by the next if it is known already */
        n += (met[k] != mark) & (all | x->changed[k]) & (n < MOST_ENDS);
        met[k] = mark;
    }
    return n;
}

/* The cluster that row i wants to be in. */
static uint32_t likeliest(uint32_t *met, const struct mixture *x, size_t i)
{
    uint32_t end[MOST_ENDS + 1];
    const size_t n = ends_of(end, met, x, i);
    struct end best;

    if (n == 1)
        return end[0];
    for (size_t j = 0; j < ENDS_AHEAD && j < n; j++)
        ask_ahead(x, i, end[j]);
    for (size_t j = 0; j < n; j++) {
        struct end one;

        if (j + ENDS_AHEAD < n)
            ask_ahead(x, i, end[j + ENDS_AHEAD]);
        one = weigh(x, i, end[j]);
        if (j == 0 || is_likelier(x, i, one, best))
            best = one;
    }
    return best.cluster;
}

static tm_status move_block(void *ctx, size_t block, unsigned worker)
{
    const struct mixture *x = ctx;
    const size_t stop = (block + 1) * BLOCK;
    uint32_t *const met = x->met + worker * x->clusters;

    for (size_t i = block * BLOCK; i < stop && i < x->r.rows; i++)
        x->next[i] = may_move(x, i) ? likeliest(met, x, i) : x->r.label[i];
    return TM_OK;
}

/* What comes to the clusters of a part and leaves them. */
static tm_status count_part(void *ctx, size_t part, unsigned worker)
{
    const struct mixture *x = ctx;
    struct tm__pool *const pool = &x->pool[worker];
    bool ok = true;

    for (size_t n = 0; ok && n < x->moves; n++) {
        const uint32_t i = x->moved[n], from = x->r.label[i], to = x->next[i];

        if (from != nowhere && from / LINE % PARTS == part)
            ok = count_row(x, pool, i, from, -1);
        if (ok && to / LINE % PARTS == part)
            ok = count_row(x, pool, i, to, 1);
    }
    return ok ? TM_OK : TM_ENOMEM;
}

/* Rows go to their next clusters. */
static tm_status move_rows(struct mixture *x, const tm_run *run, tm_error *err)
{
    uint32_t *const label = x->next;
    tm_status status;

    memset(x->changed, 0, x->clusters * sizeof *x->changed);
    x->moves = 0;
    for (size_t i = 0; i < x->r.rows; i++) {
        const uint32_t from = x->r.label[i], to = x->next[i];

        if (from == to)
            continue;
        x->moved[x->moves++] = (uint32_t)i;
        x->changed[to] = true;
        if (from != nowhere)
            x->changed[from] = true;
    }
    status = tm__parallel_for(x->moves ? PARTS : 0, count_part, x, "refine", run, err);
    x->next = x->r.label;
    x->r.label = label;
    return status;
}

/* All rows come from nowhere to their clusters; then they move. */
static tm_status sweep_all(struct mixture *x, const tm_run *run, tm_error *err)
{
    tm_status status;

    memcpy(x->next, x->r.label, x->r.rows * sizeof *x->next);
    memset(x->r.label, 0xff, x->r.rows * sizeof *x->r.label);
    status = move_rows(x, run, err);
    for (int sweep = 0; status == TM_OK && x->moves && sweep < SWEEPS; sweep++) {
        memset(x->met, 0, x->clusters * x->workers * sizeof *x->met);
        status =
            tm__parallel_for((x->r.rows + BLOCK - 1) / BLOCK, move_block, x, "refine", run, err);
        if (status == TM_OK)
            status = move_rows(x, run, err);
    }
    return status == TM_ENOMEM ? tm__fail_memory(err, "refining clusters") : status;
}

static bool make(struct mixture *x)
{
    x->rows_in = tm__calloc(x->clusters, sizeof *x->rows_in);
    x->words_in = tm__calloc(x->clusters, sizeof *x->words_in);
    x->changed = tm__alloc_array(x->clusters, sizeof *x->changed);
    x->met = tm__alloc_array(x->clusters, x->workers * sizeof *x->met);
    x->next = tm__alloc_array(x->r.rows, sizeof *x->next);
    x->moved = tm__alloc_array(x->r.rows, sizeof *x->moved);
    return x->changed && x->met && x->rows_in && x->words_in && x->next && x->moved &&
           tm__cluster_words_new(&x->counts, x->clusters, x->pool);
}

static void release(struct mixture *x)
{
    tm__mixture_rows_release(&x->r);
    tm__cluster_words_release(&x->counts);
    tm__free(x->rows_in);
    tm__free(x->words_in);
    tm__free(x->changed);
    tm__free(x->met);
    tm__free(x->next);
    tm__free(x->moved);
    for (size_t w = 0; w < x->workers; w++)
        tm__pool_reset(&x->pool[w]);
}

tm_status tm__mixture_refine(uint32_t *label, size_t clusters, const struct tm__blend *rows,
                             const uint32_t *copies, const tm_sparse *graph, struct tm__pool *pool,
                             const tm_run *run, tm_error *err)
{
    const size_t n = rows->terms->rows;
    struct mixture x = {.clusters = clusters, .workers = tm__threads(run), .pool = pool};
    uint32_t *old = tm__alloc_array(n, sizeof *old);
    double all = 0;
    tm_status status;

    for (size_t i = 0; i < n; i++)
        all += copies[i];
    x.alpha = tm__mixture_alpha((double)clusters, all);
    status = tm__mixture_rows_new(&x.r, rows->terms, graph, copies, label, clusters, run, err);
    if (status == TM_OK && (!old || !make(&x)))
        status = tm__fail_memory(err, "refining clusters");
    if (status == TM_OK)
        status = sweep_all(&x, run, err);
    if (status == TM_OK) {
        memcpy(old, label, n * sizeof *old);
        for (size_t p = 0; p < n; p++)
            label[x.r.row[p]] = x.r.label[p];
    }
    release(&x);
    if (status == TM_OK)
        status = tm__mixture_guard(label, old, clusters, rows, copies, run, err);
    tm__free(old);
    return status;
}
