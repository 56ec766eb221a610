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
 * Takes the answers of some rows of a join.
 * @param first    the row whose answers are row 0 of @p answers
 * @param answers  rows behind one another, columns rising; freed after the call
 * @return TM_OK to go on; anything else ends the join, which returns it with what is in @p err
 */
typedef tm_status (*tm_answers_fn)(void *ctx, size_t first, const tm_sparse *answers,
                                   tm_error *err);

/**
 * The rows of tm_pairs() as they are found, from row 0 on, to @p take on the calling thread, so
 * that the memory does not grow with the pairs: beside the index two million answers and those of
 * eight rows a thread. How many rows come at a time is not told beforehand.
 * Otherwise as tm_pairs().
 */
TM_API TM_MUST_CHECK tm_status tm_pairs_each(const tm_sparse *m, double threshold,
                                             tm_answers_fn take, void *ctx, const tm_run *run,
                                             tm_error *err);

/**
 * The @p top rows of @p rows most similar to each of @p queries, exact: queries->rows x rows->rows.
 * Otherwise as tm_neighbours(); also TM_EINVAL if the columns differ in number.
 */
TM_API TM_MUST_CHECK tm_status tm_search(tm_sparse **out, const tm_sparse *queries,
                                         const tm_sparse *rows, size_t top, double threshold,
                                         const tm_run *run, tm_error *err);

/**
 * Near-duplicates among sets, by Jaccard similarity (what two sets share over what they hold
 * together), exact. Row by row: a set that is at least @p threshold like an earlier representative
 * stands under the most similar of them (ties: the lower row); any other set is a representative
 * itself; and a set equal to an earlier one goes where that one went. So every member is that close
 * to its representative, and nothing is chained.
 *
 * @param[out] representative  caller's buffer [rows]: the row that stands for each; itself, if it
 * is a representative. An empty set is one of its own.
 * @param[out] similarity      caller's buffer [rows]: to the representative; 1 for itself
 * @param sets       only where entries are matters, not their values; see tm_shingles()
 * @param threshold  in (0, 1]; 1 finds equal sets only
 * By a prefix filter (Bayardo, Ma & Srikant 2007). Equal sets cost O(their size) each; others, at
 * worst, every representative that shares one of their rarest elements. Memory O(entries + rows +
 * cols). The outputs are unspecified on failure. Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW (2^32
 * entries), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_near_duplicates(uint32_t *representative, float *similarity,
                                                  const tm_sparse *sets, double threshold,
                                                  const tm_run *run, tm_error *err);

/**
 * Centroid: the mean of rows @p row[0..count) of a matrix, each scaled to length 1 first (a zero
 * row counts as zero), so that long documents do not outweigh short ones.
 * @param[out] out  caller's buffer of m->cols floats
 * @param row  NULL: all rows, and @p count is not looked at
 * Sums in double, in the order of the rows; no rows give zeros. Cost O(entries + cols).
 * Errors: TM_EINVAL (a row is not there), TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_centroid(float *out, const tm_sparse *m, const uint32_t *row,
                                           size_t count, tm_error *err);

/**
 * Medoid: of rows @p row[0..count), the one with the highest mean cosine to all of them (ties: the
 * one that comes first in @p row). That is the row closest to their centroid, so no pair is
 * compared.
 * @param[out] out  the row's number in @p m
 * @param row  NULL: all rows, and @p count is not looked at
 * Cost O(entries + cols). Errors: TM_EINVAL (no rows, or a row is not there), TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_medoid(uint32_t *out, const tm_sparse *m, const uint32_t *row,
                                         size_t count, tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
