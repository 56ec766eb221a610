#include "linalg/cholesky.h"

#include "base/clones.h"

#include <math.h>
#include <string.h>

/* row -= scale times other, in the cells [from, n). */
static inline void subtract(double *restrict row, const double *restrict other, double scale, size_t from,
                     size_t n)
{
    for (size_t j = from; j < n; j++)
        row[j] -= scale * other[j];
}

/* Row by row of r, each taken out of those below, so that every inner loop runs along a row. */
static TM__CLONES bool factorize(double *matrix, double *diagonal, size_t n, double share)
{
    for (size_t k = 0; k < n; k++)
        diagonal[k] = matrix[k * n + k];
    for (size_t k = 0; k < n; k++) {
        double *row = matrix + k * n;
        const double pivot = row[k], root = sqrt(pivot);
        if (!(pivot > share * diagonal[k]) || !(pivot > 0)) /* not a number fails as well */
            return false;
        for (size_t j = k; j < n; j++)
            row[j] /= root;
        for (size_t i = k + 1; i < n; i++)
            subtract(matrix + i * n, row, row[i], i, n);
    }
    return true;
}

/* Back substitution: row i of the inverse wants the rows below it. */
static TM__CLONES void invert(double *inverse, const double *r, size_t n)
{
    memset(inverse, 0, n * n * sizeof *inverse);
    for (size_t i = n; i-- > 0;) {
        double *row = inverse + i * n;
        row[i] = 1;
        for (size_t k = i + 1; k < n; k++)
            subtract(row, inverse + k * n, r[i * n + k], k, n);
        for (size_t j = i; j < n; j++)
            row[j] /= r[i * n + i];
    }
}

bool tm__cholesky_inverse(double *inverse, double *matrix, size_t n, double share)
{
    if (n == 0)
        return true;
    if (!factorize(matrix, inverse, n, share)) /* whose first row is free until then */
        return false;
    invert(inverse, matrix, n);
    return true;
}
