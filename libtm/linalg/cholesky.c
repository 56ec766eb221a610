#include "linalg/cholesky.h"

#include "base/clones.h"

#include <math.h>
#include <string.h>

enum { TOGETHER = 4 }; /* rows that are taken out of another in one pass over it */

/*
 * row -= scale[r] times other row r, one after the other, in the cells [from, n): as if each had
 * been taken out by itself, to the bit, but what is left goes to memory once.
 */
static inline void subtract(double *restrict row, const double *restrict other,
                            const double scale[TOGETHER], size_t stride, size_t from, size_t n)
{
    const double *const a = other, *const b = a + stride, *const c = b + stride,
                        *const d = c + stride;
    const double x = scale[0], y = scale[1], z = scale[2], w = scale[3];

    for (size_t j = from; j < n; j++)
        row[j] = row[j] - x * a[j] - y * b[j] - z * c[j] - w * d[j];
}

static inline void subtract_one(double *restrict row, const double *restrict other, double scale,
                                size_t from, size_t n)
{
    for (size_t j = from; j < n; j++)
        row[j] -= scale * other[j];
}

/* Rows [first, end) of the factor, of what earlier ones left. */
static inline bool finish_rows(double *matrix, const double *diagonal, size_t first, size_t end,
                               size_t n, double share)
{
    for (size_t k = first; k < end; k++) {
        double *const row = matrix + k * n;
        const double pivot = row[k], root = sqrt(pivot);
        if (!(pivot > share * diagonal[k]) || !(pivot > 0)) /* not a number fails as well */
            return false;
        for (size_t j = k; j < n; j++)
            row[j] /= root;
        for (size_t i = k + 1; i < end; i++)
            subtract_one(matrix + i * n, row, row[i], i, n);
    }
    return true;
}

/* Some rows of r at a time are made and taken out of those below, along the rows. */
static TM__CLONES bool factorize(double *matrix, double *diagonal, size_t n, double share)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++)
        diagonal[i] = matrix[i * n + i];
    for (; k + TOGETHER <= n; k += TOGETHER) {
        const double *const made = matrix + k * n;
        if (!finish_rows(matrix, diagonal, k, k + TOGETHER, n, share))
            return false;
        for (size_t i = k + TOGETHER; i < n; i++) {
            const double scale[TOGETHER] = {made[i], made[n + i], made[2 * n + i], made[3 * n + i]};
            subtract(matrix + i * n, made, scale, n, i, n);
        }
    }
    return finish_rows(matrix, diagonal, k, n, n, share);
}

/* Back substitution: row i of the inverse wants the rows below it, which are 0 before their own
 * diagonal. */
static TM__CLONES void invert(double *inverse, const double *r, size_t n)
{
    memset(inverse, 0, n * n * sizeof *inverse);
    for (size_t i = n; i-- > 0;) {
        double *const row = inverse + i * n;
        size_t k = i + 1;
        row[i] = 1;
        for (; k + TOGETHER <= n; k += TOGETHER)
            subtract(row, inverse + k * n, r + i * n + k, n, k, n);
        for (; k < n; k++)
            subtract_one(row, inverse + k * n, r[i * n + k], k, n);
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
