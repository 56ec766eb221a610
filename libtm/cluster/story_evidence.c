/*
 * The words of the part with fewer entries move to the other, and only words that both parts have
 * say anything: with c of a word there, d here and a prior of p, one distribution makes them
 *
 *     prod over j < d of (c + p + j) / (p + j)
 *
 * times likelier than two, and all words together the same with their sums in the denominator.
 * Their focus is a mean over the same words, by what each has of the product of both parts' rows.
 */
#include "cluster/story_evidence.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/prefetch.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum {
    FACTORS = 12 /* numbers multiplied before a logarithm is taken; the product fits a double */
};
static const uint32_t none = UINT32_MAX;
static const double prior_words = TM__PRIOR_WORDS;

/*
 * How often a word is in a cluster, and what its rows have of it. What has moved away leaves a cell
 * with a count of 0. Counts are exact up to 2^24; two doubles would be half as many cells a line.
 */
struct cell {
    uint64_t key; /* cluster * words + word + 1; 0: free */
    float count, sum;
};

/* What the words that two parts share say. */
struct sums {
    double likelier;        /* as a logarithm */
    double inside, product; /* of the product, what is inside; all of it */
};

/* A cluster: a list of rows, whose words are in the cells of row `owner`. */
struct part {
    uint32_t first, last, owner;
    uint64_t entries;
    double rows, words; /* with copies */
};

struct evidence {
    const tm_sparse *m;
    const uint32_t *copies;
    double *prior; /* [cols] of a word; 0: it does not count */
    double all;    /* words that count */
    struct cell *cell;
    size_t cells, used; /* cells: a power of two, twice the entries or more; used: with a key */
    struct part *part;  /* [2 * rows] of rows and merges */
    uint32_t *next;     /* [rows] the row behind it in its cluster */
};

static size_t home_of(const struct evidence *x, uint64_t key)
{
    return tm__hash_mix(key, 0) & (x->cells - 1);
}

static struct cell *find_cell(const struct evidence *x, uint64_t key)
{
    size_t at = home_of(x, key);

    while (x->cell[at].key && x->cell[at].key != key)
        at = (at + 1) & (x->cells - 1);
    return &x->cell[at];
}

/* The cell of a key, made if there was none. */
static struct cell *claim_cell(struct evidence *x, uint64_t key)
{
    struct cell *const cell = find_cell(x, key);

    x->used += cell->key == 0;
    cell->key = key;
    return cell;
}

/* Only cells with a count stay: no more than there are entries. */
static bool clean(struct evidence *x)
{
    struct cell *const old = x->cell;

    x->cell = tm__calloc(x->cells, sizeof *x->cell);
    if (!x->cell) {
        x->cell = old;
        return false;
    }
    x->used = 0;
    for (size_t i = 0; i < x->cells; i++)
        if (old[i].count > 0)
            *claim_cell(x, old[i].key) = old[i];
    tm__free(old);
    return true;
}

static bool has(const struct evidence *x, uint64_t e)
{
    return x->m->value[e] > 0 && x->prior[x->m->column[e]] > 0;
}

static uint64_t key_of(const struct evidence *x, uint32_t owner, uint32_t word)
{
    return (uint64_t)owner * x->m->cols + word + 1;
}

/* Ask for the cells of row i in the cluster of `owner`: each is a line from memory. */
static void fetch_cells(const struct evidence *x, uint32_t i, uint32_t owner)
{
    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
        if (has(x, e))
            TM__PREFETCH(&x->cell[home_of(x, key_of(x, owner, x->m->column[e]))]);
}

/* ln of (start)(start + 1) ... (start + count - 1) */
static double climb(double start, double count)
{
    return lgamma(start + count) - lgamma(start);
}

/* What `count` of a word say that the other part has `there` times. */
static double shared(double there, double count, double prior)
{
    double product = 1;

    if (count > FACTORS)
        return climb(there + prior, count) - climb(prior, count);
    for (double j = 0; j < count; j++)
        product *= (there + prior + j) / (prior + j);
    return log(product);
}

/* Of the other rows with a word, the share that `rows` of them are. */
static double share_inside(const struct evidence *x, uint32_t word, double rows)
{
    return (rows - 1) / (x->prior[word] * x->all / prior_words - 1);
}

/* A word is in both parts. */
static void add_shared(struct sums *sums, const struct evidence *x, uint32_t word,
                       const struct cell *a, const struct cell *b)
{
    const double product = (double)a->sum * b->sum;

    sums->likelier += shared(a->count, b->count, x->prior[word]);
    sums->inside += product * share_inside(x, word, (double)a->count + b->count);
    sums->product += product;
}

