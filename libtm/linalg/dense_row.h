/* Rows of dense floats. */
#ifndef TM_LINALG_DENSE_ROW_H
#define TM_LINALG_DENSE_ROW_H

#include <stddef.h>

/* The product of two rows, in an order of additions that no machine changes. */
double tm__dense_dot(const float *a, const float *b, size_t width);

/* Give a row length 1; a row of zeros stays. */
void tm__dense_normalize(float *x, size_t width);

/* A row will be asked for soon. */
void tm__dense_prefetch(const float *x, size_t width);

#endif
