/* Where k-means starts. */
#ifndef TM_CLUSTER_KMEANS_SEED_H
#define TM_CLUSTER_KMEANS_SEED_H

#include "base/rng.h"

#include <tm/linalg.h>

/* Scratch of one seeding, used again for the next. */
struct tm__seeding {
    const tm_sparse *m;
    const tm_sparse *columns; /* the transpose of m */
    double *distance;         /* [rows] 1 - cosine to the nearest seed so far */
    double *running;          /* [rows] running sum of distance */
    double *product;          /* [rows] with the row being tried, zero between trials */
    uint32_t *touched;        /* [rows] rows whose product is not zero */
    size_t count;
};

/* columns: the transpose of m. Both are borrowed. */
tm_status tm__seeding_new(struct tm__seeding *s, const tm_sparse *m, const tm_sparse *columns,
                          tm_error *err);
void tm__seeding_release(struct tm__seeding *s);

/*
 * Greedy k-means++ with 1 - cosine (half the squared distance of unit rows): every seed is the best
 * of 2 + ln k rows drawn by their distance to the nearest seed. m has at least k rows, none zero.
 * No row is taken twice. Cost O(k * (rows + trials * rows that share a column)).
 */
void tm__seeding_draw(uint32_t *seed, size_t k, struct tm__seeding *s, struct tm__rng *rng);

#endif
