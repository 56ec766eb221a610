/*
 * The inverted index that joins look things up in, with what bounds the similarity of the rows in
 * it.
 *
 * Columns have one order, the rarest first. What a row still has from a column on, in that order,
 * is its reach there: the length of that part of the row, of the row scaled to length 1. By Cauchy
 * and Schwarz two rows whose first common column is c are not more alike than the product of their
 * reaches at c (the l2 bound of Anastasiu & Karypis 2014).
 */
#ifndef TM_SIMILARITY_INVERTED_H
#define TM_SIMILARITY_INVERTED_H

#include "base/prefetch.h"
#include "similarity/signature.h"

#include <tm/linalg.h>

#include <string.h>

/* Reaches are stored in steps of 1/255, rounded up. */
enum { TM__REACH_STEPS = 255 };

/* An entry of a row. */
struct tm__indexed_entry {
    uint32_t rank; /* of its column */
    float value;
};

struct tm__inverted {
    const tm_sparse *rows;           /* borrowed */
    struct tm__indexed_entry *entry; /* [entries + rows] see tm__inverted_row() */
    uint32_t *rank;                  /* [cols] the place of a column in the order */
    uint8_t *level;                  /* [cols] log2 of how many rows hold it: rises with the rank */
    uint64_t *start;                 /* [cols + 1] where the list of the column of a rank starts */
    uint32_t *row;                   /* [entries] */
    float *value;                    /* [entries] of rows of length 1 */
    uint8_t *reach;                  /* [entries] of the row at this column; falls within a list */
    uint8_t *rest; /* [levels x rows] reach at the first column of this level or above */
    size_t levels;
    void *block;        /* what the signatures lie in, each in a line of the cache of its own */
    uint8_t *signature; /* [rows x TM__BUCKETS] */
    float typical[TM__BUCKETS]; /* mean of the signatures of rows that are not 0 */
};

/*
 * All that comparing a row in full needs, in one place: its length, a double in the space of an
 * entry, and its entries in the order of the columns. It ends where the next row begins.
 */
static inline struct tm__indexed_entry *tm__inverted_row(const struct tm__inverted *index,
                                                         size_t row)
{
    return index->entry + index->rows->row_start[row] + row;
}

/*
 * The cosine of a row of that norm, spread out by rank, and a row of the index: tm_cosine() bit for
 * bit, as the columns that are not common add 0.
 */
static inline float tm__inverted_cosine(const struct tm__inverted *index, const float *dense,
                                        double norm, uint32_t row)
{
    const struct tm__indexed_entry *const first = tm__inverted_row(index, row),
                                          *const end = tm__inverted_row(index, (size_t)row + 1);
    double sum = 0, other;

    memcpy(&other, first, sizeof other);
    for (const struct tm__indexed_entry *e = first + 1; e < end; e++)
        sum += (double)dense[e->rank] * e->value;
    return (float)(sum / (norm * other));
}

/* Ask for a row that will be read: rows lie far apart, and the way to memory is long. */
static inline void tm__inverted_fetch(const struct tm__inverted *index, size_t row)
{
    const struct tm__indexed_entry *const e = tm__inverted_row(index, row);

    TM__PREFETCH(e);
    TM__PREFETCH(e + 8); /* the next line: most rows of headlines begin in one and end in another */
}

/* The bucket of a column. */
static inline size_t tm__inverted_bucket(const struct tm__inverted *index, uint32_t column)
{
    return index->rank[column] % TM__BUCKETS;
}

/*
 * Stored zeros are left out. index is to be released also after a failure. Errors: TM_ENOMEM,
 * TM_EOVERFLOW, TM_ECANCELLED. Cost O(entries).
 */
tm_status tm__inverted_build(struct tm__inverted *index, const tm_sparse *rows, const tm_run *run,
                             tm_error *err);
void tm__inverted_release(struct tm__inverted *index);

/*
 * The entries of a row that are not 0, the rarest column first, as rank << 32 | place in the row.
 * spare has room for as many. Returns how many there are.
 */
size_t tm__inverted_order(const struct tm__inverted *index, uint64_t *key, uint64_t *spare,
                          const tm_sparse *m, size_t row);

#endif
