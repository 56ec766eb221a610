#include "linalg/cholesky.h"

#include <criterion/criterion.h>

#include <math.h>

Test(cholesky, factor_and_inverse_by_hand)
{
    /* r = 2 1 3 / 0 3 -1 / 0 0 5; the lower half of r' r is not read */
    double matrix[] = {4, 2, 6, NAN, 10, 0, NAN, NAN, 35}, inverse[9];
    static const double r[] = {2, 1, 3, 0, 3, -1, 0, 0, 5};
    static const double wanted[] = {1.0 / 2,  -1.0 / 6, -1.0 / 3, 0,      1.0 / 3,
                                    1.0 / 15, 0,        0,        1.0 / 5};

    cr_assert(tm__cholesky_inverse(inverse, matrix, 3, 0.0), "positive definite");
    for (size_t i = 0; i < 3; i++)
        for (size_t j = i; j < 3; j++)
            cr_expect_float_eq(matrix[i * 3 + j], r[i * 3 + j], 1e-14, "r %zu,%zu", i, j);
    for (size_t i = 0; i < 9; i++)
        cr_expect_float_eq(inverse[i], wanted[i], 1e-14, "inverse %zu is %g", i, inverse[i]);
}

Test(cholesky, refuses_small_pivots_whatever_the_scale)
{
    /* columns at an angle of which the squared sine is .19 */
    static const double cosine = 0.9, scales[] = {1, 1e-8, 1e8};
    double inverse[4];

    for (size_t s = 0; s < 3; s++) {
        const double c = scales[s];
        double above[] = {1, cosine * c, 0, c * c}, below[] = {1, cosine * c, 0, c * c};
        cr_expect(tm__cholesky_inverse(inverse, above, 2, 0.18), "above at scale %g", c);
        cr_expect_not(tm__cholesky_inverse(inverse, below, 2, 0.20), "below at scale %g", c);
    }
}

Test(cholesky, refuses_what_is_not_positive_definite)
{
    double zero[] = {0}, indefinite[] = {1, 2, 2, 1}, singular[] = {1, 1, 1, 1}, nan[] = {NAN},
           infinite[] = {INFINITY, 0, 0, 1}, inverse[4];

    cr_expect_not(tm__cholesky_inverse(inverse, zero, 1, 1e-3), "zero");
    cr_expect_not(tm__cholesky_inverse(inverse, indefinite, 2, 0.0), "indefinite");
    cr_expect_not(tm__cholesky_inverse(inverse, singular, 2, 0.0), "singular");
    cr_expect_not(tm__cholesky_inverse(inverse, nan, 1, 0.0), "not a number");
    cr_expect_not(tm__cholesky_inverse(inverse, infinite, 2, 1e-3), "infinite");
    cr_expect(tm__cholesky_inverse(NULL, NULL, 0, 0.0), "nothing");
}

/* Numbers of rows before and behind those that are taken out together; r' r = the matrix. */
Test(cholesky, factor_and_inverse_of_any_size)
{
    enum { MOST = 19 };

    for (size_t n = 1; n <= MOST; n++) {
        double r[MOST * MOST] = {0}, matrix[MOST * MOST] = {0}, inverse[MOST * MOST];
        for (size_t i = 0; i < n; i++)
            for (size_t j = i; j < n; j++)
                r[i * n + j] = i == j ? 2 + (double)i : 1.0 / (1.0 + (double)(3 * i + j));
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                for (size_t k = 0; k < n; k++)
                    matrix[i * n + j] += r[k * n + i] * r[k * n + j];
        cr_assert(tm__cholesky_inverse(inverse, matrix, n, 0.0), "%zu rows", n);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double one = 0;
                for (size_t k = 0; k < n; k++)
                    one += inverse[i * n + k] * r[k * n + j];
                cr_expect_float_eq(one, i == j, 1e-12, "%zu rows, cell %zu %zu", n, i, j);
            }
    }
}
