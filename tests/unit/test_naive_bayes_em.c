#include "cluster/naive_bayes_em.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 30, COLS = 12, K = 3 };

/* Counts 1 .. 3. */
static tm_sparse *some_counts(uint64_t seed)
{
    tm_sparse *m = random_rows(ROWS, COLS, 4, seed);

    for (uint64_t e = 0; e < m->row_start[ROWS]; e++)
        m->value[e] = (float)(1 + e % 3);
    return m;
}

static void start(float *share, uint64_t seed)
{
    struct tm__rng rng;

    tm__rng_seed(&rng, seed, 7);
    for (size_t i = 0; i < ROWS; i++) {
        const size_t j = tm__rng_below(&rng, K);
        for (size_t l = 0; l < K; l++)
            share[i * K + l] = l == j ? 0.8f : 0.1f;
    }
}

/* One pass, as the paper writes it down. */
static void slow_pass(double *share, const tm_sparse *m, double before)
{
    double word[COLS][K] = {{0}}, total[K] = {0}, rows[K] = {0};

    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < K; j++) {
            rows[j] += share[i * K + j];
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
                word[m->column[e]][j] += share[i * K + j] * m->value[e];
                total[j] += share[i * K + j] * m->value[e];
            }
        }
    for (size_t i = 0; i < ROWS; i++) {
        double chance[K], sum = 0;
        for (size_t j = 0; j < K; j++) {
            chance[j] = (1 + rows[j]) / (ROWS + K);
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                chance[j] *=
                    pow((before + word[m->column[e]][j]) / (before * COLS + total[j]), m->value[e]);
            sum += chance[j];
        }
        for (size_t j = 0; j < K; j++)
            share[i * K + j] = chance[j] / sum;
    }
}

Test(naive_bayes_em, does_what_the_paper_says)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        const double before = seed % 2 ? 1 : 0.1;
        tm_sparse *m = some_counts(seed);
        float share[ROWS * K];
        double slow[ROWS * K];
        start(share, seed);
        for (size_t x = 0; x < ROWS * K; x++)
            slow[x] = share[x];
        cr_assert_eq(tm__bayes_em(share, m, K, before, 3, NULL, NULL), TM_OK, "run");
        for (int pass = 0; pass < 3; pass++)
            slow_pass(slow, m, before);
        for (size_t x = 0; x < ROWS * K; x++)
            cr_expect(fabs(share[x] - slow[x]) < 1e-4, "seed %d, %zu: %g, not %g", (int)seed, x,
                      (double)share[x], slow[x]);
        tm_sparse_free(m);
    }
}

Test(naive_bayes_em, stops_when_nothing_is_won)
{
    tm_sparse *m = some_counts(1);
    float some[ROWS * K], more[ROWS * K];

    start(some, 1);
    start(more, 1);
    cr_assert_eq(tm__bayes_em(some, m, K, 1, 500, NULL, NULL), TM_OK, "run");
    cr_assert_eq(tm__bayes_em(more, m, K, 1, 100000, NULL, NULL), TM_OK, "run");
    cr_expect_arr_eq(some, more, sizeof some, "the same");
    tm_sparse_free(m);
}

Test(naive_bayes_em, can_be_cancelled_and_survives_allocation_failure)
{
    const tm_run run = {sizeof run, 1, 0, stop_at_once, NULL};
    float share[ROWS * K];
    tm_sparse *m;

    fault_install();
    m = some_counts(1);
    start(share, 1);
    cr_expect_eq(tm__bayes_em(share, m, K, 1, 3, &run, NULL), TM_ECANCELLED, "cancelled");
    FAULT_LOOP(tm__bayes_em(share, m, K, 1, 3, &fault_run, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
