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

/** New matrix with room for @p entries values; row_start is zeroed, the rest is not set. Errors:
 * TM_EOVERFLOW (2^32 rows or columns), TM_ENOMEM. */
TM_API TM_MUST_CHECK tm_status tm_sparse_new(tm_sparse **out, size_t rows, size_t cols,
                                             uint64_t entries, tm_error *err);
/** Free a matrix that the library made. NULL is allowed. */
TM_API void tm_sparse_free(tm_sparse *m);

/** TM_OK if the invariants hold; TM_EINVAL with the first offending row named. Cost O(entries). */
TM_API TM_MUST_CHECK tm_status tm_sparse_check(const tm_sparse *m, tm_error *err);

/** Scale every row to Euclidean length 1 in place; an all-zero row stays zero. */
TM_API void tm_sparse_normalize(tm_sparse *m);

/** The transpose: cols x rows, rows sorted. Cost O(entries + cols). Errors: TM_ENOMEM. */
TM_API TM_MUST_CHECK tm_status tm_sparse_transpose(tm_sparse **out, const tm_sparse *m,
                                                   tm_error *err);

/** Rows @p row[0..count) as a matrix of their own, in that order. Errors: TM_EINVAL, TM_ENOMEM. */
TM_API TM_MUST_CHECK tm_status tm_sparse_select(tm_sparse **out, const tm_sparse *m,
                                                const uint32_t *row, size_t count, tm_error *err);

/**
 * Put right what OpenBLAS did when it was loaded. For the first line of main(), before there are
 * other threads, in a program that uses OpenBLAS through libtm alone; nobody has to call it.
 *
 * It started a thread for every core. They look for work for a tenth of a second of processor time
 * each before they sleep, and libtm, which has threads of its own, has none for them: they end.
 *
 * On a processor newer than itself it took kernels made for SSE3, several times slower than those
 * for AVX2 or AVX-512. If argv is given, OPENBLAS_CORETYPE is set and OpenBLAS made to choose again;
 * one that cannot do so is loaded anew, with the program, which execv() starts again in place (a few
 * milliseconds). Where that cannot be done either nothing changes.
 *
 * @param argv  main()'s, ending with NULL; or NULL: leave the kernels alone, as is wanted where
 *              OPENBLAS_CORETYPE is set already.
 */
TM_API void tm_blas_prepare(char *const *argv);

/**
 * Gram matrix of dense rows by OpenBLAS: out[i * rows + j] = x_i . x_j, exactly symmetric.
 * @param x    rows x cols, row-major
 * @param out  caller's buffer of rows * rows floats, unspecified on failure
 * The work is cut into fixed tiles, so the bits do not depend on threads.
 * Cost O(rows^2 cols), and a copy of x. Errors: TM_EOVERFLOW, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_gram(float *out, const float *x, size_t rows, size_t cols,
                                       const tm_run *run, tm_error *err);

/**
 * Sparse times dense: out (rows x width) = m (rows x cols) times x (cols x width), row-major.
 * @param out  caller's buffer, must not overlap x
 * Cost O(entries * width). Errors: TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_sparse_multiply(float *out, const tm_sparse *m, const float *x,
                                                  size_t width, const tm_run *run, tm_error *err);

/** A truncated singular value decomposition: m is close to left * diag(sigma) * right'. */
typedef struct tm_svd {
    size_t rows, cols, components;
    float *left;  /**< [rows x components], orthonormal columns */
    float *right; /**< [cols x components], orthonormal columns; the largest value of each is
                     positive */
    float *sigma; /**< [components], falling; 0 and zero columns beyond the rank */
} tm_svd;

typedef struct tm_svd_options {
    size_t size;         /**< sizeof(tm_svd_options) */
    size_t components;   /**< 0 means 100; never more than the smaller side of the matrix */
    unsigned iterations; /**< power iterations, 0 means 4: more is more exact */
} tm_svd_options;
#define TM_SVD_INIT                                                                                \
    {                                                                                              \
        sizeof(tm_svd_options), 0, 0                                                               \
    }

/**
 * Randomised truncated SVD (Halko, Martinsson & Tropp 2011), the LSA of text rows.
 *
 * With 4 iterations the residual is within 1 % of the best of that rank on TF-IDF rows (tested on
 * 20newsgroups). Cost O((2 iterations + 3) * entries * components + (rows + cols) * components^2);
 * memory about 3 * (rows + cols) * components floats. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_svd_new(tm_svd **out, const tm_sparse *m,
                                          const tm_svd_options *options, const tm_run *run,
                                          tm_error *err);
TM_API void tm_svd_free(tm_svd *svd);

/**
 * Fold-in: out (rows->rows x components) = rows * right, the coordinates of new rows. For the rows
 * the decomposition was made of this is left * diag(sigma), up to the residual.
 * Errors: TM_EINVAL (columns differ), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_svd_project(float *out, const tm_svd *svd, const tm_sparse *rows,
                                              const tm_run *run, tm_error *err);

/**
 * A map: places in the plane for dense rows, so that distances between points come close to the
 * Euclidean distances between rows (stress majorization, Gansner, Koren & North 2004, from
 * classical scaling as a start). Equal rows come to stand beside each other.
 * @param out  caller's buffer [rows x 2], unspecified on failure; any scale, the mean near 0
 * @param x    rows x cols, row-major, finite
 * On one thread, without anything random. Cost O(rows^2 (cols + 300)); memory 8 bytes * rows^2.
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_layout(float *out, const float *x, size_t rows, size_t cols,
                                         const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
