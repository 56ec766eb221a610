/* Cosines of a row with all others, for what compares every pair. */
#ifndef TM_CLUSTER_ALL_COSINES_H
#define TM_CLUSTER_ALL_COSINES_H

#include <tm/linalg.h>

struct tm__all_cosines {
    const tm_sparse *m;    /* rows of any length, values not below 0 */
    tm_sparse *transposed; /* its terms */
    double *norm;          /* [rows] */
};

tm_status tm__all_cosines_new(struct tm__all_cosines *c, const tm_sparse *m, tm_error *err);
void tm__all_cosines_release(struct tm__all_cosines *c);

/*
 * out[0 .. limit): the cosines of `row` with the rows below `limit`, at most 1; 0 where one of both
 * is zero. Sums are in double. Cost O(limit), and the rows below limit of every term of the row.
 */
void tm__all_cosines_row(double *out, const struct tm__all_cosines *c, size_t row, size_t limit);

#endif
