/* Logistic regression. */
#ifndef TM_LINALG_LOGISTIC_H
#define TM_LINALG_LOGISTIC_H

#include <tm/linalg.h>

/* Samples in rows, for one regression. */
struct tm__samples {
    size_t rows, columns;
    const float *x;      /* [rows x columns], row-major */
    const float *y;      /* [rows] probability of a yes, 0..1 */
    const float *weight; /* [rows] how much each counts, not below 0 */
};

/*
 * Fit P(yes | x) = 1 / (1 + exp(-(w_0 + w_1 x_1 + ...))) by Newton's method: the least of the
 * weighted log loss plus ridge / 2 times the squares of the weights of columns scaled to variance
 * 1. The constant is free; a column that does not vary gets weight 0.
 * @param[out] w  [1 + columns] for x as it is, the constant first
 * The bits do not depend on threads. Cost O(rows * columns^2) for each of at most 50 steps.
 * Errors: TM_EINVAL (no weight at all), TM_EOVERFLOW, TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__logistic_fit(double *w, const struct tm__samples *samples, double ridge,
                           const tm_run *run, tm_error *err);

#endif
