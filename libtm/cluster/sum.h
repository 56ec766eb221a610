/*
 * The sum of the rows of a cluster. The mean cosine over all pairs of a row in A and a row in B is
 * <sum A, sum B> / (|A| |B|): the one place that says how alike two clusters are.
 */
#ifndef TM_CLUSTER_SUM_H
#define TM_CLUSTER_SUM_H

#include "base/pool.h"
#include "cluster/blend.h"

#include <stdbool.h>

/* Arrays lie in one block of a pool, which begins with value. */
struct tm__sum {
    double *value;    /* [size] */
    uint32_t *column; /* [size], rising */
    size_t size;
    size_t bytes;       /* of the block */
    const float *dense; /* [width]; of one row: the row itself, borrowed */
    size_t width;
    double weight; /* rows, counting copies */
};

/* The sum of `copies` copies of a row. False if memory is out. */
bool tm__sum_row(struct tm__sum *sum, struct tm__pool *pool, const struct tm__blend *rows,
                 size_t row, uint32_t copies);
/* The sum of both, a new one. False if memory is out. */
bool tm__sum_both(struct tm__sum *sum, struct tm__pool *pool, const struct tm__sum *a,
                  const struct tm__sum *b);
/* The block goes to the pool, which need not be the one that it came from. */
void tm__sum_release(struct tm__sum *sum, struct tm__pool *pool);

/* The sum will be asked for soon. */
void tm__sum_prefetch(const struct tm__sum *sum);
/* Mean cosine over all pairs. Cost O(width), and O(smaller * log larger) or O(both) columns. */
double tm__sum_cosine(const struct tm__sum *a, const struct tm__sum *b);

#endif
