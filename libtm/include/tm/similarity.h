/** Cosine similarity between rows. */
#ifndef TM_SIMILARITY_H
#define TM_SIMILARITY_H

#include <tm/linalg.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Cosine of rows @p i and @p j of two matrices (which may be one). 0 if a row is zero. */
TM_API double tm_cosine(const tm_sparse *a, size_t i, const tm_sparse *b, size_t j);

/**
 * Cosine of every row with every row, dense, by OpenBLAS: out[i * rows + j].
 * For small sets (sentences, medoids): rows * rows floats. An all-zero row has similarity 0 with
 * every row, itself included. Exactly symmetric; the diagonal is exactly 1.
 * @param out  caller's buffer, unspecified on failure
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_cosine_gram(float *out, const tm_sparse *m, const tm_run *run,
                                              tm_error *err);

/**
 * The @p top most similar other rows of every row, exact, by an inverted index.
 *
 * @param[out] out  rows x rows; row i holds its neighbours with a cosine of at least @p threshold,
 *                  at most @p top of them (ties: lower row first), columns rising
 * @param m         rows of length 1 (see tm_sparse_normalize) with values not below 0
 * @param threshold in (0, 1]
 * Cost: the sum over terms of df^2; memory O(rows) a thread. Errors: TM_EINVAL, TM_ENOMEM,
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_neighbours(tm_sparse **out, const tm_sparse *m, size_t top,
                                             double threshold, const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
