#include "vector/sort_rows.h"

#include "base/memory.h"

#include <string.h>

/*
 * All of the column's bits but the lowest are sorted by radix, in as few passes as leave no more
 * than 6 bits, and by as many bits as these passes can take. Of the neighbouring columns that they
 * do not tell apart a row seldom holds two, and never more than 64.
 */
enum { DIGIT_BITS = 13, MOST_LOW = 6, LEAST_LOW = 2, COLUMN = 32, ROW = 16 };

static void choose_digits(struct tm__row_sort *s, unsigned bits)
{
    const unsigned least = bits > MOST_LOW ? bits - MOST_LOW : 0;
    const unsigned most = bits > LEAST_LOW ? bits - LEAST_LOW : 0;

    s->passes = (least + DIGIT_BITS - 1) / DIGIT_BITS;
    s->width = s->passes ? (most + s->passes - 1) / s->passes : 0;
    if (s->width > DIGIT_BITS)
        s->width = DIGIT_BITS;
    s->low = bits - s->passes * s->width;
}

static uint32_t *new_digits(const struct tm__row_sort *s)
{
    return tm__calloc((size_t)1 << s->width, sizeof *s->digit);
}

tm_status tm__row_sort_start(struct tm__row_sort *s, size_t entries, unsigned bits)
{
    choose_digits(s, bits);
    s->size = 0;
    s->item = tm__alloc_array(entries + 1, sizeof *s->item); /* the last may be put in in vain */
    s->spare = tm__alloc_array(entries + 1, sizeof *s->spare);
    s->digit = new_digits(s);
    return s->item && s->spare && s->digit ? TM_OK : TM_ENOMEM;
}

void tm__row_sort_release(struct tm__row_sort *s)
{
    tm__free(s->item);
    tm__free(s->spare);
    tm__free(s->digit);
    memset(s, 0, sizeof *s);
}

static void swap(struct tm__row_sort *s)
{
    uint64_t *const item = s->item;

    s->item = s->spare;
    s->spare = item;
}

static void make_starts(uint32_t *digit, unsigned width)
{
    uint32_t sum = 0;

    for (size_t d = 0; d < (size_t)1 << width; d++) {
        const uint32_t here = digit[d];

        digit[d] = sum;
        sum += here;
    }
}

/* How often each value of the next digit is there. */
static void count_digit(struct tm__row_sort *s, unsigned shift)
{
    const uint32_t mask = ((uint32_t)1 << s->width) - 1;

    memset(s->digit, 0, ((size_t)mask + 1) * sizeof *s->digit);
    for (size_t i = 0; i < s->size; i++)
        s->digit[s->item[i] >> shift & mask]++;
}

static void scatter(struct tm__row_sort *s, unsigned shift)
{
    const uint64_t *const item = s->item;
    const uint32_t mask = ((uint32_t)1 << s->width) - 1;
    uint64_t *const spare = s->spare;
    uint32_t *const start = s->digit;
    const size_t n = s->size;

    make_starts(start, s->width);
    for (size_t i = 0; i < n; i++)
        spare[start[item[i] >> shift & mask]++] = item[i];
    swap(s);
}

/* To their rows, which keeps the order. */
static tm_status deal(struct tm__row_sort *s, const uint64_t *row_start, size_t rows)
{
    uint32_t *const start = tm__alloc_array(rows, sizeof *start);
    const uint64_t *const item = s->item;
    uint64_t *const spare = s->spare;
    const size_t n = s->size;

    if (!start)
        return TM_ENOMEM;
    for (size_t r = 0; r < rows; r++)
        start[r] = (uint32_t)(row_start[r] - row_start[0]);
    for (size_t i = 0; i < n; i++)
        spare[start[item[i] >> ROW & (TM__SORT_ROWS - 1)]++] = item[i];
    tm__free(start);
    swap(s);
    return TM_OK;
}

/* A row that is sorted but for neighbours. */
static void insert(uint64_t *item, size_t n)
{
    uint64_t last = 0;

    for (size_t i = 0; i < n; i++) {
        const uint64_t moved = item[i];
        size_t to = i;

        if (moved >= last) { /* nearly always */
            last = moved;
            continue;
        }
        for (; to > 0 && item[to - 1] > moved; to--)
            item[to] = item[to - 1];
        item[to] = moved;
    }
}

tm_status tm__row_sort_end(struct tm__row_sort *s, uint32_t *column, uint32_t *tf,
                           const uint64_t *row_start, size_t rows)
{
    for (unsigned pass = 0; pass < s->passes; pass++) {
        const unsigned shift = COLUMN + s->low + pass * s->width;

        if (pass)
            count_digit(s, shift);
        scatter(s, shift);
    }
    if (s->passes && deal(s, row_start, rows) != TM_OK)
        return TM_ENOMEM;
    for (size_t r = 0; r < rows; r++)
        insert(s->item + (row_start[r] - row_start[0]), row_start[r + 1] - row_start[r]);
    for (size_t i = 0; i < s->size; i++) {
        column[i] = (uint32_t)(s->item[i] >> COLUMN);
        tf[i] = (uint32_t)s->item[i] & TM__SORT_COUNT;
    }
    return TM_OK;
}
