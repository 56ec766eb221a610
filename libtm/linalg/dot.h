/* Small products of sparse rows, summed in double and in column order. */
#ifndef TM_LINALG_DOT_H
#define TM_LINALG_DOT_H

#include <tm/linalg.h>

double tm__sparse_norm(const tm_sparse *m, size_t row);
/* Row i of a times row j of b. Cost O(both rows). */
double tm__sparse_dot(const tm_sparse *a, size_t i, const tm_sparse *b, size_t j);

#endif
