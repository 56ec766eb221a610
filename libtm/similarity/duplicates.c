/*
 * Near-duplicates by the Jaccard similarity of sets, exact, with a prefix filter (Bayardo, Ma &
 * Srikant 2007; Xiao et al. 2008): if two sets share enough, they share one of their rarest few
 * elements. Only sets that stand for themselves are indexed, so that thousands of copies of one
 * text cost a look-up each.
 */
#include "base/hash.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/sort.h"
#include "base/status.h"

#include <tm/similarity.h>

#include <math.h>
#include <string.h>

/* Rows between two reports of progress. */
enum { REPORT = 4096 };
static const uint32_t nothing = UINT32_MAX;

struct node {
    uint32_t row, next;
};

struct duplicates {
    const uint64_t *start; /* [rows + 1] sets as ranks of their columns, the rarest first */
    uint32_t *rank;
    size_t rows, columns;
    double threshold;
    uint32_t *head;    /* [columns] the lists of the index, through `node` */
    struct node *node; /* [entries] */
    size_t nodes;
    uint32_t *seen; /* [rows] the last row that met this one */
    uint32_t *slot; /* [slots] hash table of different sets, by row */
    size_t slots;
    uint32_t *representative;
    float *similarity;
};

static size_t size_of(const struct duplicates *d, size_t row)
{
    return (size_t)(d->start[row + 1] - d->start[row]);
}

/* One of so many of the rarest elements is in every set that is like enough. */
static size_t prefix_of(const struct duplicates *d, size_t size)
{
    const size_t needed = (size_t)ceil(d->threshold * (double)size - 1e-9);

    return size - (needed > 0 ? needed : 1) + 1;
}

/* The ranks of columns by how many rows hold them. */
static tm_status rank_columns(uint32_t *rank_of, const tm_sparse *t, tm_error *err)
{
    uint64_t *key = tm__alloc_array(t->rows, sizeof *key),
             *spare = tm__alloc_array(t->rows, sizeof *spare);
    const bool ready = key && spare;

    if (ready) {
        for (size_t c = 0; c < t->rows; c++)
            key[c] = (t->row_start[c + 1] - t->row_start[c]) << 32 | c;
        tm__sort_upper(key, spare, t->rows, 32);
        for (size_t c = 0; c < t->rows; c++)
            rank_of[c] = (uint32_t)key[c];
    }
    tm__free(key);
    tm__free(spare);
    return ready ? TM_OK : tm__fail_memory(err, "finding duplicates");
}

/* Every row as ranks, rising: columns in their order are dealt out to the rows that hold them. */
static tm_status rank_rows(struct duplicates *d, const tm_sparse *m, tm_error *err)
{
    uint32_t *column = tm__alloc_array(m->cols, sizeof *column);
    uint64_t *at = tm__alloc_array(m->rows, sizeof *at);
    tm_sparse *t = NULL;
    tm_status status = column && at ? TM_OK : tm__fail_memory(err, "finding duplicates");

    if (status == TM_OK)
        status = tm_sparse_transpose(&t, m, err);
    if (status == TM_OK)
        status = rank_columns(column, t, err);
    if (status == TM_OK) {
        if (m->rows > 0)
            memcpy(at, m->row_start, m->rows * sizeof *at);
        for (size_t r = 0; r < m->cols; r++)
            for (uint64_t e = t->row_start[column[r]]; e < t->row_start[column[r] + 1]; e++)
                d->rank[at[t->column[e]]++] = (uint32_t)r;
    }
    tm__free(column);
    tm__free(at);
    tm_sparse_free(t);
    return status;
}

static bool is_equal(const struct duplicates *d, size_t a, size_t b)
{
    return size_of(d, a) == size_of(d, b) && memcmp(d->rank + d->start[a], d->rank + d->start[b],
                                                    size_of(d, a) * sizeof *d->rank) == 0;
}

/* The first row with this set, which may be the row itself. */
static uint32_t first_equal(struct duplicates *d, size_t row)
{
    uint64_t hash = size_of(d, row);
    size_t s;

    for (uint64_t e = d->start[row]; e < d->start[row + 1]; e++)
        hash = tm__hash_mix(hash, d->rank[e]);
    for (s = (size_t)hash & (d->slots - 1); d->slot[s] != nothing; s = (s + 1) & (d->slots - 1))
        if (is_equal(d, d->slot[s], row))
            return d->slot[s];
    d->slot[s] = (uint32_t)row;
    return (uint32_t)row;
}

/* How many elements two sets share; or anything less than `needed` if it is less. */
static size_t count_common(const struct duplicates *d, size_t a, size_t b, size_t needed)
{
    uint64_t x = d->start[a], y = d->start[b];
    const uint64_t x_end = d->start[a + 1], y_end = d->start[b + 1];
    size_t common = 0;

    while (x < x_end && y < y_end) {
        const uint64_t left = x_end - x < y_end - y ? x_end - x : y_end - y;

        if (common + left < needed)
            return common;
        common += d->rank[x] == d->rank[y];
        if (d->rank[x] < d->rank[y])
            x++;
        else if (d->rank[x] > d->rank[y])
            y++;
        else
            x++, y++;
    }
    return common;
}

