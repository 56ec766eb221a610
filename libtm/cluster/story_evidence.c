/*
 * The words of the part with fewer entries come to those of the other, and only words that both
 * parts have say anything: with c of a word there, d here and a prior of p, one distribution makes
 * them
 *
 *     prod over j < d of (c + p + j) / (p + j)
 *
 * times likelier than two, and all words together the same with their sums in the denominator.
 * Their focus is a mean over the same words, by what each has of the product of both parts' rows.
 *
 * The larger part of a merge is weighed right before it and lies in a bag, a cell a word; the
 * smaller was weighed before that, and put away as a list.
 */
#define _DEFAULT_SOURCE /* lgamma_r */
#include "cluster/story_evidence.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/story_pieces.h"

#include <math.h>
#include <string.h>

enum {
    FACTORS = 12, /* numbers multiplied before a logarithm is taken; the product fits a double */
    PIECES_PER_BLOCK = 8 /* most are small */
};
static const double prior_words = TM__PRIOR_WORDS;

/* How often a word is in a cluster, and what its rows have of it. Counts are exact up to 2^24. */
struct item {
    uint32_t word;
    float count, sum;
};

/* What the words that two parts share say. */
struct sums {
    double likelier;        /* as a logarithm */
    double inside, product; /* of the product, what is inside; all of it */
};

/* A row, or what a merge makes. */
struct part {
    struct item *item; /* [items] in the order in which they came, while a merge is put away */
    uint32_t items;
    double rows, words; /* with copies */
};

/* Of words, which a worker puts together. */
struct bag {
    struct item *of; /* [cols] of a word; a count of 0: it is not there */
    uint32_t *word;  /* [words] that are there, in the order in which they came */
    uint32_t words;
    struct tm__pool *pool; /* of what is put away */
};

struct evidence {
    const tm_sparse *m;
    const struct tm__merges *merges;
    const uint32_t *copies;
    struct tm__evidence *evidence; /* [merges] */
    double *prior;                 /* [cols] of a word; 0: it does not count */
    double all;                    /* words that count */
    uint32_t *entries;             /* [rows] that count */
    struct part *part;             /* [rows + merges] */
    struct tm__story_pieces pieces;
    struct bag *bag;       /* [bags] */
    struct tm__pool *pool; /* [bags] */
    size_t bags;
};

static bool has(const struct evidence *x, uint64_t e)
{
    return x->m->value[e] > 0 && x->prior[x->m->column[e]] > 0;
}

