#include "base/rng.h"
#include "fault_alloc.h"
#include "linalg/boosting.h"

#include <math.h>
#include <string.h>

/* Yes where exactly one of two columns is 1: a sum over columns cannot say that. */
static const float xor_x[] = {0, 0, 0, 1, 1, 0, 1, 1}, xor_y[] = {0, 1, 1, 0},
                   xor_weight[] = {40, 41, 40, 40};
static const struct tm__samples xor_samples = {4, 2, xor_x, xor_y, xor_weight};

Test(boosting, learns_what_two_columns_say_together)
{
    const struct tm__boosting boosting = {60, .5, 1};
    struct tm__tree tree[60];
    double score[4] = {0}, again[TM__TREE_ROWS];
    float x[2 * TM__TREE_ROWS];

    cr_assert_eq(tm__boost(tree, score, &xor_samples, &boosting, NULL, NULL), TM_OK, "boost");
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(score[i] > 2, xor_y[i] > 0, "%zu: %g", i, score[i]);
        cr_expect_eq(score[i] < -2, xor_y[i] <= 0, "%zu: %g", i, score[i]);
    }
    for (size_t i = 0; i < 2 * TM__TREE_ROWS; i++) /* the same four rows again and again */
        x[i] = xor_x[2 * (i % TM__TREE_ROWS % 4) + i / TM__TREE_ROWS];
    tm__trees_score(again, tree, 60, x);
    for (size_t i = 0; i < TM__TREE_ROWS; i++)
        cr_expect_float_eq(again[i], score[i % 4], 1e-4, "%zu: trees say what they said", i);
}

/* One Newton step by hand: 3 of 4 yes from a score of 0 is a gradient of 1 and a curvature of 1. */
Test(boosting, takes_a_step_by_rate_and_ridge)
{
    static const float x[] = {5, 5, 5, 5}, y[] = {1, 1, 1, 0}, weight[] = {1, 1, 1, 1};
    const struct tm__samples s = {4, 1, x, y, weight};
    const struct tm__boosting boosting = {1, .5, 3};
    struct tm__tree tree;
    double score[4] = {0};

    cr_assert_eq(tm__boost(&tree, score, &s, &boosting, NULL, NULL), TM_OK, "boost");
    cr_expect_float_eq(score[0], .5 * 1 / (1 + 3), 1e-6, "%g", score[0]);
    cr_expect(isfinite(tree.above[0]), "a column that does not vary is no question");
}

Test(boosting, goes_on_from_what_is_known)
{
    static const float x[] = {0, 1}, y[] = {.25f, .75f}, weight[] = {100, 100};
    const struct tm__samples s = {2, 1, x, y, weight};
    const struct tm__boosting boosting = {4, .5, 1};
    struct tm__tree tree[4];
    double score[2] = {log(1. / 3), log(3.)};

    cr_assert_eq(tm__boost(tree, score, &s, &boosting, NULL, NULL), TM_OK, "boost");
    cr_expect_float_eq(score[0], log(1. / 3), 1e-6, "nothing is left: %g", score[0]);
    cr_expect_float_eq(score[1], log(3.), 1e-6, "nothing is left: %g", score[1]);
}

enum { ROWS = 3000, COLUMNS = 5, TREES = 10 };

static float x[ROWS * COLUMNS], y[ROWS], weight[ROWS];

Test(boosting, gives_the_same_bits_on_any_number_of_threads)
{
    const struct tm__samples s = {ROWS, COLUMNS, x, y, weight};
    const struct tm__boosting boosting = {TREES, .2, 5};
    struct tm__tree one[TREES], more[TREES];
    static double score[ROWS];
    struct tm__rng rng;

    tm__rng_seed(&rng, 7, 0);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < COLUMNS; j++)
            x[i * COLUMNS + j] = (float)tm__rng_below(&rng, 1000) / 100 - 5;
        y[i] = x[i * COLUMNS] * x[i * COLUMNS + 1] > (float)tm__rng_below(&rng, 9);
        weight[i] = 1 + (float)(i % 3);
    }
    cr_assert_eq(tm__boost(one, score, &s, &boosting, NULL, NULL), TM_OK, "boost");
    for (unsigned threads = 1; threads <= 4; threads++) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        memset(score, 0, sizeof score);
        cr_assert_eq(tm__boost(more, score, &s, &boosting, &run, NULL), TM_OK, "boost");
        memset(score, 0, sizeof score);
        cr_assert_eq(tm__boost(one, score, &s, &boosting, NULL, NULL), TM_OK, "boost");
        cr_expect_eq(memcmp(one, more, sizeof one), 0, "%u threads", threads);
    }
}

static tm_status boost_once(void)
{
    const struct tm__boosting boosting = {2, .5, 1};
    struct tm__tree tree[2];
    double score[4] = {0};

    return tm__boost(tree, score, &xor_samples, &boosting, &fault_run, NULL);
}

Test(boosting, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(boost_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
