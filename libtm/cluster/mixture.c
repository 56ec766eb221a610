#include "cluster/mixture.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/mixture_guard.h"

#include <math.h>
#include <string.h>

enum {
    SWEEPS = 12,
    BLOCK = 256,    /* rows a unit of work */
    FACTORS = 16,   /* numbers multiplied before a logarithm is taken; the product fits a double */
    MOST_ENDS = 64, /* clusters that come into question for a row */
    AHEAD = 4       /* rows whose counts are asked for before it is their turn */
};
static const double beta = 0.5; /* of a word in a cluster before any is seen */

/* How often a word is in a cluster; words with no count are not in the table. */
struct cell {
    uint64_t key; /* cluster * words + word + 1; 0: free */
    double count;
};

struct mixture {
    const tm_sparse *m, *graph;
    const uint32_t *copies;
    size_t clusters;
    bool *counts;   /* [cols] the word is in two rows or more */
    double words;   /* how many such words there are */
    double *length; /* [rows] such words of a row */
    struct cell *cell;
    size_t cells, used;     /* cells: a power of two */
    bool *changed;          /* [clusters] rows came or went in the last sweep */
    double *rows_in;        /* [clusters] m_k */
    double *words_in;       /* [clusters] n_k */
    uint32_t *label, *next; /* [rows] */
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

/* Where a key is, if no other was there first. */
static size_t home_of(const struct mixture *x, uint64_t key)
{
    return tm__hash_mix(key, 0) & (x->cells - 1);
}

static struct cell *find_cell(const struct mixture *x, uint64_t key)
{
    size_t at = home_of(x, key);

    while (x->cell[at].key && x->cell[at].key != key)
        at = (at + 1) & (x->cells - 1);
    return &x->cell[at];
}

static uint64_t key_of(const struct mixture *x, uint32_t cluster, uint32_t word)
{
    return (uint64_t)cluster * x->m->cols + word + 1;
}

static bool has(const struct mixture *x, uint64_t e)
{
    return x->m->value[e] > 0 && x->counts[x->m->column[e]];
}

/* Row i comes to cluster k, or (times -1) leaves it. Counts are whole numbers, so nothing is lost.
 */
static void count_row(struct mixture *x, size_t i, uint32_t k, double times)
{
    const double copies = times * x->copies[i];

    x->changed[k] = true;
    x->rows_in[k] += copies;
    x->words_in[k] += x->length[i] * copies;
    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
        if (has(x, e)) {
            const uint64_t key = key_of(x, k, x->m->column[e]);
            struct cell *cell = find_cell(x, key);
            x->used += cell->key == 0;
            cell->key = key;
            cell->count += copies;
        }
}

/* The counts of row i's words in cluster k will be asked for soon. */
static void ask_ahead(const struct mixture *x, size_t i, uint32_t k)
{
    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
        if (has(x, e))
            TM__PREFETCH(&x->cell[home_of(x, key_of(x, k, x->m->column[e]))]);
}

/* Count words and rows of the clusters as they are now. */
static void count(struct mixture *x)
{
    memset(x->cell, 0, x->cells * sizeof *x->cell);
    memset(x->rows_in, 0, x->clusters * sizeof *x->rows_in);
    memset(x->words_in, 0, x->clusters * sizeof *x->words_in);
    x->used = 0;
    for (size_t i = 0; i < x->m->rows; i++) {
        if (i + AHEAD < x->m->rows)
            ask_ahead(x, i + AHEAD, x->label[i + AHEAD]);
        count_row(x, i, x->label[i], 1);
    }
}

/* The logarithm of the formula above. */
static double log_fit(const struct mixture *x, size_t i, uint32_t k)
{
    const double self = x->label[i] == k ? x->copies[i] : 0;
    const double base = x->words_in[k] - self * x->length[i] + beta * x->words;
    double fit = log(x->rows_in[k] - self + x->alpha), product = 1;
    int factors = 0;
    double drawn = 0;

    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++) {
        if (!has(x, e))
            continue;
        product *=
            (find_cell(x, key_of(x, k, x->m->column[e]))->count - self + beta) / (base + drawn);
        drawn++;
        if (++factors == FACTORS) {
            fit += log(product);
            product = 1;
            factors = 0;
        }
    }
    return fit + log(product);
}

/* The clusters of row i's neighbours; its own is the first. */
static size_t ends_of(uint32_t *end, const struct mixture *x, size_t i)
{
    size_t n = 1;

    end[0] = x->label[i];
    for (uint64_t e = x->graph->row_start[i]; e < x->graph->row_start[i + 1]; e++) {
        const uint32_t k = x->label[x->graph->column[e]];
        size_t known = 0;
        while (known < n && end[known] != k)
            known++;
        if (known == n && n < MOST_ENDS)
            end[n++] = k;
    }
    return n;
}

/* Whether a row may answer otherwise than in the last sweep. */
static bool any_changed(const struct mixture *x, const uint32_t *end, size_t n)
{
    bool changed = false;

    for (size_t j = 0; j < n; j++)
        changed = changed || x->changed[end[j]];
    return changed;
}

