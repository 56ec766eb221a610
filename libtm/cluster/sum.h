/*
 * The sum of the rows of a cluster. The mean cosine over all pairs of a row in A and a row in B is
 * <sum A, sum B> / (|A| |B|): the one place that says how alike two clusters are.
 */
#ifndef TM_CLUSTER_SUM_H
#define TM_CLUSTER_SUM_H

#include "cluster/blend.h"

struct tm__sum {
    uint32_t *column; /* [size], rising */
    double *value;    /* [size] */
    size_t size;
    const float *dense; /* [width]; of one row: the row itself, borrowed */
    float *own_dense;
    size_t width;
    double weight; /* rows, counting copies */
};

/* The sum of `copies` copies of a row. False if memory is out. */
bool tm__sum_row(struct tm__sum *sum, const struct tm__blend *rows, size_t row, uint32_t copies);
/* The sum of both, a new one. False if memory is out. */
bool tm__sum_both(struct tm__sum *sum, const struct tm__sum *a, const struct tm__sum *b);
void tm__sum_release(struct tm__sum *sum);

/* The sum will be asked for soon. */
void tm__sum_prefetch(const struct tm__sum *sum);
/* Mean cosine over all pairs. Cost O(width), and O(smaller * log larger) or O(both) columns. */
double tm__sum_cosine(const struct tm__sum *a, const struct tm__sum *b);

#endif
