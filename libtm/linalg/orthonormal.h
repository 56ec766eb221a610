/* Orthonormal columns. */
#ifndef TM_LINALG_ORTHONORMAL_H
#define TM_LINALG_ORTHONORMAL_H

#include <tm/linalg.h>

/* Eigenvalues (falling) and eigenvectors of a symmetric n x n matrix; vector[i * n + j] is
 * component i of vector j. */
tm_status tm__eigen(double *value, double *vector, const double *matrix, size_t n, tm_error *err);

/*
 * Make the columns of x (rows x columns) orthonormal in place, spanning what they span now.
 * Directions that are there only by rounding become zero columns.
 * By the Cholesky factor of x' x, twice (CholeskyQR2, Yamamoto, Nakatsukasa, Yanagisawa & Fukaya
 * 2015); where columns are nearly dependent, by its eigenvectors, twice (SVQB, Stathopoulos & Wu
 * 2002). Both need products of tall matrices only.
 * spare: rows x columns floats.
 */
tm_status tm__orthonormalize(float *x, float *spare, size_t rows, size_t columns, const tm_run *run,
                             tm_error *err);

/*
 * The same in one pass, into out (rows x columns): good enough between products of a power
 * iteration, which ask for the span and for columns far from dependent.
 */
tm_status tm__orthonormalize_once(float *out, const float *x, size_t rows, size_t columns,
                                  const tm_run *run, tm_error *err);

#endif