static tm_status move_block(void *ctx, size_t block, unsigned worker)
{
    const struct mixture *x = ctx;
    const size_t stop = (block + 1) * BLOCK;

    (void)worker;
    for (size_t i = block * BLOCK; i < stop && i < x->m->rows; i++) {
        uint32_t end[MOST_ENDS];
        const size_t n = ends_of(end, x, i);
        double best;
        x->next[i] = end[0];
        if (n == 1 || x->length[i] == 0 || !any_changed(x, end, n))
            continue;
        ask_ahead(x, i, end[1]);
        best = log_fit(x, i, end[0]);
        for (size_t j = 1; j < n; j++) {
            double fit;
            if (j + 1 < n)
                ask_ahead(x, i, end[j + 1]);
            fit = log_fit(x, i, end[j]);
            if (fit > best) {
                best = fit;
                x->next[i] = end[j];
            }
        }
    }
    return TM_OK;
}

/* Rows go where they want to; returns whether any does. */
static bool move_rows(struct mixture *x)
{
    double words = 0;
    bool moved = false;

    for (size_t i = 0; i < x->m->rows; i++) {
        moved = moved || x->next[i] != x->label[i];
        words += x->next[i] != x->label[i] ? x->length[i] : 0;
    }
    memset(x->changed, 0, x->clusters * sizeof *x->changed);
    /* the table has to keep free cells, and words that left still have theirs */
    const bool anew = (double)x->used + words > 0.75 * (double)x->cells;
    for (size_t i = 0; i < x->m->rows; i++) {
        const uint32_t from = x->label[i], to = x->next[i];
        x->label[i] = to;
        if (from == to)
            continue;
        x->changed[from] = x->changed[to] = true;
        if (!anew) {
            count_row(x, i, from, -1);
            count_row(x, i, to, 1);
        }
    }
    if (anew)
        count(x);
    return moved;
}

static tm_status sweep_all(struct mixture *x, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;
    bool moved = true;

    count(x);
    for (int sweep = 0; status == TM_OK && moved && sweep < SWEEPS; sweep++) {
        status =
            tm__parallel_for((x->m->rows + BLOCK - 1) / BLOCK, move_block, x, "refine", run, err);
        moved = status == TM_OK && move_rows(x);
    }
    return status;
}

/* Words that are in one row only say nothing of where it belongs. */
static bool count_words(struct mixture *x)
{
    uint32_t *df = tm__calloc(x->m->cols, sizeof *df);

    if (!df)
        return false;
    for (uint64_t e = 0; e < x->m->row_start[x->m->rows]; e++)
        df[x->m->column[e]] += x->m->value[e] > 0;
    for (size_t w = 0; w < x->m->cols; w++) {
        x->counts[w] = df[w] > 1;
        x->words += df[w] > 1;
    }
    for (size_t i = 0; i < x->m->rows; i++) {
        x->length[i] = 0;
        for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
            x->length[i] += has(x, e);
    }
    tm__free(df);
    return true;
}

static bool make(struct mixture *x)
{
    const uint64_t entries = x->m->row_start[x->m->rows];

    x->cells = 16;
    while (x->cells < 2 * entries)
        x->cells *= 2;
    x->counts = tm__alloc_array(x->m->cols, sizeof *x->counts);
    x->length = tm__alloc_array(x->m->rows, sizeof *x->length);
    x->cell = tm__alloc_array(x->cells, sizeof *x->cell);
    x->rows_in = tm__alloc_array(x->clusters, sizeof *x->rows_in);
    x->words_in = tm__alloc_array(x->clusters, sizeof *x->words_in);
    x->changed = tm__alloc_array(x->clusters, sizeof *x->changed);
    x->next = tm__alloc_array(x->m->rows, sizeof *x->next);
    return x->changed && x->counts && x->length && x->cell && x->rows_in && x->words_in &&
           x->next && count_words(x);
}

static void release(struct mixture *x)
{
    tm__free(x->counts);
    tm__free(x->length);
    tm__free(x->cell);
    tm__free(x->rows_in);
    tm__free(x->words_in);
    tm__free(x->changed);
    tm__free(x->next);
}

tm_status tm__mixture_refine(uint32_t *label, size_t clusters, const struct tm__blend *rows,
                             const uint32_t *copies, const tm_sparse *graph, const tm_run *run,
                             tm_error *err)
{
    const size_t n = rows->terms->rows;
    struct mixture x = {.m = rows->terms, .graph = graph, .copies = copies, .clusters = clusters};
    uint32_t *old = tm__alloc_array(n, sizeof *old);
    double all = 0;
    tm_status status = TM_OK;

    for (size_t i = 0; i < n; i++)
        all += copies[i];
    x.label = label;
    x.alpha = tm__mixture_alpha((double)clusters, all);
    if (!old || !make(&x))
        status = tm__fail_memory(err, "refining clusters");
    if (status == TM_OK) {
        memcpy(old, label, n * sizeof *old);
        status = sweep_all(&x, run, err);
    }
    if (status == TM_OK)
        status = tm__mixture_guard(label, old, clusters, rows, copies, run, err);
    release(&x);
    tm__free(old);
    return status;
}
