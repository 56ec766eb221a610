/** Sparse rows, and the dense products that BLAS does for them. */
#ifndef TM_LINALG_H
#define TM_LINALG_H

#include <tm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sparse rows (CSR). Row i holds value[row_start[i] .. row_start[i+1]) at column[...].
 *
 * Invariants: row_start[0] is 0 and never falls; columns rise strictly within a row and are below
 * cols; values are finite. A caller may fill such a struct with its own arrays (numpy, MATLAB, R)
 * and pass it to any function that takes it const; tm_sparse_check() tells if it is in order.
 */
typedef struct tm_sparse {
    size_t rows, cols;
    uint64_t *row_start; /**< [rows + 1] */
    uint32_t *column;    /**< [row_start[rows]] */
    float *value;        /**< [row_start[rows]] */
} tm_sparse;

/** New matrix with room for @p entries values; row_start is zeroed, the rest is not set. */
TM_API TM_MUST_CHECK tm_status tm_sparse_new(tm_sparse **out, size_t rows, size_t cols,
                                             uint64_t entries, tm_error *err);
/** Free a matrix that the library made. NULL is allowed. */
TM_API void tm_sparse_free(tm_sparse *m);

/** TM_OK if the invariants hold; TM_EINVAL with the first offending row named. Cost O(entries). */
TM_API TM_MUST_CHECK tm_status tm_sparse_check(const tm_sparse *m, tm_error *err);

/** Scale every row to Euclidean length 1 in place; an all-zero row stays zero. */
TM_API void tm_sparse_normalize(tm_sparse *m);

/** The transpose: cols x rows, rows sorted. Cost O(entries + cols). */
TM_API TM_MUST_CHECK tm_status tm_sparse_transpose(tm_sparse **out, const tm_sparse *m,
                                                   tm_error *err);

/** Rows @p row[0..count) as a matrix of their own, in that order. Errors: TM_EINVAL, TM_ENOMEM. */
TM_API TM_MUST_CHECK tm_status tm_sparse_select(tm_sparse **out, const tm_sparse *m,
                                                const uint32_t *row, size_t count, tm_error *err);

/**
 * Gram matrix of dense rows by OpenBLAS: out[i * rows + j] = x_i . x_j, exactly symmetric.
 * @param x    rows x cols, row-major
 * @param out  caller's buffer of rows * rows floats, unspecified on failure
 * The work is cut into fixed tiles, so the bits do not depend on threads.
 * Cost O(rows^2 cols). Errors: TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_gram(float *out, const float *x, size_t rows, size_t cols,
                                       const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
