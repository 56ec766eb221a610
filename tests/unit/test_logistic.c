#include "base/rng.h"
#include "fault_alloc.h"
#include "linalg/logistic.h"

#include <math.h>
#include <string.h>

/* One column of 0 and 1: the weights are log odds. 1 of 4 without it, 3 of 4 with it. */
Test(logistic, finds_log_odds)
{
    static const float x[] = {0, 0, 1, 1}, y[] = {1, 0, 1, 0}, weight[] = {1, 3, 3, 1};
    const struct tm__samples s = {4, 1, x, y, weight};
    double w[2];

    cr_assert_eq(tm__logistic_fit(w, &s, 0, NULL, NULL), TM_OK, "fit");
    cr_expect_float_eq(w[0], log(1. / 3), 1e-6, "constant: %g", w[0]);
    cr_expect_float_eq(w[1], log(9.), 1e-6, "column: %g", w[1]);
}

Test(logistic, takes_shares_for_answers)
{
    static const float x[] = {0, 1}, y[] = {.25f, .75f}, weight[] = {1, 1};
    const struct tm__samples s = {2, 1, x, y, weight};
    double w[2];

    cr_assert_eq(tm__logistic_fit(w, &s, 0, NULL, NULL), TM_OK, "fit");
    cr_expect_float_eq(w[0], log(1. / 3), 1e-6, "constant: %g", w[0]);
    cr_expect_float_eq(w[1], log(9.), 1e-6, "column: %g", w[1]);
}

Test(logistic, leaves_out_what_does_not_vary)
{
    static const float x[] = {7, 0, 7, 0, 7, 1, 7, 1}, y[] = {1, 0, 1, 0}, weight[] = {1, 3, 3, 1};
    const struct tm__samples s = {4, 2, x, y, weight};
    double w[3];

    cr_assert_eq(tm__logistic_fit(w, &s, 0, NULL, NULL), TM_OK, "fit");
    cr_expect_eq(w[1], 0, "the column of sevens: %g", w[1]);
    cr_expect_float_eq(w[2], log(9.), 1e-6, "the other: %g", w[2]);
}

/* Separable answers have no finite weights without a ridge. */
Test(logistic, stays_finite_with_a_ridge)
{
    static const float x[] = {-2, -1, 1, 2}, y[] = {0, 0, 1, 1}, weight[] = {1, 1, 1, 1};
    const struct tm__samples s = {4, 1, x, y, weight};
    double w[2];

    cr_assert_eq(tm__logistic_fit(w, &s, 1, NULL, NULL), TM_OK, "fit");
    cr_expect(w[1] > .1 && w[1] < 10, "weight: %g", w[1]);
    cr_expect_float_eq(w[0], 0, 1e-6, "constant: %g", w[0]);
}

enum { ROWS = 9000, COLUMNS = 7 };

static float x[ROWS * COLUMNS], y[ROWS], weight[ROWS];

static struct tm__samples random_samples(void)
{
    struct tm__rng rng;

    tm__rng_seed(&rng, 3, 0);
    for (size_t i = 0; i < ROWS; i++) {
        double z = -1;
        for (size_t j = 0; j < COLUMNS; j++) {
            x[i * COLUMNS + j] = (float)tm__rng_below(&rng, 1000) / 100 - 5;
            z += .1 * (double)j * x[i * COLUMNS + j];
        }
        y[i] = (double)tm__rng_below(&rng, 1000) < 1000 / (1 + exp(-z));
        weight[i] = 1 + (float)(i % 3);
    }
    return (struct tm__samples){ROWS, COLUMNS, x, y, weight};
}

/* The gradient of the loss is 0 where the loss is least, which no other code has to be trusted for.
 */
Test(logistic, ends_where_the_gradient_is_zero)
{
    const struct tm__samples s = random_samples();
    double w[COLUMNS + 1], gradient[COLUMNS + 1] = {0};

    cr_assert_eq(tm__logistic_fit(w, &s, 0, NULL, NULL), TM_OK, "fit");
    for (size_t i = 0; i < ROWS; i++) {
        double z = w[0], d;
        for (size_t j = 0; j < COLUMNS; j++)
            z += w[j + 1] * x[i * COLUMNS + j];
        d = weight[i] * (1 / (1 + exp(-z)) - y[i]);
        gradient[0] += d;
        for (size_t j = 0; j < COLUMNS; j++)
            gradient[j + 1] += d * x[i * COLUMNS + j];
    }
    for (size_t j = 0; j <= COLUMNS; j++)
        cr_expect_float_eq(gradient[j] / ROWS, 0, 1e-4, "%zu: %g", j, gradient[j]);
    cr_expect_float_eq(w[COLUMNS], .6, .05, "what it was made with: %g", w[COLUMNS]);
}

Test(logistic, does_not_depend_on_threads)
{
    const struct tm__samples s = random_samples();
    double one[COLUMNS + 1], more[COLUMNS + 1];

    for (unsigned threads = 1; threads <= 4; threads += 3) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm__logistic_fit(threads == 1 ? one : more, &s, 1, &run, NULL), TM_OK, "fit");
    }
    cr_expect_eq(memcmp(one, more, sizeof one), 0, "the same bits");
}

Test(logistic, says_what_it_cannot_do)
{
    static const float none[] = {0, 0};
    const struct tm__samples s = {2, 1, none, none, none}, wide = {1, 1000, x, y, weight};
    double w[2];
    tm_error err = {0};

    cr_expect_eq(tm__logistic_fit(w, &s, 1, NULL, &err), TM_EINVAL, "no weight");
    cr_expect_eq(tm__logistic_fit(w, &wide, 1, NULL, &err), TM_EOVERFLOW, "%s", err.message);
}

static tm_status fit_some(void)
{
    const struct tm__samples s = {100, COLUMNS, x, y, weight};
    double w[COLUMNS + 1];

    return tm__logistic_fit(w, &s, 1, &fault_run, NULL);
}

Test(logistic, survives_allocation_failure)
{
    random_samples();
    fault_install();
    FAULT_LOOP(fit_some());
    cr_expect_eq(fault_live, 0, "nothing left");
}
