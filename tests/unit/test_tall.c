#include "dense.h"
#include "fault_alloc.h"
#include "linalg/tall.h"

#include <math.h>

/* Shapes on both sides of the tiles of 64 and the chunks of 4096. */
static const size_t shapes[][3] = {{1, 1, 1}, {5, 3, 2}, {63, 64, 65}, {130, 70, 5}, {4100, 9, 66}};

Test(tall, gram_equals_the_slow_product)
{
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const size_t rows = shapes[s][0], n = shapes[s][1];
        float *x = random_dense(rows, n, s);
        double *g = malloc(n * n * sizeof *g);
        cr_assert_eq(tm__tall_gram(g, x, rows, n, NULL, NULL), TM_OK, "shape %zu", s);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double want = 0;
                for (size_t r = 0; r < rows; r++)
                    want += (double)x[r * n + i] * x[r * n + j];
                cr_assert(fabs(g[i * n + j] - want) < 1e-5 * (double)(rows + 10),
                          "shape %zu at %zu,%zu", s, i, j);
                cr_assert_eq(g[i * n + j], g[j * n + i], "symmetric");
            }
        free(x);
        free(g);
    }
}

Test(tall, multiply_equals_the_slow_product)
{
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const size_t rows = shapes[s][0], n = shapes[s][1], k = shapes[s][2];
        float *x = random_dense(rows, n, s), *w = random_dense(n, k, s + 50),
              *out = malloc(rows * k * sizeof *out);
        cr_assert_eq(tm__tall_multiply(out, x, rows, n, w, k, NULL, NULL), TM_OK, "shape %zu", s);
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < k; j++) {
                double want = 0;
                for (size_t c = 0; c < n; c++)
                    want += (double)x[i * n + c] * w[c * k + j];
                cr_assert(fabs(out[i * k + j] - want) < 1e-4, "shape %zu at %zu,%zu", s, i, j);
            }
        free(x);
        free(w);
        free(out);
    }
}

Test(tall, survives_allocation_failure)
{
    float x[6] = {1, 2, 3, 4, 5, 6};
    double g[4];

    fault_install();
    FAULT_LOOP(tm__tall_gram(g, x, 3, 2, &fault_run, NULL));
    cr_expect_eq(g[1], 1 * 2 + 3 * 4 + 5 * 6, "by hand");
    cr_expect_eq(fault_live, 0, "nothing left");
}
