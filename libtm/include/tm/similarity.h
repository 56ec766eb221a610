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

/** Joins look for nothing less alike than this. */
#define TM_LEAST_SIMILARITY 1e-30

/**
 * The @p top most similar other rows of every row, exact, by an inverted index.
 *
 * @param[out] out  rows x rows; row i holds its neighbours with a cosine of at least @p threshold,
 *                  at most @p top of them (ties: lower row first), columns rising. A value is
 *                  (float)tm_cosine() of the two rows, and as such it is compared.
 * @param m         rows of any length with values not below 0
 * @param threshold in [TM_LEAST_SIMILARITY, 1]
 * Bounds on what is left of two rows (Anastasiu & Karypis 2014) spare most of the frequent terms,
 * and a signature of 64 bytes most of the comparisons.
 * Cost: at worst the sum over terms of df^2; memory O(rows + cols) a thread,
 * and 40 bytes an entry and 80 a row.
 * Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW (2^32 entries), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_neighbours(tm_sparse **out, const tm_sparse *m, size_t top,
                                             double threshold, const tm_run *run, tm_error *err);

/**
 * All pairs of rows with a cosine of at least @p threshold, exact, each once: row i of @p out
 * (rows x rows) holds the rows behind i. Otherwise as tm_neighbours().
 */
TM_API TM_MUST_CHECK tm_status tm_pairs(tm_sparse **out, const tm_sparse *m, double threshold,
                                        const tm_run *run, tm_error *err);

/**
 * The @p top rows of @p rows most similar to each of @p queries, exact: queries->rows x rows->rows.
 * Otherwise as tm_neighbours(); also TM_EINVAL if the columns differ in number.
 */
TM_API TM_MUST_CHECK tm_status tm_search(tm_sparse **out, const tm_sparse *queries,
                                         const tm_sparse *rows, size_t top, double threshold,
                                         const tm_run *run, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
