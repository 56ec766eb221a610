/* Putting the rows of a part in the order of their columns. */
#ifndef TM_VECTOR_SORT_ROWS_H
#define TM_VECTOR_SORT_ROWS_H

#include <tm/base.h>

/* What one number of 64 bits has room for beside a column. */
enum { TM__SORT_ROWS = 1 << 16, TM__SORT_COUNT = 0xFFFF };

/*
 * Entries on their way: column, row and count in one number each, so that moving one is one load
 * and one store.
 */
struct tm__row_sort {
    uint64_t *item, *spare; /* [entries] */
    uint32_t *digit;        /* how many entries have each value of the first digit */
    size_t size;            /* entries that were put in */
    unsigned low, width;    /* of the first digit: its lowest bit in the column, how many bits */
    unsigned passes;
};

/*
 * Room for so many entries with columns below 2^bits. Release it after an error, too.
 * Errors: TM_ENOMEM.
 */
tm_status tm__row_sort_start(struct tm__row_sort *sort, size_t entries, unsigned bits);
void tm__row_sort_release(struct tm__row_sort *sort);

/*
 * Put in an entry behind those of its row and of earlier ones; without effect if keep is false.
 * @param row  below TM__SORT_ROWS
 * @param tf   at most TM__SORT_COUNT
 */
static inline void tm__row_sort_put(struct tm__row_sort *sort, uint32_t column, uint32_t row,
                                    uint32_t tf, bool keep)
{
    sort->item[sort->size] = (uint64_t)column << 32 | row << 16 | tf;
    sort->digit[column >> sort->low & (((uint32_t)1 << sort->width) - 1)] += keep;
    sort->size += keep;
}

/*
 * The entries in their final place: row by row, columns rising.
 * @param row_start  [rows + 1] where the entries of each row start, counted from any number
 * @param[out] column, tf  [entries]
 * Cost O(entries): a radix sort over all rows by the high bits of the column, then one pass that
 * deals the entries out to their rows, keeps the order, and sorts what is equal in the high bits by
 * insertion. Errors: TM_ENOMEM.
 */
tm_status tm__row_sort_end(struct tm__row_sort *sort, uint32_t *column, uint32_t *tf,
                           const uint64_t *row_start, size_t rows);

#endif
