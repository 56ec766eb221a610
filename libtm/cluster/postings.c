/*
 * The nearest centroid but a row's own, by an inverted index. Long lists belong to frequent
 * columns, which weigh little: once what they can add is less than another cluster has, they are
 * only looked up for the clusters that may still be the nearest (MaxScore, Turtle & Flood 1995).
 */
#include "base/memory.h"
#include "base/status.h"
#include "cluster/centroids.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The list of a column of the row, the row's value there, and what it and those after it may add.
 */
struct tm__posting_list {
    uint64_t from, to;
    double times, rest;
};

tm_status tm__postings_fill(struct tm__postings *p, const struct tm__centroids *c, tm_error *err)
{
    uint64_t entries = 0;

    for (size_t j = 0; j < c->clusters; j++)
        entries += c->end[j] - c->start[j];
    if (!p->start)
        p->start = tm__alloc_array(c->cols + 1, sizeof *p->start);
    if (!p->most)
        p->most = tm__alloc_array(c->cols, sizeof *p->most);
    if (!p->start || !p->most) {
        tm__postings_release(p);
        return tm__fail_memory(err, "indexing centroids");
    }
    if (!p->capacity || entries > p->capacity) {
        tm__free(p->cluster);
        tm__free(p->value);
        p->capacity = entries;
        p->cluster = tm__alloc_array(entries, sizeof *p->cluster);
        p->value = tm__alloc_array(entries, sizeof *p->value);
        if (!p->cluster || !p->value) {
            tm__postings_release(p);
            return tm__fail_memory(err, "indexing centroids");
        }
    }
    p->clusters = c->clusters;
    p->cols = c->cols;
    memset(p->start, 0, (p->cols + 1) * sizeof *p->start);
    for (size_t t = 0; t < p->cols; t++)
        p->most[t] = 0;
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++)
            p->start[c->column[e] + 1]++;
    for (size_t t = 0; t < p->cols; t++)
        p->start[t + 1] += p->start[t];
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++) {
            const uint64_t place = p->start[c->column[e]]++;
            p->cluster[place] = (uint32_t)j;
            p->value[place] = c->value[e];
            p->most[c->column[e]] = fmax(p->most[c->column[e]], c->value[e]);
        }
    memmove(p->start + 1, p->start, p->cols * sizeof *p->start);
    p->start[0] = 0;
    return TM_OK;
}

void tm__postings_release(struct tm__postings *p)
{
    tm__free(p->start);
    tm__free(p->cluster);
    tm__free(p->value);
    tm__free(p->most);
    memset(p, 0, sizeof *p);
}

struct tm__touched *tm__touched_new(const struct tm__postings *p, unsigned workers)
{
    struct tm__touched *t = tm__calloc(workers, sizeof *t);
    bool ok = t != NULL;

    for (unsigned w = 0; ok && w < workers; w++) {
        t[w].product = tm__calloc(p->clusters, sizeof *t[w].product);
        t[w].cluster = tm__alloc_array(p->clusters + 1, sizeof *t[w].cluster);
        t[w].list = tm__alloc_array(p->cols + 1, sizeof *t[w].list);
        ok = t[w].product && t[w].cluster && t[w].list;
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
        tm__free(t[w].list);
    }
    tm__free(t);
}

/* Lists are read until a cluster has so many times as much as the rest can add. */
static const double enough = 2;

static int shorter_first(const void *a, const void *b)
{
    const struct tm__posting_list *x = a, *y = b;
    const uint64_t m = x->to - x->from, n = y->to - y->from;

    if (m != n)
        return m < n ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* The lists of a row, the shortest first; returns how many. */
static size_t find_lists(struct tm__posting_list *list, const struct tm__postings *p,
                         const tm_sparse *m, size_t row)
{
    const uint64_t start = m->row_start[row];
    const size_t lists = m->row_start[row + 1] - start;
    double rest = 0;

    for (size_t l = 0; l < lists; l++) {
        const uint32_t column = m->column[start + l];
        const double times = m->value[start + l];

        list[l] = (struct tm__posting_list){p->start[column], p->start[column + 1], times,
                                            times * p->most[column]};
    }
    if (lists)
        qsort(list, lists, sizeof *list, shorter_first);
    list[lists].rest = 0;
    for (size_t l = lists; l-- > 0;)
        list[l].rest = rest += list[l].rest;
    return lists;
}

/* Add a list to the products; *count clusters are touched then. Returns the largest product, at
 * least best. */
static double add_list(struct tm__touched *t, const struct tm__postings *p,
                       const struct tm__posting_list *list, size_t *count, double best)
{
    double *const product = t->product;
    uint32_t *const touched = t->cluster;
    size_t n = *count;

    for (uint64_t q = list->from; q < list->to; q++) {
        const uint32_t j = p->cluster[q];
        const double before = product[j], after = before + list->times * p->value[q];

        touched[n] = j; /* overwritten by the next if it is known already */
        n += (before == 0) & (after > 0);
        product[j] = after;
        best = after > best ? after : best;
    }
    *count = n;
    return best;
}

/* The value of a cluster in the list from `low` to `end`. */
static double look_up(const struct tm__postings *p, uint64_t low, uint64_t end, uint32_t cluster)
{
    uint64_t high = end;

    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;

        if (p->cluster[middle] < cluster)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && p->cluster[low] == cluster ? p->value[low] : 0;
}

/* A whole product, added up in the order of the columns. */
static double product_with(const struct tm__postings *p, const tm_sparse *m, size_t row,
                           uint32_t cluster)
{
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        const uint32_t column = m->column[e];
        sum += m->value[e] * look_up(p, p->start[column], p->start[column + 1], cluster);
    }
    return sum;
}

/* Whether the product with a cluster may be more than `most` with these lists, but for rounding. */
static bool may_be_more(const struct tm__postings *p, const struct tm__posting_list *list,
                        size_t lists, double product, uint32_t cluster, double most)
{
    for (size_t l = 0; l < lists && product + list[l].rest > most; l++)
        product += list[l].times * look_up(p, list[l].from, list[l].to, cluster);
    return product > most;
}

struct tm__nearest tm__postings_nearest(struct tm__touched *t, const struct tm__postings *p,
                                        const tm_sparse *m, size_t row, uint32_t own)
{
    const size_t lists = find_lists(t->list, p, m, row);
    struct tm__nearest found = {product_with(p, m, row, own), 0};
    double best = 0;
    size_t count = 0, read = 0;

    t->product[own] = -INFINITY; /* is never touched */
    for (; read < lists && best < enough * t->list[read].rest; read++)
        best = add_list(t, p, &t->list[read], &count, best);
    for (size_t x = 0; x < count; x++) {
        const uint32_t j = t->cluster[x];
        const double product = t->product[j];

        t->product[j] = 0;
        if (product + t->list[read].rest >= best &&
            may_be_more(p, t->list + read, lists - read, product, j, found.other))
            found.other = fmax(found.other, product_with(p, m, row, j));
    }
    t->product[own] = 0;
    return found;
}
