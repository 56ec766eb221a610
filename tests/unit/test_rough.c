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

/* The products of row i and n others. */
static void ask(const struct tm__rough *rough, const float *x, size_t i, const uint32_t *row,
                size_t n, struct tm__rough_dot *dot)
{
    struct tm__rough_query query;

    cr_assert(tm__rough_query_new(&query, rough), "memory");
    tm__rough_ask(&query, x + i * WIDTH, WIDTH);
    tm__rough_dots(rough, &query, row, n, dot);
    tm__rough_query_release(&query);
}

Test(rough, is_as_near_as_it_says)
{
    float x[ROWS * WIDTH];
    struct tm__rough rough;
    struct tm__rough_dot dot[ROWS];
    uint32_t row[ROWS];

    fill(x);
    for (size_t j = 0; j < ROWS; j++)
        row[j] = (uint32_t)(j * 7 % ROWS);
    cr_assert_eq(tm__rough_new(&rough, x, ROWS, WIDTH, NULL, NULL), TM_OK, "made");
    for (size_t i = 0; i < ROWS; i++) {
        ask(&rough, x, i, row, ROWS, dot);
        for (size_t j = 0; j < ROWS; j++) {
            double exact = 0;
            for (size_t k = 0; k < WIDTH; k++)
                exact += (double)x[i * WIDTH + k] * x[row[j] * WIDTH + k];
            cr_expect_leq(fabs(dot[j].dot - exact), dot[j].error, "rows %zu and %u", i, row[j]);
            cr_expect(i != 3 || dot[j].dot == 0, "zero");
        }
    }
    tm__rough_release(&rough);
}

/* Rows of one length, as document vectors are. */
Test(rough, is_near)
{
    float x[ROWS * WIDTH];
    struct tm__rough rough;
    struct tm__rough_dot dot[5];
    static const uint32_t row[5] = {10, 11, 12, 13, 14};

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
    ask(&rough, x, 0, row, 5, dot);
    for (size_t i = 0; i < 5; i++)
        cr_expect_lt(dot[i].error, 0.025, "row %u", row[i]);
    tm__rough_release(&rough);
}

/* Without values there is nothing but what is noted. */
Test(rough, tells_what_is_noted)
{
    struct tm__rough rough;
    struct tm__rough_query query;
    struct tm__rough_dot dot[2];
    static const uint32_t row[2] = {1, 0};

    cr_assert_eq(tm__rough_new(&rough, NULL, 2, 0, NULL, NULL), TM_OK, "made");
    cr_assert(tm__rough_query_new(&query, &rough), "memory");
    *tm__rough_note(&rough, 1) = (struct tm__rough_note){0.5F, 6};
    tm__rough_ask(&query, NULL, 0);
    tm__rough_dots(&rough, &query, row, 2, dot);
    cr_expect(dot[0].note.length == 0.5F && dot[0].note.terms == 6, "row 1");
    cr_expect(dot[1].note.length == 0 && dot[1].note.terms == 0, "row 0");
    cr_expect(dot[0].dot == 0 && dot[0].error < 1e-5, "product");
    tm__rough_query_release(&query);
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