static double jaccard(const struct duplicates *d, size_t a, size_t b)
{
    const size_t both = size_of(d, a) + size_of(d, b);
    const double share = d->threshold / (1 + d->threshold) * (double)both;
    const size_t common = count_common(d, a, b, (size_t)(share > 1 ? share - 1e-9 : 0));

    return (double)common / (double)(both - common);
}

static bool sizes_fit(const struct duplicates *d, size_t a, size_t b)
{
    const double x = (double)size_of(d, a), y = (double)size_of(d, b);

    return (x < y ? x / y : y / x) >= d->threshold;
}

/* The row's representative: the most similar of those that are similar enough, or itself. */
static void find_representative(struct duplicates *d, size_t row)
{
    const size_t prefix = prefix_of(d, size_of(d, row));
    double best = 0;

    d->representative[row] = (uint32_t)row;
    for (uint64_t e = d->start[row]; e < d->start[row] + prefix; e++)
        for (uint32_t n = d->head[d->rank[e]]; n != nothing; n = d->node[n].next) {
            const uint32_t other = d->node[n].row;
            double similarity;

            if (d->seen[other] == (uint32_t)row || !sizes_fit(d, row, other))
                continue;
            d->seen[other] = (uint32_t)row;
            similarity = jaccard(d, row, other);
            if (similarity >= d->threshold &&
                (similarity > best || (similarity == best && other < d->representative[row]))) {
                best = similarity;
                d->representative[row] = other;
            }
        }
    d->similarity[row] = (float)(d->representative[row] == row ? 1 : best);
}

static void add_to_index(struct duplicates *d, size_t row)
{
    const size_t prefix = prefix_of(d, size_of(d, row));

    for (uint64_t e = d->start[row]; e < d->start[row] + prefix; e++) {
        d->node[d->nodes] = (struct node){(uint32_t)row, d->head[d->rank[e]]};
        d->head[d->rank[e]] = (uint32_t)d->nodes++;
    }
}

static tm_status find_all(struct duplicates *d, const tm_run *run, tm_error *err)
{
    for (size_t i = 0; i < d->rows; i++) {
        uint32_t first;

        if (i % REPORT == 0) {
            const tm_status status = tm__progress(run, "duplicates", i, d->rows, err);

            if (status != TM_OK)
                return status;
        }
        d->representative[i] = (uint32_t)i;
        d->similarity[i] = 1;
        if (size_of(d, i) == 0)
            continue;
        first = first_equal(d, i);
        if (first != i) {
            d->representative[i] = d->representative[first];
            d->similarity[i] = d->similarity[first];
            continue;
        }
        find_representative(d, i);
        if (d->representative[i] == i)
            add_to_index(d, i);
    }
    return TM_OK;
}

static bool allocate(struct duplicates *d, uint64_t entries)
{
    d->slots = 16;
    while (d->slots < 2 * d->rows)
        d->slots *= 2;
    d->rank = tm__alloc_array(entries, sizeof *d->rank);
    d->head = tm__alloc_array(d->columns, sizeof *d->head);
    d->node = tm__alloc_array(entries, sizeof *d->node);
    d->seen = tm__alloc_array(d->rows, sizeof *d->seen);
    d->slot = tm__alloc_array(d->slots, sizeof *d->slot);
    if (!d->rank || !d->head || !d->node || !d->seen || !d->slot)
        return false;
    memset(d->head, 0xff, d->columns * sizeof *d->head);
    memset(d->seen, 0xff, d->rows * sizeof *d->seen);
    memset(d->slot, 0xff, d->slots * sizeof *d->slot);
    return true;
}

static void release(struct duplicates *d)
{
    tm__free(d->rank);
    tm__free(d->head);
    tm__free(d->node);
    tm__free(d->seen);
    tm__free(d->slot);
}

tm_status tm_near_duplicates(uint32_t *representative, float *similarity, const tm_sparse *sets,
                             double threshold, const tm_run *run, tm_error *err)
{
    struct duplicates d = {
        .threshold = threshold, .representative = representative, .similarity = similarity};
    tm_status status;

    if (!(threshold > 0 && threshold <= 1))
        return tm__fail(err, TM_EINVAL, "threshold %g is not in (0, 1]", threshold);
    status = tm_sparse_check(sets, err);
    if (status != TM_OK)
        return status;
    if (sets->row_start[sets->rows] >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%llu values are too many for one index",
                        (unsigned long long)sets->row_start[sets->rows]);
    d.start = sets->row_start;
    d.rows = sets->rows;
    d.columns = sets->cols;
    if (!allocate(&d, sets->row_start[sets->rows]))
        status = tm__fail_memory(err, "finding duplicates");
    if (status == TM_OK)
        status = rank_rows(&d, sets, err);
    if (status == TM_OK)
        status = find_all(&d, run, err);
    release(&d);
    return status;
}
