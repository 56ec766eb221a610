/*
 * The nearest centroid but a row's own, by an inverted index. Lists are read in parts, the shortest
 * first: most clusters have little of a frequent column, so what is left soon adds less than
 * another cluster has (MaxScore, Turtle & Flood 1995, on lists by impact). Whole products are then
 * made with the clusters that may still be the nearest.
 */
#include "base/memory.h"
#include "base/status.h"
#include "cluster/centroids.h"

#include <math.h>
#include <string.h>

enum {
    PARTS = TM__POSTING_PARTS,
    LAST = PARTS - 1,
    SHORT = 32 /* a list has one part */
};
/* Of the most in a list, what a part has at most, and what there is behind the last. */
static const double share[PARTS + 1] = {1, 0.5, 0.25, 0.125, 0};
/* Parts are read until a cluster has so many times as much as the rest can add. */
static const double enough = 2;
static const double rounding = 1e-9; /* of what lists may add: more than the order of sums makes */

/* What is next of the list of one of a row's columns. */
struct tm__posting_reader {
    const struct tm__posting_list *list;
    double times; /* the row's value */
    uint32_t from, to, part;
};

static int part_of(const struct tm__posting_list *list, double value)
{
    int part = 0;

    if (list[1].start - list[0].start > SHORT)
        while (part < LAST && value <= list->most * share[part + 1])
            part++;
    return part;
}

/* Where lists start, and what is most of them. */
static void find_starts(struct tm__postings *p, const struct tm__centroids *c)
{
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++) {
            struct tm__posting_list *const list = &p->list[c->column[e]];

            list[1].start++;
            list->most = fmax(list->most, c->value[e]);
        }
    for (size_t t = 0; t < p->cols; t++)
        p->list[t + 1].start += p->list[t].start;
}

/* Where parts start, as their ends before anything is in them. */
static void find_parts(struct tm__postings *p, const struct tm__centroids *c)
{
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++) {
            struct tm__posting_list *const list = &p->list[c->column[e]];

            for (int next = part_of(list, c->value[e]) + 1; next < PARTS; next++)
                list->end[next]++;
        }
}

static bool fill(struct tm__postings *p, const struct tm__centroids *c)
{
    bool ok = true;

    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; ok && e < c->end[j]; e++) {
            struct tm__posting_list *const list = &p->list[c->column[e]];
            const uint32_t place = list->end[part_of(list, c->value[e])]++;

            p->cluster[list->start + place] = (uint32_t)j;
            p->value[list->start + place] = c->value[e];
            ok = tm__cluster_words_add(&p->place, &p->pool, (uint32_t)j, c->column[e], place + 1);
        }
    return ok;
}

tm_status tm__postings_new(struct tm__postings *p, const struct tm__centroids *c, tm_error *err)
{
    uint64_t entries = 0;
    bool ok;

    for (size_t j = 0; j < c->clusters; j++)
        entries += c->end[j] - c->start[j];
    *p = (struct tm__postings){.clusters = c->clusters, .cols = c->cols};
    p->list = tm__calloc(p->cols + 1, sizeof *p->list);
    p->cluster = tm__alloc_array(entries, sizeof *p->cluster);
    p->value = tm__alloc_array(entries, sizeof *p->value);
    ok = tm__cluster_words_new(&p->place, p->clusters, &p->pool) && p->list && p->cluster &&
         p->value;
    if (ok) {
        find_starts(p, c);
        find_parts(p, c);
        ok = fill(p, c);
    }
    if (!ok)
        tm__postings_release(p);
    return ok ? TM_OK : tm__fail_memory(err, "indexing centroids");
}

void tm__postings_release(struct tm__postings *p)
{
    tm__free(p->list);
    tm__free(p->cluster);
    tm__free(p->value);
    tm__cluster_words_release(&p->place);
    tm__pool_release(&p->pool);
    memset(p, 0, sizeof *p);
}

struct tm__touched *tm__touched_new(const struct tm__postings *p, unsigned workers)
{
    struct tm__touched *t = tm__calloc(workers, sizeof *t);
    bool ok = t != NULL;

    for (unsigned w = 0; ok && w < workers; w++) {
        t[w].product = tm__calloc(p->clusters, sizeof *t[w].product);
        t[w].cluster = tm__alloc_array(p->clusters + 1, sizeof *t[w].cluster);
        t[w].reader = tm__alloc_array(p->cols, sizeof *t[w].reader);
        ok = t[w].product && t[w].cluster && t[w].reader;
    }
    if (!ok) {
        tm__touched_free(t, workers);
        t = NULL;
    }
    return t;
}

void tm__touched_free(struct tm__touched *t, unsigned workers)
{
    for (unsigned w = 0; t && w < workers; w++) {
        tm__free(t[w].product);
        tm__free(t[w].cluster);
        tm__free(t[w].reader);
    }
    tm__free(t);
}

