/* Triangular factors of small symmetric matrices. */
#ifndef TM_LINALG_CHOLESKY_H
#define TM_LINALG_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * inverse (n x n) = the inverse of the upper triangular r with r' r = matrix, which is symmetric
 * and of which the upper half is read; r itself takes its place. Zeros stand below the diagonal of
 * inverse. False, and nothing of use in either, when a pivot is not above share times the diagonal
 * cell it began as: for the Gram matrix of x, the share of a column's square that the columns
 * before it leave over, whatever the scale of each. n^3 / 3 multiplications; allocates nothing.
 */
bool tm__cholesky_inverse(double *inverse, double *matrix, size_t n, double share);

#endif
