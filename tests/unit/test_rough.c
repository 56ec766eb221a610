#include "cluster/rough.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 40, WIDTH = 71 };

/* Rows of any length, one of them zero, one with a single large value. */
static void fill(float *x)
{
    uint32_t state = 7;

    for (size_t i = 0; i < ROWS * WIDTH; i++) {
        state = state * 1664525 + 1013904223;
        x[i] = ((float)(state >> 8) / (1 << 24) - 0.5F) / (float)(1 + i / WIDTH);
    }
    for (size_t j = 0; j < WIDTH; j++)
        x[3 * WIDTH + j] = 0;
    x[5 * WIDTH + 1] = 9;
}

Test(rough, is_as_near_as_it_says)
{
    float x[ROWS * WIDTH];
    struct tm__rough rough;

    fill(x);
    cr_assert_eq(tm__rough_new(&rough, x, ROWS, WIDTH, NULL, NULL), TM_OK, "made");
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < ROWS; j++) {
            double exact = 0;
            for (size_t k = 0; k < WIDTH; k++)
                exact += (double)x[i * WIDTH + k] * x[j * WIDTH + k];
            tm__rough_prefetch(&rough, j);
            cr_expect_leq(fabs(tm__rough_dot(&rough, i, j) - exact), tm__rough_error(&rough, i, j),
                          "rows %zu and %zu", i, j);
        }
    cr_expect_eq(tm__rough_dot(&rough, 3, 4), 0, "zero");
    tm__rough_release(&rough);
}

/* Rows of one length, as document vectors are. */
Test(rough, is_near)
{
    float x[ROWS * WIDTH];
    struct tm__rough rough;

    fill(x);
    for (size_t i = 0; i < ROWS; i++) {
        double sum = 0;
        x[i * WIDTH] = x[5 * WIDTH + 1] = 0.1F;
        for (size_t k = 0; k < WIDTH; k++)
            sum += (double)x[i * WIDTH + k] * x[i * WIDTH + k];
        for (size_t k = 0; k < WIDTH; k++)
            x[i * WIDTH + k] = (float)(x[i * WIDTH + k] / sqrt(sum));
    }
    cr_assert_eq(tm__rough_new(&rough, x, ROWS, WIDTH, NULL, NULL), TM_OK, "made");
    for (size_t i = 10; i < 15; i++)
        cr_expect_lt(tm__rough_error(&rough, 0, i), 0.05, "row %zu", i);
    tm__rough_release(&rough);
}

Test(rough, survives_allocation_failure)
{
    float x[ROWS * WIDTH];
    struct tm__rough rough;

    fill(x);
    fault_install();
    FAULT_LOOP(tm__rough_new(&rough, x, ROWS, WIDTH, &fault_run, NULL));
    tm__rough_release(&rough);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
