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

#include "base/memory.h"
#include "base/status.h"
#include "cluster/word_table.h"

#include <math.h>
#include <string.h>

enum {
    FEWEST = 8,  /* items that a part has room for */
    FACTORS = 12 /* numbers multiplied before a logarithm is taken; the product fits a double */
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

/* A cluster. A single row has no items until it is the larger part of a merge. */
struct part {
    struct tm__word_table place; /* of a word's item, + 1 */
    struct item *item;           /* [items] in the order in which they came */
    uint32_t items, room;
    uint32_t row;
    uint64_t entries;
    double rows, words; /* with copies */
};

struct evidence {
    const tm_sparse *m;
    const uint32_t *copies;
    double *prior;     /* [cols] of a word; 0: it does not count */
    double all;        /* words that count */
    struct part *part; /* [rows] */
    uint32_t *place;   /* [2 * rows] of the part that a row or a merge is */
    uint32_t *order;   /* [merges] in which they are weighed */
    bool *done;        /* [merges] */
    struct tm__pool *pool;
};

static bool has(const struct evidence *x, uint64_t e)
{
    return x->m->value[e] > 0 && x->prior[x->m->column[e]] > 0;
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
static void add_shared(struct sums *sums, const struct evidence *x, const struct item *a,
                       const struct item *b)
{
    const double product = (double)a->sum * b->sum;

    sums->likelier += shared(a->count, b->count, x->prior[a->word]);
    sums->inside += product * share_inside(x, a->word, (double)a->count + b->count);
    sums->product += product;
}

/* Room for one more item. False when memory is out. */
static bool reserve(struct part *p, struct tm__pool *pool)
{
    const uint32_t room = p->room ? 2 * p->room : FEWEST;
    struct item *item;

    if (p->items < p->room)
        return true;
    item = tm__pool_take(pool, room * sizeof *item);
    if (!item)
        return false;
    if (p->items)
        memcpy(item, p->item, p->items * sizeof *item);
    tm__pool_give(pool, p->item, p->room * sizeof *item);
    p->item = item;
    p->room = room;
    return true;
}

/* A word comes to a part. False when memory is out. */
static bool add_item(struct sums *sums, struct evidence *x, struct part *to, struct item item)
{
    struct tm__word_count *const place = tm__word_claim(&to->place, x->pool, item.word);

    if (!place || !reserve(to, x->pool))
        return false;
    if (place->count > 0) {
        struct item *const same = &to->item[place->count - 1];

        add_shared(sums, x, same, &item);
        same->count += item.count;
        same->sum += item.sum;
    } else {
        to->item[to->items++] = item;
        place->count = to->items;
    }
    return true;
}

/* The words of a row come to a part. False when memory is out. */
static bool add_row(struct sums *sums, struct evidence *x, struct part *to, uint32_t i)
{
    bool ok = true;

    for (uint64_t e = x->m->row_start[i]; ok && e < x->m->row_start[i + 1]; e++)
        if (has(x, e)) {
            const float count = (float)x->copies[i];

            ok = add_item(sums, x, to,
                          (struct item){x->m->column[e], count, count * x->m->value[e]});
        }
    return ok;
}

/* All words of a part come to another. False when memory is out. */
static bool add_part(struct sums *sums, struct evidence *x, struct part *to, struct part *from)
{
    bool ok = true;

    if (!from->place.cell)
        return add_row(sums, x, to, from->row);
    for (uint32_t n = 0; n < from->items; n++)
        tm__word_prefetch(&to->place, from->item[n].word);
    for (uint32_t n = 0; ok && n < from->items; n++)
        ok = add_item(sums, x, to, from->item[n]);
    tm__word_table_give(&from->place, x->pool);
    tm__pool_give(x->pool, from->item, from->room * sizeof *from->item);
    return ok;
}

/* A part that words come to has items. False when memory is out. */
static bool open_part(struct evidence *x, struct part *p)
{
    struct sums none = {0, 0, 0};

    return p->place.cell ||
           (tm__word_table_new(&p->place, x->pool) && add_row(&none, x, p, p->row));
}

/* The larger part of a merge becomes both; false: no memory. */
static bool merge_parts(struct evidence *x, struct tm__evidence *evidence, struct part *large,
                        struct part *small)
{
    struct sums sums = {0, 0, 0};
    double likelier =
        climb(prior_words, small->words) - climb(prior_words + large->words, small->words);

    if (!open_part(x, large) || !add_part(&sums, x, large, small))
        return false;
    large->entries += small->entries;
    large->rows += small->rows;
    large->words += small->words;
    likelier += sums.likelier;
    evidence->likelier = likelier / large->rows;
    evidence->focus = sums.product > 0 ? sums.inside / sums.product : 0;
    return true;
}

/*
 * Merges in an order in which each is behind the two that made its parts, the second of them right
 * before it: they are in the cache then. The first cells of order[merges->count] hold what is still
 * to be looked at. done[merges->count] is false.
 */
static void put_in_order(uint32_t *order, bool *done, const struct tm__merges *merges)
{
    size_t at = merges->count, held = 0;

    for (size_t top = merges->count; top-- > 0;) {
        if (!done[top])
            order[held++] = (uint32_t)top;
        while (held > 0) {
            const uint32_t i = order[--held];
            const uint32_t part[] = {merges->merge[i].a, merges->merge[i].b};

            for (int p = 0; p < 2; p++)
                if (part[p] >= merges->rows)
                    order[held++] = (uint32_t)(part[p] - merges->rows);
            order[--at] = i;
            done[i] = true;
        }
    }
}

static bool weigh_merges(struct evidence *x, struct tm__evidence *evidence,
                         const struct tm__merges *merges)
{
    bool ok = true;

    for (size_t n = 0; ok && n < merges->count; n++) {
        const uint32_t i = x->order[n];
        const uint32_t a = x->place[merges->merge[i].a], b = x->place[merges->merge[i].b];
        const bool in_order = x->part[a].entries >= x->part[b].entries;
        const uint32_t large = in_order ? a : b, small = in_order ? b : a;

        ok = merge_parts(x, &evidence[i], &x->part[large], &x->part[small]);
        x->place[merges->rows + i] = large;
    }
    return ok;
}

static void start_rows(struct evidence *x)
{
    for (uint32_t i = 0; i < x->m->rows; i++) {
        struct part p = {.row = i, .rows = x->copies[i]};

        for (uint64_t e = x->m->row_start[i]; e < x->m->row_start[i + 1]; e++)
            p.entries += has(x, e);
        p.words = (double)p.entries * x->copies[i];
        x->part[i] = p;
        x->place[i] = i;
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

static bool make(struct evidence *x, size_t merges)
{
    x->prior = tm__alloc_array(x->m->cols, sizeof *x->prior);
    x->part = tm__alloc_array(x->m->rows, sizeof *x->part);
    x->place = tm__alloc_array(x->m->rows, 2 * sizeof *x->place);
    x->order = tm__alloc_array(merges, sizeof *x->order);
    x->done = tm__calloc(merges, sizeof *x->done);
    return x->prior && x->part && x->place && x->order && x->done;
}

tm_status tm__story_evidence(struct tm__evidence *evidence, const struct tm__merges *merges,
                             const tm_sparse *m, const uint32_t *copies, struct tm__pool *pool,
                             tm_error *err)
{
    struct evidence x = {.m = m, .copies = copies, .pool = pool};
    bool ok = make(&x, merges->count);

    if (ok) {
        x.all = tm__story_prior(x.prior, m, copies);
        start_rows(&x);
        put_in_order(x.order, x.done, merges);
        ok = weigh_merges(&x, evidence, merges);
    }
    tm__free(x.prior);
    tm__free(x.part);
    tm__free(x.place);
    tm__free(x.order);
    tm__free(x.done);
    tm__pool_reset(pool);
    return ok ? TM_OK : tm__fail_memory(err, "weighing the words of stories");
}
