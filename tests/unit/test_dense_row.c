#include "linalg/dense_row.h"

#include <criterion/criterion.h>
#include <math.h>

Test(dense_row, product_agrees_with_the_sum)
{
    float a[40], b[40];
    double want = 0;

    for (size_t i = 0; i < 40; i++) {
        a[i] = (float)i - 7;
        b[i] = (float)(i * i) / 8;
    }
    for (size_t width = 0; width <= 40; width++) {
        cr_expect_float_eq(tm__dense_dot(a, b, width), want, 1e-2, "width %zu", width);
        want += width < 40 ? (double)a[width] * b[width] : 0;
    }
}

Test(dense_row, gets_length_one_however_small_it_is)
{
    float x[40], tiny[40], zero[40] = {0};

    for (size_t width = 1; width <= 40; width++) {
        for (size_t i = 0; i < width; i++) {
            x[i] = (float)i - 7.5f;
            tiny[i] = ldexpf(x[i], -100);
        }
        tm__dense_normalize(x, width);
        tm__dense_normalize(tiny, width);
        tm__dense_normalize(zero, width);
        cr_expect_float_eq(tm__dense_dot(x, x, width), 1, 1e-6, "width %zu", width);
        cr_expect_arr_eq(x, tiny, width * sizeof *x, "width %zu: the scale does not matter", width);
        cr_expect_eq(zero[width - 1], 0, "zeros stay");
    }
}
