#include "cluster/mixture.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum {
    SWEEPS = 12,
    BLOCK = 256,   /* rows a unit of work */
    FACTORS = 16,  /* numbers multiplied before a logarithm is taken; the product fits a double */
    MOST_ENDS = 64 /* clusters that come into question for a row */
};
static const double beta = 0.1;
static const double least_rows = 5; /* of a cluster that rows may move to */
static const double least_similarity = 0.10;

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
    size_t cells;           /* a power of two */
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

static struct cell *find_cell(const struct mixture *x, uint64_t key)
{
    size_t at = tm__hash_mix(key, 0) & (x->cells - 1);

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

/* Count words and rows of the clusters as they are now. */
static void count(struct mixture *x)
{
    memset(x->cell, 0, x->cells * sizeof *x->cell);
    memset(x->rows_in, 0, x->clusters * sizeof *x->rows_in);
    memset(x->words_in, 0, x->clusters * sizeof *x->words_in);
    for (size_t i = 0; i < x->m->rows; i++) {
        const uint32_t k = x->label[i];
        x->rows_in[k] += x->copies[i];
        x->words_in[k] += x->length[i] * x->copies[i];
        for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
            if (has(x, e)) {
                struct cell *cell = find_cell(x, key_of(x, k, x->m->column[e]));
                cell->key = key_of(x, k, x->m->column[e]);
                cell->count += x->copies[i];
            }
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
        if (n == 1 || x->length[i] == 0)
            continue;
        best = log_fit(x, i, end[0]);
        for (size_t j = 1; j < n; j++) {
            const double fit = log_fit(x, i, end[j]);
            if (fit > best) {
                best = fit;
                x->next[i] = end[j];
            }
        }
    }
    return TM_OK;
}

static tm_status sweep_all(struct mixture *x, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;
    bool moved = true;

    for (int sweep = 0; status == TM_OK && moved && sweep < SWEEPS; sweep++) {
        count(x);
        status =
            tm__parallel_for((x->m->rows + BLOCK - 1) / BLOCK, move_block, x, "refine", run, err);
        if (status == TM_OK) {
            moved = memcmp(x->label, x->next, x->m->rows * sizeof *x->label) != 0;
            memcpy(x->label, x->next, x->m->rows * sizeof *x->label);
        }
    }
    return status;
}

/* The rows of every cluster: member[first[k] .. first[k + 1]). */
static void list_members(uint32_t *member, size_t *first, const uint32_t *label, size_t rows,
                         size_t clusters)
{
    memset(first, 0, (clusters + 1) * sizeof *first);
    for (size_t i = 0; i < rows; i++)
        first[label[i]]++;
    for (size_t k = 0, at = 0; k <= clusters; k++) {
        at += k < clusters ? first[k] : 0;
        first[k] = at; /* the end of k; counted down below */
    }
    for (size_t i = rows; i-- > 0;)
        member[--first[label[i]]] = (uint32_t)i;
}

/* Scratch of the guard: the sum of a cluster as it was at the start. */
struct guard {
    const struct tm__blend *rows;
    const uint32_t *copies;
    uint32_t *from_member, *to_member; /* [rows] members before and after */
    size_t *from_first, *to_first;     /* [clusters + 1] */
    double *term, *dense;              /* [cols], [width] */
};

/* Add a cluster's original members to the sum, or take them off again. */
static double add_members(struct guard *g, size_t k)
{
    const tm_sparse *m = g->rows->terms;
    double weight = 0;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++) {
        const size_t i = g->from_member[p];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            g->term[m->column[e]] += (double)m->value[e] * g->copies[i];
        for (size_t j = 0; j < g->rows->width; j++)
            g->dense[j] += (double)g->rows->dense[i * g->rows->width + j] * g->copies[i];
        weight += g->copies[i];
    }
    return weight;
}

static void clear_sum(struct guard *g, size_t k)
{
    const tm_sparse *m = g->rows->terms;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++)
        for (uint64_t e = m->row_start[g->from_member[p]]; e < m->row_start[g->from_member[p] + 1];
             e++)
            g->term[m->column[e]] = 0;
    memset(g->dense, 0, g->rows->width * sizeof *g->dense);
}

static double product_with_sum(const struct guard *g, size_t i)
{
    const tm_sparse *m = g->rows->terms;
    double sum = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        sum += m->value[e] * g->term[m->column[e]];
    for (size_t j = 0; j < g->rows->width; j++)
        sum += g->rows->dense[i * g->rows->width + j] * g->dense[j];
    return sum;
}

/* Put rows back that moved to a cluster which was small, or to strangers. */
static void put_back(uint32_t *label, const uint32_t *old, struct guard *g, size_t clusters)
{
    for (size_t k = 0; k < clusters; k++) {
        bool moved = false;
        double weight;
        for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++)
            moved = moved || old[g->to_member[p]] != k;
        if (!moved)
            continue;
        weight = add_members(g, k);
        for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++) {
            const uint32_t i = g->to_member[p];
            if (old[i] != k &&
                (weight < least_rows || product_with_sum(g, i) < least_similarity * weight))
                label[i] = old[i];
        }
        clear_sum(g, k);
    }
}

static tm_status check_moves(uint32_t *label, const uint32_t *old, size_t clusters,
                             const struct tm__blend *rows, const uint32_t *copies, tm_error *err)
{
    const size_t n = rows->terms->rows;
    struct guard g = {.rows = rows, .copies = copies};
    tm_status status = TM_OK;

    g.from_member = tm__alloc_array(n, sizeof *g.from_member);
    g.to_member = tm__alloc_array(n, sizeof *g.to_member);
    g.from_first = tm__alloc_array(clusters + 1, sizeof *g.from_first);
    g.to_first = tm__alloc_array(clusters + 1, sizeof *g.to_first);
    g.term = tm__calloc(rows->terms->cols, sizeof *g.term);
    g.dense = tm__calloc(rows->width, sizeof *g.dense);
    if (g.from_member && g.to_member && g.from_first && g.to_first && g.term && g.dense) {
        list_members(g.from_member, g.from_first, old, n, clusters);
        list_members(g.to_member, g.to_first, label, n, clusters);
        put_back(label, old, &g, clusters);
    } else {
        status = tm__fail_memory(err, "refining clusters");
    }
    tm__free(g.from_member);
    tm__free(g.to_member);
    tm__free(g.from_first);
    tm__free(g.to_first);
    tm__free(g.term);
    tm__free(g.dense);
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
    x->next = tm__alloc_array(x->m->rows, sizeof *x->next);
    return x->counts && x->length && x->cell && x->rows_in && x->words_in && x->next &&
           count_words(x);
}

static void release(struct mixture *x)
{
    tm__free(x->counts);
    tm__free(x->length);
    tm__free(x->cell);
    tm__free(x->rows_in);
    tm__free(x->words_in);
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
        status = check_moves(label, old, clusters, rows, copies, err);
    release(&x);
    tm__free(old);
    return status;
}
