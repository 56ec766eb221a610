#include "dense.h"

#include <math.h>
#include <string.h>

Test(multiply, equals_the_slow_product)
{
    static const size_t widths[] = {1, 3, 8, 17, 25, 33, 41, 49, 57, 64, 71, 110, 128};

    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        const size_t width = widths[w];
        tm_sparse *m = random_sparse(300, 41, w);
        float *x = random_dense(41, width, w), *out = malloc(300 * width * sizeof *out);
        double *dense = to_dense(m);
        cr_assert_eq(tm_sparse_multiply(out, m, x, width, NULL, NULL), TM_OK, "width %zu", width);
        for (size_t i = 0; i < 300; i++)
            for (size_t j = 0; j < width; j++) {
                double want = 0;
                for (size_t c = 0; c < 41; c++)
                    want += dense[i * 41 + c] * x[c * width + j];
                cr_assert(fabs(out[i * width + j] - want) < 1e-4, "width %zu at %zu,%zu", width, i,
                          j);
            }
        tm_sparse_free(m);
        free(x);
        free(out);
        free(dense);
    }
}

Test(multiply, same_bits_on_any_number_of_threads)
{
    tm_sparse *m = random_sparse(700, 30, 9);
    float *x = random_dense(30, 20, 9), *a = malloc(700 * 20 * sizeof *a),
          *b = malloc(700 * 20 * sizeof *b);

    for (unsigned threads = 1; threads <= 8; threads++) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm_sparse_multiply(threads == 1 ? a : b, m, x, 20, &run, NULL), TM_OK, "%u",
                     threads);
        if (threads > 1)
            cr_assert_arr_eq(a, b, 700 * 20 * sizeof *a, "%u threads", threads);
    }
    tm_sparse_free(m);
    free(x);
    free(a);
    free(b);
}
