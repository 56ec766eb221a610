/* What OpenBLAS does before main(), put right. */
#ifndef TM_LINALG_BLAS_H
#define TM_LINALG_BLAS_H

#include <stdbool.h>

/*
 * The kernels that OpenBLAS should have taken on an x86-64 processor instead of those called
 * @p chosen, or NULL if these are fine. @p avx2: with FMA. @p avx512: F, CD, BW, DQ and VL.
 */
const char *tm__better_kernels(const char *chosen, bool avx2, bool avx512);

#endif