/* The words of row i that are still with `from` go to `to`. */
static void move_words(struct sums *sums, struct evidence *x, uint32_t i, uint32_t from,
                       uint32_t to)
{
    fetch_cells(x, i, from);
    fetch_cells(x, i, to);
    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++) {
        const uint32_t word = x->m->column[e];
        struct cell *cell, moved;

        if (!has(x, e))
            continue;
        cell = find_cell(x, key_of(x, from, word));
        moved = *cell;
        cell->count = 0;
        if (moved.count <= 0) /* an earlier row took it along */
            continue;
        cell = claim_cell(x, key_of(x, to, word));
        if (cell->count > 0) {
            add_shared(sums, x, word, cell, &moved);
            cell->count += moved.count;
            cell->sum += moved.sum;
        } else {
            cell->count = moved.count;
            cell->sum = moved.sum;
        }
    }
}

/* The parts of a merge become one; false: no memory. */
static bool merge_parts(struct evidence *x, struct tm__evidence *evidence, const struct part *large,
                        const struct part *small, struct part *made)
{
    struct sums sums = {0, 0, 0};
    double likelier =
        climb(prior_words, small->words) - climb(prior_words + large->words, small->words);

    /* once cleaned, half of the cells are used at most, and the smaller part has a quarter at most
     */
    if (x->used + small->entries > x->cells / 4 * 3 && !clean(x))
        return false;
    for (uint32_t i = small->first; i != none; i = x->next[i])
        move_words(&sums, x, i, small->owner, large->owner);
    x->next[large->last] = small->first;
    *made = (struct part){large->first,
                          small->last,
                          large->owner,
                          large->entries + small->entries,
                          large->rows + small->rows,
                          large->words + small->words};
    likelier += sums.likelier;
    evidence->likelier = likelier / made->rows;
    evidence->focus = sums.product > 0 ? sums.inside / sums.product : 0;
    return true;
}

static bool weigh_merges(struct evidence *x, struct tm__evidence *evidence,
                         const struct tm__merges *merges)
{
    bool ok = true;

    for (size_t i = 0; ok && i < merges->count; i++) {
        const struct part *a = &x->part[merges->merge[i].a], *b = &x->part[merges->merge[i].b];
        const bool in_order = a->entries >= b->entries;

        ok = merge_parts(x, &evidence[i], in_order ? a : b, in_order ? b : a,
                         &x->part[merges->rows + i]);
    }
    return ok;
}

static void start_rows(struct evidence *x)
{
    for (uint32_t i = 0; i < x->m->rows; i++) {
        struct part p = {i, i, i, 0, x->copies[i], 0};

        fetch_cells(x, i, i);
        for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
            if (has(x, e)) {
                struct cell *const cell = claim_cell(x, key_of(x, i, x->m->column[e]));
                cell->count = (float)x->copies[i];
                cell->sum = cell->count * x->m->value[e];
                p.words += x->copies[i];
                p.entries++;
            }
        x->part[i] = p;
        x->next[i] = none;
    }
}

double tm__story_prior(double *prior, const tm_sparse *m, const uint32_t *copies)
{
    double all = 0;

    memset(prior, 0, m->cols * sizeof *prior);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            prior[m->column[e]] += m->value[e] > 0 ? copies[i] : 0;
    for (size_t w = 0; w < m->cols; w++) {
        prior[w] = prior[w] > 1 ? prior[w] : 0;
        all += prior[w];
    }
    for (size_t w = 0; all > 0 && w < m->cols; w++)
        prior[w] *= prior_words / all;
    return all;
}

static bool make(struct evidence *x)
{
    x->cells = 16;
    while (x->cells < 2 * x->m->row_start[x->m->rows])
        x->cells *= 2;
    x->cell = tm__calloc(x->cells, sizeof *x->cell);
    x->prior = tm__alloc_array(x->m->cols, sizeof *x->prior);
    x->part = tm__alloc_array(x->m->rows, 2 * sizeof *x->part);
    x->next = tm__alloc_array(x->m->rows, sizeof *x->next);
    return x->cell && x->prior && x->part && x->next;
}

tm_status tm__story_evidence(struct tm__evidence *evidence, const struct tm__merges *merges,
                             const tm_sparse *m, const uint32_t *copies, tm_error *err)
{
    struct evidence x = {.m = m, .copies = copies};
    bool ok = make(&x);

    if (ok) {
        x.all = tm__story_prior(x.prior, m, copies);
        start_rows(&x);
        ok = weigh_merges(&x, evidence, merges);
    }
    tm__free(x.cell);
    tm__free(x.prior);
    tm__free(x.part);
    tm__free(x.next);
    return ok ? TM_OK : tm__fail_memory(err, "weighing the words of stories");
}
