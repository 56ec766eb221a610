#include "vector/sort_rows.h"

#include "base/memory.h"

#include <string.h>

/*
 * All of the term's bits but the last few are sorted by radix. Of the 64 neighbouring terms that
 * they tell apart a row seldom holds two, and never more than 64.
 */
enum { DIGIT_BITS = 12, DIGITS = 1 << DIGIT_BITS, INSERTION_BITS = 6 };

struct item {
    uint32_t term, tf, row;
};

struct sort {
    struct item *item, *spare; /* [entries] */
    size_t *start;             /* [rows] where the next entry of a row goes */
    uint32_t count[DIGITS];
};

static void make_starts(uint32_t count[DIGITS])
{
    uint32_t sum = 0;

    for (size_t d = 0; d < DIGITS; d++) {
        const uint32_t here = count[d];

        count[d] = sum;
        sum += here;
    }
}

/* The first pass of the radix sort reads the rows. */
static void scatter_rows(struct sort *s, const struct tm__entry *entry, const uint32_t *length,
                         size_t rows, size_t n, unsigned shift)
{
    size_t at = 0;

    memset(s->count, 0, sizeof s->count);
    for (size_t i = 0; i < n; i++)
        s->count[entry[i].term >> shift & (DIGITS - 1)]++;
    make_starts(s->count);
    for (size_t r = 0; r < rows; r++) {
        s->start[r] = at;
        for (const size_t end = at + length[r]; at < end; at++)
            s->item[s->count[entry[at].term >> shift & (DIGITS - 1)]++] =
                (struct item){entry[at].term, entry[at].tf, (uint32_t)r};
    }
}

/* Any further one. */
static void scatter(struct sort *s, size_t n, unsigned shift)
{
    struct item *const from = s->item;

    memset(s->count, 0, sizeof s->count);
    for (size_t i = 0; i < n; i++)
        s->count[from[i].term >> shift & (DIGITS - 1)]++;
    make_starts(s->count);
    for (size_t i = 0; i < n; i++)
        s->spare[s->count[from[i].term >> shift & (DIGITS - 1)]++] = from[i];
    s->item = s->spare;
    s->spare = from;
}

/* To their rows, which keeps the order. */
static void deal(uint32_t *term_out, uint32_t *tf_out, const struct sort *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const size_t place = s->start[s->item[i].row]++;

        term_out[place] = s->item[i].term;
        tf_out[place] = s->item[i].tf;
    }
}

/* A row that is sorted but for neighbours. */
static void insert(uint32_t *term, uint32_t *tf, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const uint32_t moved = term[i], count = tf[i];
        size_t to = i;

        for (; to > 0 && term[to - 1] > moved; to--) {
            term[to] = term[to - 1];
            tf[to] = tf[to - 1];
        }
        term[to] = moved;
        tf[to] = count;
    }
}

static bool allocate(struct sort *s, size_t rows, size_t n, bool twice)
{
    s->start = tm__alloc_array(rows, sizeof *s->start);
    s->item = tm__alloc_array(n, sizeof *s->item);
    s->spare = twice ? tm__alloc_array(n, sizeof *s->spare) : NULL;
    return s->start && s->item && (s->spare || !twice);
}

tm_status tm__sort_rows(uint32_t *term_out, uint32_t *tf_out, const struct tm__entry *entry,
                        const uint32_t *length, size_t rows, unsigned bits)
{
    const unsigned sorted = bits > INSERTION_BITS ? bits - INSERTION_BITS : 0;
    const unsigned passes = (sorted + DIGIT_BITS - 1) / DIGIT_BITS;
    struct sort s;
    size_t n = 0;
    bool ready;

    for (size_t r = 0; r < rows; r++)
        n += length[r];
    ready = allocate(&s, rows, n, passes > 1);
    if (ready) {
        unsigned shift = bits - sorted;

        scatter_rows(&s, entry, length, rows, n, shift);
        for (unsigned pass = 1; pass < passes; pass++)
            scatter(&s, n, shift += DIGIT_BITS);
        deal(term_out, tf_out, &s, n);
        for (size_t r = 0, at = 0; r < rows; at += length[r++])
            insert(term_out + at, tf_out + at, length[r]);
    }
    tm__free(s.start);
    tm__free(s.item);
    tm__free(s.spare);
    return ready ? TM_OK : TM_ENOMEM;
}
