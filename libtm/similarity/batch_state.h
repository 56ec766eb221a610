/* Rows on their way to answers: what the parts of a batch share. */
#ifndef TM_SIMILARITY_BATCH_STATE_H
#define TM_SIMILARITY_BATCH_STATE_H

#include "similarity/batch.h"
#include "similarity/batch_tile.h"

/* A row that is asked about. */
struct tm__batch_row {
    double norm;
    uint64_t *kept; /* [found] keys of the best rows so far */
    size_t found, capacity;
    uint64_t first;   /* of its entries */
    uint32_t entries; /* how many */
    uint32_t next;    /* the entry whose column comes next */
    float bound;      /* what a row must reach to be an answer */
    float slack;      /* what rounding may take from bounds */
};

/* An entry of such a row. */
struct tm__batch_entry {
    uint32_t rank;
    float value;
    float reach;   /* as of lists */
    uint32_t left; /* what the row has in its bucket from here on, in steps */
};

struct tm__batch {
    const struct tm__question *question;
    size_t begin;              /* the first row of the batch */
    struct tm__batch_row *row; /* [rows] */
    struct tm__batch_entry *entry;
    uint64_t *key, *spare;     /* [entries] rank << 32 | row */
    size_t rows, entries;      /* room */
    uint64_t *order;           /* [2 x longest row] */
    struct tm__weight *weight; /* [longest row] */
    uint64_t fetched;          /* how far rows of lists were asked for */
    float *dense;              /* [cols] a row by rank; all 0 between comparisons */
    uint64_t *turned;          /* [most] room to sort answers */
    size_t most;
    struct tm__tile *tile;
};

/* Order rows begin <= i < end and what they have by column; false when memory is out. Returns the
 * number of keys in *keys. */
bool tm__batch_start(struct tm__batch *batch, size_t begin, size_t end, size_t *keys);

/* What a row must reach in steps of a tile. */
static inline uint32_t tm__batch_least(const struct tm__batch_row *row)
{
    const float least = (row->bound - row->slack) * TM__TILE_ONE;

    return least > 0 ? (uint32_t)least : 0;
}

/*
 * Settle those of the first `count` rows of the tile that may be answers for a row, whose entry
 * `at` is of the column of the tile; false when memory is out.
 */
bool tm__batch_settle(struct tm__batch *batch, size_t row, size_t at, size_t count);
/* The same for `count` rows of the list from entry `from` of the index on, without a tile. */
bool tm__batch_settle_all(struct tm__batch *batch, size_t row, size_t at, uint64_t from,
                          size_t count);

#endif