/* ln of (start)(start + 1) ... (start + count - 1) */
static double climb(double start, double count)
{
    int sign; /* lgamma() would write it where all threads do */

    return lgamma_r(start + count, &sign) - lgamma_r(start, &sign);
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

/* A word comes to what is in the bag. */
static void add_item(struct sums *sums, const struct evidence *x, struct bag *bag, struct item item)
{
    struct item *const same = &bag->of[item.word];

    if (same->count > 0) {
        const double product = (double)same->sum * item.sum;

        sums->likelier += shared(same->count, item.count, x->prior[item.word]);
        sums->inside += product * share_inside(x, item.word, (double)same->count + item.count);
        sums->product += product;
        same->count += item.count;
        same->sum += item.sum;
    } else {
        *same = item;
        bag->word[bag->words++] = item.word;
    }
}

static void add_row(struct sums *sums, const struct evidence *x, struct bag *bag, uint32_t i)
{
    const float count = (float)x->copies[i];

    for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
        if (has(x, e))
            add_item(sums, x, bag, (struct item){x->m->column[e], count, count * x->m->value[e]});
}

/* The words of a row, or of a merge that was put away. */
static void add_part(struct sums *sums, const struct evidence *x, struct bag *bag, uint32_t node)
{
    struct part *const from = &x->part[node];

    if (node < x->merges->rows)
        add_row(sums, x, bag, node);
    for (uint32_t n = 0; n < from->items; n++)
        add_item(sums, x, bag, from->item[n]);
    tm__pool_give(bag->pool, from->item, from->items * sizeof *from->item);
    from->item = NULL;
    from->items = 0;
}

/* The bag becomes empty. False when memory is out. */
static bool put_away(struct part *p, struct bag *bag)
{
    p->item = tm__pool_take(bag->pool, bag->words * sizeof *p->item);
    if (!p->item)
        return false;
    for (uint32_t n = 0; n < bag->words; n++) {
        struct item *const item = &bag->of[bag->word[n]];

        p->item[n] = *item;
        item->count = 0;
    }
    p->items = bag->words;
    bag->words = 0;
    return true;
}

static void weigh_merge(const struct evidence *x, struct bag *bag, uint32_t i)
{
    const struct tm__story_sides sides = tm__story_sides(&x->pieces, i);
    const double rows = x->part[x->merges->rows + i].rows;
    const double here = x->part[sides.small].words, there = x->part[sides.large].words;
    struct sums none = {0, 0, 0}, sums = none;
    double likelier = climb(prior_words, here) - climb(prior_words + there, here);

    add_part(&none, x, bag, sides.large); /* nothing, if it is in the bag */
    add_part(&sums, x, bag, sides.small);
    likelier += sums.likelier;
    x->evidence[i].likelier = likelier / rows;
    x->evidence[i].focus = sums.product > 0 ? sums.inside / sums.product : 0;
}

/* The merges from `at` on, up to `end`. False when memory is out. */
static bool weigh(const struct evidence *x, struct bag *bag, size_t at, size_t end)
{
    const struct tm__story_pieces *const p = &x->pieces;

    for (; at < end; at++) {
        const uint32_t merge = p->order[at], node = (uint32_t)x->merges->rows + merge;
        bool stays;

        weigh_merge(x, bag, merge);
        stays = at + 1 < end && tm__story_sides(p, p->order[at + 1]).large == node;
        if (!stays && !put_away(&x->part[node], bag))
            return false;
    }
    return true;
}

static tm_status weigh_block(void *ctx, size_t block, unsigned worker)
{
    const struct evidence *x = ctx;
    const size_t stop = (block + 1) * PIECES_PER_BLOCK, *const first = x->pieces.first;

    for (size_t p = block * PIECES_PER_BLOCK; p < stop && p < x->pieces.pieces; p++)
        if (!weigh(x, &x->bag[worker], first[p], first[p + 1]))
            return TM_ENOMEM;
    return TM_OK;
}

static tm_status weigh_all(struct evidence *x, const tm_run *run, tm_error *err)
{
    const size_t pieces = x->pieces.pieces,
                 blocks = (pieces + PIECES_PER_BLOCK - 1) / PIECES_PER_BLOCK;
    const tm_status status = tm__parallel_for(blocks, weigh_block, x, "evidence", run, err);

    if (status == TM_OK && !weigh(x, x->bag, x->pieces.first[pieces], x->merges->count))
        return TM_ENOMEM;
    return status;
}

static void measure_rows(struct evidence *x)
{
    for (size_t i = 0; i < x->m->rows; i++) {
        uint32_t entries = 0;

        for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
            entries += has(x, e);
        x->entries[i] = entries;
        x->part[i] = (struct part){.rows = x->copies[i], .words = (double)entries * x->copies[i]};
    }
}

static void measure_merges(struct evidence *x)
{
    for (size_t i = 0; i < x->merges->count; i++) {
        const struct part *const a = &x->part[x->merges->merge[i].a];
        const struct part *const b = &x->part[x->merges->merge[i].b];

        x->part[x->merges->rows + i] =
            (struct part){.rows = a->rows + b->rows, .words = a->words + b->words};
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

static bool make_bags(struct evidence *x)
{
    bool ok;

    x->bag = tm__calloc(x->bags, sizeof *x->bag);
    ok = x->bag != NULL;
    for (size_t d = 0; ok && d < x->bags; d++) {
        x->bag[d].pool = &x->pool[d];
        x->bag[d].of = tm__calloc(x->m->cols, sizeof *x->bag[d].of);
        x->bag[d].word = tm__alloc_array(x->m->cols, sizeof *x->bag[d].word);
        ok = x->bag[d].of && x->bag[d].word;
    }
    return ok;
}

static bool make(struct evidence *x)
{
    x->prior = tm__alloc_array(x->m->cols, sizeof *x->prior);
    x->entries = tm__alloc_array(x->m->rows, sizeof *x->entries);
    x->part = tm__alloc_array(x->m->rows + x->merges->count, sizeof *x->part);
    return x->prior && x->entries && x->part && make_bags(x);
}

static void release(struct evidence *x)
{
    for (size_t d = 0; x->bag && d < x->bags; d++) {
        tm__free(x->bag[d].of);
        tm__free(x->bag[d].word);
        tm__pool_reset(&x->pool[d]);
    }
    tm__free(x->bag);
    tm__free(x->prior);
    tm__free(x->entries);
    tm__free(x->part);
    tm__story_pieces_release(&x->pieces);
}

tm_status tm__story_evidence(struct tm__evidence *evidence, const struct tm__merges *merges,
                             const tm_sparse *m, const uint32_t *copies, struct tm__pool *pool,
                             const tm_run *run, tm_error *err)
{
    struct evidence x = {.m = m,
                         .merges = merges,
                         .copies = copies,
                         .evidence = evidence,
                         .pool = pool,
                         .bags = tm__threads(run)};
    tm_status status = TM_ENOMEM;

    if (make(&x)) {
        x.all = tm__story_prior(x.prior, m, copies);
        measure_rows(&x);
        measure_merges(&x);
        if (tm__story_pieces_new(&x.pieces, merges, x.entries))
            status = weigh_all(&x, run, err);
    }
    release(&x);
    return status == TM_ENOMEM ? tm__fail_memory(err, "weighing the words of stories") : status;
}
