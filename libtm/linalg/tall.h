/* Products of tall dense matrices (many rows, few columns) in fixed tiles; see gram.c for why. */
#ifndef TM_LINALG_TALL_H
#define TM_LINALG_TALL_H

#include <tm/linalg.h>

/* out (columns x columns, double) = x' x, for x of rows x columns. Exactly symmetric. */
tm_status tm__tall_gram(double *out, const float *x, size_t rows, size_t columns, const tm_run *run,
                        tm_error *err);

/* out (rows x width) = x (rows x columns) times w (columns x width). out and x must not overlap. */
tm_status tm__tall_multiply(float *out, const float *x, size_t rows, size_t columns, const float *w,
                            size_t width, const tm_run *run, tm_error *err);

#endif
