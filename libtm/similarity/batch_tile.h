/*
 * A part of a list, turned over: what its rows have in a bucket of columns lies together, and a row
 * that is asked about needs only the few buckets that it has something in.
 *
 * Columns are dealt out to buckets, and by Cauchy and Schwarz the products of two rows within one
 * are at most the product of the lengths that they have there. Columns before that of the list are
 * left out, so the bounds are those of rows whose first common column it is. Only rows that are in
 * the list are turned over, so there is room for more buckets than in signatures.
 */
#ifndef TM_SIMILARITY_BATCH_TILE_H
#define TM_SIMILARITY_BATCH_TILE_H

#include "similarity/inverted.h"

enum {
    TM__TILE_ROWS = 128,
    TM__TILE_BUCKETS = 256,
    TM__TILE_OWN = TM__TILE_BUCKETS,               /* the column of the list, by itself */
    TM__TILE_NOWHERE = TM__TILE_OWN + 1,           /* columns before it */
    TM__TILE_LANES = TM__TILE_NOWHERE + 1,         /* what has a place in a tile */
    TM__TILE_STEPS = 255,                          /* of lengths from 0 to 1 */
    TM__TILE_ONE = TM__TILE_STEPS * TM__TILE_STEPS /* the bound of two equal rows */
};

/* What a row that is asked about has in a bucket, in steps. */
struct tm__weight {
    uint16_t bucket, weight;
};

struct tm__tile {
    const struct tm__inverted *index;
    const uint32_t *row; /* [count] */
    size_t count;
    uint64_t used[TM__TILE_LANES / 64 + 1]; /* a bit for each lane that is not all 0 */
    uint8_t level[TM__TILE_LANES][TM__TILE_ROWS];
};

/* A length in steps, rounded up. */
static inline uint8_t tm__tile_level(float length)
{
    /* Past what rounding took from the length. */
    const float steps = length * (TM__TILE_STEPS * (1 + 0x1p-20f)) + 1;

    return steps < TM__TILE_STEPS ? (uint8_t)steps : TM__TILE_STEPS;
}

/* Turn over `count` rows from entry `from` on, of the list of the column of a rank. A new tile is 0
 * but for its index. */
void tm__tile_fill(struct tm__tile *tile, size_t rank, uint64_t from, size_t count);

/*
 * Those of the first `count` rows whose bounds are at least `least`, in steps of 1 / TM__TILE_ONE,
 * as bound << 32 | row.
 */
size_t tm__tile_select(uint64_t *out, const struct tm__tile *tile, size_t count, uint32_t least,
                       const struct tm__weight *weight, size_t weights);

#endif
