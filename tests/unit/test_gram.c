#include "base/rng.h"
#include "fault_alloc.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static float *random_rows(size_t rows, size_t cols)
{
    float *x = malloc(rows * cols * sizeof *x + 1);
    struct tm__rng rng;

    tm__rng_seed(&rng, rows, cols);
    for (size_t i = 0; i < rows * cols; i++)
        x[i] = (float)(2 * tm__rng_uniform(&rng) - 1);
    return x;
}

Test(gram, equals_the_slow_reference_for_awkward_shapes)
{
    static const size_t shapes[][2] = {{1, 1},    {2, 3},   {63, 64},  {64, 65},
                                       {65, 129}, {130, 7}, {200, 200}};

    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const size_t n = shapes[s][0], k = shapes[s][1];
        float *x = random_rows(n, k), *g = malloc(n * n * sizeof *g);
        cr_assert_eq(tm_gram(g, x, n, k, NULL, NULL), TM_OK, "%zu x %zu", n, k);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double want = 0;
                for (size_t c = 0; c < k; c++)
                    want += (double)x[i * k + c] * x[j * k + c];
                cr_assert(fabs(g[i * n + j] - want) < 1e-5 * (double)(k + 10),
                          "%zu x %zu at %zu,%zu: %g not %g", n, k, i, j, g[i * n + j], want);
                cr_assert_eq(g[i * n + j], g[j * n + i], "symmetric to the bit");
            }
        free(x);
        free(g);
    }
}

Test(gram, same_bits_on_any_number_of_threads)
{
    const size_t n = 300, k = 170;
    float *x = random_rows(n, k), *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b);

    for (unsigned threads = 1; threads <= 8; threads++) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm_gram(threads == 1 ? a : b, x, n, k, &run, NULL), TM_OK, "%u threads",
                     threads);
        if (threads > 1)
            cr_assert_arr_eq(a, b, n * n * sizeof *a, "%u threads", threads);
    }
    free(x);
    free(a);
    free(b);
}

Test(gram, has_defined_results_at_the_edges)
{
    float g[4] = {9, 9, 9, 9};

    cr_expect_eq(tm_gram(g, NULL, 0, 5, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(tm_gram(g, NULL, 2, 0, NULL, NULL), TM_OK, "no columns");
    cr_expect_eq(g[3], 0.0f, "rows of nothing have product 0");
    cr_expect_eq(tm_gram(g, NULL, SIZE_MAX, 1, NULL, NULL), TM_EOVERFLOW, "wider than int");
}

Test(gram, survives_allocation_failure)
{
    const float x[6] = {1, 2, 3, 4, 5, 6};
    float g[4];

    fault_install();
    FAULT_LOOP(tm_gram(g, x, 2, 3, &fault_run, NULL));
    cr_expect_eq(g[1], 32.0f, "1 * 4 + 2 * 5 + 3 * 6");
    cr_expect_eq(fault_live, 0, "nothing left");
}
