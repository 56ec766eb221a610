#include "similarity/batch_state.h"

#include "base/memory.h"

#include <math.h>

enum { TOGETHER = 16 };

/* What a row has from entry k on: its column by itself, and each bucket once. */
static size_t weigh(struct tm__weight *out, const struct tm__batch *b,
                    const struct tm__batch_row *row, size_t k)
{
    const struct tm__batch_entry *const end = b->entry + row->first + row->entries;
    const struct tm__batch_entry *e = b->entry + row->first + k;
    uint64_t seen[TM__TILE_BUCKETS / 64] = {0};
    size_t n = 1;

    out[0] = (struct tm__weight){TM__TILE_OWN, tm__tile_level((float)(e->value / row->norm))};
    for (e++; e < end; e++) {
        const size_t bucket = e->rank % TM__TILE_BUCKETS;
        const uint64_t bit = (uint64_t)1 << bucket % 64;

        out[n] = (struct tm__weight){(uint16_t)bucket, (uint16_t)e->left};
        n += !(seen[bucket / 64] & bit);
        seen[bucket / 64] |= bit;
    }
    return n;
}

/* Have the row that is spread out and another a column before that of a rank in common? */
static bool is_known(const struct tm__batch *b, uint32_t other, uint32_t rank)
{
    const struct tm__inverted *x = b->question->index;
    const struct tm__indexed_entry *const end = tm__inverted_row(x, (size_t)other + 1);

    for (const struct tm__indexed_entry *e = tm__inverted_row(x, other) + 1; e < end; e++)
        if (e->rank < rank && b->dense[e->rank] != 0 && e->value != 0)
            return true;
    return false;
}

static bool keep(struct tm__batch *b, struct tm__batch_row *row, uint32_t other, float similarity)
{
    const size_t top = b->question->top;

    if (row->found < top &&
        !tm__grow(&row->kept, &row->capacity, row->found + 1, sizeof *row->kept))
        return false;
    tm__keep_largest(row->kept, &row->found, top, tm__rank_key(similarity, other));
    if (row->found == top)
        row->bound = fmaxf(row->bound, tm__answer_similarity((uint32_t)(row->kept[0] >> 32)));
    return true;
}

/*
 * Compare rows in full, some at a time, none of which waits for what comes of the one before. A row
 * is an answer where its first common column is; at others it was compared before, if it was good
 * enough.
 */
static bool compare_all(struct tm__batch *b, struct tm__batch_row *row, uint32_t rank,
                        const uint64_t *candidate, size_t n)
{
    for (size_t at = 0; at < n; at += TOGETHER) {
        const size_t end = at + TOGETHER < n ? at + TOGETHER : n;
        const uint32_t least = tm__batch_least(row);
        uint32_t other[TOGETHER];
        float similarity[TOGETHER];
        size_t count = 0;

        for (size_t t = at; t < end; t++) {
            other[count] = (uint32_t)candidate[t];
            count += candidate[t] >> 32 >= least;
        }
        for (size_t t = 0; t < count; t++)
            similarity[t] = tm__inverted_cosine(b->question->index, b->dense, row->norm, other[t]);
        for (size_t t = 0; t < count; t++)
            if (similarity[t] >= row->bound && !is_known(b, other[t], rank) &&
                !keep(b, row, other[t], similarity[t]))
                return false;
    }
    return true;
}

/* Leave out what the row is not asked about, and ask for the rest. */
static size_t wanted(struct tm__batch *b, size_t row, uint64_t *candidate, size_t n)
{
    const enum tm__against against = b->question->against;
    const uint32_t self = (uint32_t)(b->begin + row);
    size_t left = 0;

    for (size_t t = 0; t < n; t++) {
        const uint32_t other = (uint32_t)candidate[t];

        tm__inverted_fetch(b->question->index, other);
        candidate[left] = candidate[t];
        left += (against == TM__ALL) | (other > self) | ((against == TM__OTHERS) & (other != self));
    }
    return left;
}

/* Compare candidates of row i, which has entry `at` in common with them. */
static bool settle(struct tm__batch *b, size_t i, size_t at, uint64_t *candidate, size_t n)
{
    struct tm__batch_row *const row = &b->row[i];
    const struct tm__batch_entry *const entry = b->entry + row->first;
    const size_t top = b->question->top;
    size_t best;
    bool good;

    n = wanted(b, i, candidate, n);
    if (n == 0)
        return true;
    for (size_t k = 0; k < row->entries; k++)
        b->dense[entry[k].rank] = entry[k].value;
    /* What looks best gives a bound for the rest. */
    best = row->found < top ? tm__select_largest(candidate, n, top) : 0;
    good = compare_all(b, row, entry[at].rank, candidate, best) &&
           compare_all(b, row, entry[at].rank, candidate + best, n - best);
    for (size_t k = 0; k < row->entries; k++)
        b->dense[entry[k].rank] = 0;
    return good;
}

bool tm__batch_settle(struct tm__batch *b, size_t row, size_t at, size_t count)
{
    const size_t weights = weigh(b->weight, b, &b->row[row], at);
    uint64_t candidate[TM__TILE_ROWS];
    const size_t n = tm__tile_select(candidate, b->tile, count, tm__batch_least(&b->row[row]),
                                     b->weight, weights);

    return settle(b, row, at, candidate, n);
}

bool tm__batch_settle_all(struct tm__batch *b, size_t row, size_t at, uint64_t from, size_t count)
{
    uint64_t candidate[TM__TILE_ROWS];

    for (size_t t = 0; t < count; t++) /* good enough for any bound */
        candidate[t] = (uint64_t)UINT32_MAX << 32 | b->question->index->row[from + t];
    return settle(b, row, at, candidate, count);
}