/* What a list may add to a product. */
static double bound_of(const struct tm__posting_reader *r)
{
    return r->times * r->list->most * share[r->part];
}

/* To the next part that has anything; false if there is none. */
static bool turn_over(struct tm__posting_reader *r)
{
    while (r->part < PARTS && r->list->end[r->part] == r->to)
        r->part++;
    r->from = r->to;
    r->to = r->part < PARTS ? r->list->end[r->part] : r->to;
    return r->part < PARTS;
}

/* Let the reader at `at` sink to where none below it, in a heap, is at a shorter list. */
static void sink(struct tm__posting_reader *reader, size_t readers, size_t at)
{
    const struct tm__posting_reader moved = reader[at];

    for (size_t below = 2 * at + 1; below < readers; below = 2 * at + 1) {
        below += below + 1 < readers && reader[below + 1].to < reader[below].to;
        if (reader[below].to >= moved.to)
            break;
        reader[at] = reader[below];
        at = below;
    }
    reader[at] = moved;
}

/* The lists of a row, the one whose first part is shortest on top; returns how many. */
static size_t start_readers(struct tm__posting_reader *reader, const struct tm__postings *p,
                            const tm_sparse *m, size_t row)
{
    size_t readers = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        reader[readers] = (struct tm__posting_reader){&p->list[m->column[e]], m->value[e], 0, 0, 0};
        readers += turn_over(&reader[readers]);
    }
    for (size_t at = readers / 2; at-- > 0;)
        sink(reader, readers, at);
    return readers;
}

/* The best of those that are touched, whose products are not whole. */
struct best {
    uint32_t cluster;
    double product;
};

/* Add a part to the products; *count clusters are touched then. */
static void add_part(struct tm__touched *t, const struct tm__postings *p,
                     const struct tm__posting_reader *r, size_t *count, struct best *best)
{
    const uint64_t start = r->list->start;
    double *const product = t->product;
    uint32_t *const touched = t->cluster;
    size_t n = *count;

    for (uint64_t q = start + r->from; q < start + r->to; q++) {
        const uint32_t j = p->cluster[q];
        const double before = product[j], after = before + r->times * p->value[q];

        touched[n] = j; /* overwritten by the next if it is known already */
        n += (before == 0) & (after > 0);
        product[j] = after;
        if (after > best->product)
            *best = (struct best){j, after};
    }
    *count = n;
}

/* The value of a column in a cluster, if it is behind so many others of its list. */
static double look_up(const struct tm__postings *p, uint32_t cluster, uint32_t column,
                      uint32_t from)
{
    const uint32_t place = tm__word_find(&p->place.of[cluster], column)->count;

    return place > from ? p->value[p->list[column].start + place - 1] : 0;
}

/* A whole product, added up in the order of the columns. */
static double product_with(const struct tm__postings *p, const tm_sparse *m, size_t row,
                           uint32_t cluster)
{
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        sum += m->value[e] * look_up(p, cluster, m->column[e], 0);
    return sum;
}

/* Whether a product may be `least` or more with what was not read, at most `rest`. */
static bool may_reach(const struct tm__postings *p, const struct tm__posting_reader *reader,
                      size_t readers, uint32_t cluster, double product, double rest, double least)
{
    for (size_t r = 0; r < readers && product + rest >= least; r++) {
        const uint32_t column = (uint32_t)(reader[r].list - p->list);

        rest -= bound_of(&reader[r]);
        product += reader[r].times * look_up(p, cluster, column, reader[r].from);
    }
    return product + rest >= least;
}

struct tm__nearest tm__postings_nearest(struct tm__touched *t, const struct tm__postings *p,
                                        const tm_sparse *m, size_t row, uint32_t own)
{
    struct tm__posting_reader *const reader = t->reader;
    size_t readers = start_readers(reader, p, m, row), count = 0;
    struct tm__nearest found = {product_with(p, m, row, own), 0};
    struct best best = {own, 0};
    double rest = 0, unsure;

    for (size_t r = 0; r < readers; r++)
        rest += bound_of(&reader[r]);
    unsure = rounding * rest;
    t->product[own] = -INFINITY; /* is never touched */
    while (readers > 0 && best.product < enough * rest) {
        add_part(t, p, reader, &count, &best);
        rest -= bound_of(reader);
        if (turn_over(reader))
            rest += bound_of(reader);
        else
            reader[0] = reader[--readers];
        sink(reader, readers, 0);
    }
    if (count > 0)
        found.other = product_with(p, m, row, best.cluster);
    for (size_t x = 0; x < count; x++) {
        const uint32_t j = t->cluster[x];

        if (j != best.cluster && t->product[j] + rest + unsure >= found.other &&
            may_reach(p, reader, readers, j, t->product[j], rest, found.other - unsure))
            found.other = fmax(found.other, product_with(p, m, row, j));
        t->product[j] = 0;
    }
    t->product[own] = 0;
    return found;
}
