#include "dense.h"
#include "fault_alloc.h"
#include "linalg/orthonormal.h"
#include "linalg/tall.h"

#include <math.h>

Test(orthonormal, eigen_by_hand)
{
    /* 2 1 / 1 2 has eigenvalues 3 along (1,1) and 1 along (1,-1) */
    static const double matrix[] = {2, 1, 1, 2};
    double value[2], vector[4];

    cr_assert_eq(tm__eigen(value, vector, matrix, 2, NULL), TM_OK, "eigen");
    cr_expect_float_eq(value[0], 3, 1e-12, "the larger first");
    cr_expect_float_eq(value[1], 1, 1e-12, "the smaller");
    cr_expect_float_eq(fabs(vector[0]), sqrt(0.5), 1e-12, "length 1");
    cr_expect_float_eq(vector[0], vector[2], 1e-12,
                       "along (1,1): components stand below each other");
    cr_expect_float_eq(vector[1], -vector[3], 1e-12, "along (1,-1)");
    cr_expect_eq(tm__eigen(NULL, NULL, NULL, 0, NULL), TM_OK, "nothing");
}

static void expect_orthonormal(const float *x, size_t rows, size_t columns, const char *what)
{
    double *g = malloc(columns * columns * sizeof *g);

    cr_assert_eq(tm__tall_gram(g, x, rows, columns, NULL, NULL), TM_OK, "gram");
    for (size_t i = 0; i < columns; i++)
        for (size_t j = 0; j < columns; j++)
            cr_assert(fabs(g[i * columns + j] - (i == j)) < 1e-5, "%s: %zu,%zu is %g", what, i, j,
                      g[i * columns + j]);
    free(g);
}

Test(orthonormal, makes_columns_orthonormal_even_when_they_are_nearly_parallel)
{
    enum { ROWS = 500, COLUMNS = 30 };
    float *x = random_dense(ROWS, COLUMNS, 1), *spare = malloc(ROWS * COLUMNS * sizeof *spare);

    cr_assert_eq(tm__orthonormalize(x, spare, ROWS, COLUMNS, NULL, NULL), TM_OK, "random");
    expect_orthonormal(x, ROWS, COLUMNS, "random");
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 1; j < COLUMNS; j++)
            x[i * COLUMNS + j] = x[i * COLUMNS] + 0.01f * x[i * COLUMNS + j];
    cr_assert_eq(tm__orthonormalize(x, spare, ROWS, COLUMNS, NULL, NULL), TM_OK, "nearly parallel");
    expect_orthonormal(x, ROWS, COLUMNS, "nearly parallel");
    free(x);
    free(spare);
}

Test(orthonormal, gives_zero_columns_beyond_the_rank)
{
    float x[6 * 3], spare[6 * 3];
    double g[9], trace;

    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 3; j++)
            x[i * 3 + j] = (float)((i + 1) * (j + 1)); /* rank 1 */
    cr_assert_eq(tm__orthonormalize(x, spare, 6, 3, NULL, NULL), TM_OK, "rank 1");
    cr_assert_eq(tm__tall_gram(g, x, 6, 3, NULL, NULL), TM_OK, "gram");
    trace = g[0] + g[4] + g[8];
    cr_expect_float_eq(trace, 1, 1e-5, "one direction is left: %g", trace);
}

Test(orthonormal, minds_no_scale_of_a_column)
{
    enum { ROWS = 500, COLUMNS = 30 };
    float *x = random_dense(ROWS, COLUMNS, 2), *spare = malloc(ROWS * COLUMNS * sizeof *spare);

    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < COLUMNS; j++)
            x[i * COLUMNS + j] *= powf(2, (float)j - 15);
    cr_assert_eq(tm__orthonormalize(x, spare, ROWS, COLUMNS, NULL, NULL), TM_OK, "scaled");
    expect_orthonormal(x, ROWS, COLUMNS, "scaled");
    free(x);
    free(spare);
}

/* Every column close to the one before: angles from wide to hardly above rounding. */
Test(orthonormal, is_orthonormal_at_any_angle)
{
    enum { ROWS = 300, COLUMNS = 12 };
    float *spare = malloc(ROWS * COLUMNS * sizeof *spare);

    for (int power = 0; power <= 10; power++) {
        float *x = random_dense(ROWS, COLUMNS, 3);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 1; j < COLUMNS; j++)
                x[i * COLUMNS + j] = x[i * COLUMNS + j - 1] + ldexpf(x[i * COLUMNS + j], -power);
        cr_assert_eq(tm__orthonormalize(x, spare, ROWS, COLUMNS, NULL, NULL), TM_OK, "%d", power);
        expect_orthonormal(x, ROWS, COLUMNS, "angle");
        free(x);
    }
    free(spare);
}

Test(orthonormal, spans_the_same_after_one_pass)
{
    enum { ROWS = 300, COLUMNS = 12 };
    const size_t size = ROWS * COLUMNS * sizeof(float);
    float *once = malloc(size), *twice = random_dense(ROWS, COLUMNS, 4), *both = malloc(2 * size);
    double g[4 * COLUMNS * COLUMNS], trace = 0;

    for (size_t i = 0; i < ROWS; i++) /* the last two are one */
        twice[i * COLUMNS + COLUMNS - 1] = twice[i * COLUMNS + COLUMNS - 2];
    cr_assert_eq(tm__orthonormalize_once(once, twice, ROWS, COLUMNS, NULL, NULL), TM_OK, "once");
    cr_assert_eq(tm__orthonormalize(twice, both, ROWS, COLUMNS, NULL, NULL), TM_OK, "twice");
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < COLUMNS; j++) {
            both[i * 2 * COLUMNS + j] = once[i * COLUMNS + j];
            both[i * 2 * COLUMNS + COLUMNS + j] = twice[i * COLUMNS + j];
        }
    cr_assert_eq(tm__tall_gram(g, both, ROWS, 2 * COLUMNS, NULL, NULL), TM_OK, "gram");
    for (size_t i = 0; i < COLUMNS; i++)
        for (size_t j = COLUMNS; j < 2 * COLUMNS; j++)
            trace += g[i * 2 * COLUMNS + j] * g[i * 2 * COLUMNS + j];
    /* The cosines of two bases of one space square up to its dimension. */
    cr_expect_float_eq(trace, COLUMNS - 1, 1e-3, "%g", trace);
    free(once);
    free(twice);
    free(both);
}

Test(orthonormal, survives_allocation_failure)
{
    float x[] = {1, 2, 3, 5}, parallel[] = {1, 2, 2, 4}, spare[4];
    static const double matrix[] = {2, 1, 1, 2};
    double value[2], vector[4];

    fault_install();
    FAULT_LOOP(tm__orthonormalize(x, spare, 2, 2, &fault_run, NULL));
    FAULT_LOOP(tm__orthonormalize(parallel, spare, 2, 2, &fault_run, NULL));
    FAULT_LOOP(tm__orthonormalize_once(spare, parallel, 2, 2, &fault_run, NULL));
    FAULT_LOOP(tm__eigen(value, vector, matrix, 2, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
