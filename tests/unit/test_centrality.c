#include "fault_alloc.h"
#include "summarize/centrality.h"

#include <math.h>

/* A star and a loner: cosines 0-1 .6, 0-2 .8, all others 0. */
static uint64_t start[] = {0, 2, 3, 4, 5};
static uint32_t column[] = {0, 1, 0, 1, 2};
static float value[] = {.6f, .8f, 1, 1, 1};
static const tm_sparse star = {4, 3, start, column, value};

/*
 * By hand, d = .85: let a = (.15 (x0 + x1 + x2) + x3) / 4 be what everybody gets. The loner has
 * x3 = a, and the sum is 1, so x3 = .15 / 3.15 = 1/21. x0 = a + .85 (x1 + x2),
 * x1 = a + .85 (.6 / 1.4) x0, x2 = a + .85 (.8 / 1.4) x0, so x0 = 2.7 a / (1 - .85^2).
 */
Test(centrality, of_four_sentences_by_hand)
{
    const double a = 1. / 21, x0 = 2.7 * a / (1 - .85 * .85);
    const double want[] = {x0, a + .85 * (.6 / 1.4) * x0, a + .85 * (.8 / 1.4) * x0, a};
    double x[4];

    cr_assert_eq(tm__lexrank(x, &star, .85, NULL, NULL), TM_OK, "rank");
    for (size_t i = 0; i < 4; i++)
        cr_expect_float_eq(x[i], want[i], 1e-7, "%zu: %.9f, by hand %.9f", i, x[i], want[i]);
}

/* The definition with the whole matrix of cosines, 2,000 steps. */
static void reference(double *x, const tm_sparse *m, double d)
{
    const size_t n = m->rows;
    double g[16][16], sum[16] = {0}, y[16];

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            g[i][j] = i == j ? 0 : tm_cosine(m, i, m, j);
            sum[i] += g[i][j];
        }
        x[i] = 1. / (double)n;
    }
    for (int k = 0; k < 2000; k++) {
        for (size_t j = 0; j < n; j++) {
            y[j] = (1 - d) / (double)n;
            for (size_t i = 0; i < n; i++)
                y[j] += d * x[i] * (sum[i] > 0 ? g[i][j] / sum[i] : 1. / (double)n);
        }
        for (size_t j = 0; j < n; j++)
            x[j] = y[j];
    }
}

Test(centrality, equals_the_walk_over_the_whole_matrix)
{
    tm_sparse *m;
    double x[16], want[16], sum = 0;

    cr_assert_eq(tm_sparse_new(&m, 16, 40, 16 * 6, NULL), TM_OK, "new");
    for (size_t i = 0; i < 16; i++) {
        /* Row 7 is empty, row 11 alone with its terms; the rest overlap. */
        const size_t count = i == 7 ? 0 : 6, first = i == 11 ? 30 : i,
                     gap = i == 11 ? 1 : 1 + i % 3;
        for (size_t k = 0; k < count; k++) {
            m->column[m->row_start[i] + k] = (uint32_t)(first + k * gap) % 40;
            m->value[m->row_start[i] + k] = (float)(1 + (i * k) % 5);
            if (i != 11 && m->column[m->row_start[i] + k] >= 30)
                m->value[m->row_start[i] + k] = 0;
        }
        m->row_start[i + 1] = m->row_start[i] + count;
    }
    cr_assert_eq(tm_sparse_check(m, NULL), TM_OK, "rows in order");
    tm_sparse_normalize(m);
    reference(want, m, .85);
    cr_assert_eq(tm__lexrank(x, m, .85, NULL, NULL), TM_OK, "rank");
    for (size_t i = 0; i < 16; i++) {
        cr_expect_float_eq(x[i], want[i], 1e-6, "%zu: %.9f, want %.9f", i, x[i], want[i]);
        sum += x[i];
    }
    cr_expect_float_eq(sum, 1, 1e-9, "a distribution");
    tm_sparse_free(m);
}

Test(centrality, of_nothing_alike_is_equal)
{
    static uint64_t none[] = {0, 0, 0, 0};
    const tm_sparse empty = {3, 0, none, NULL, NULL};
    const tm_sparse nobody = {0, 0, none, NULL, NULL};
    double x[3];

    cr_assert_eq(tm__lexrank(x, &empty, .85, NULL, NULL), TM_OK, "rank");
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(x[i], 1. / 3, 1e-12, "%zu", i);
    cr_expect_eq(tm__lexrank(x, &nobody, .85, NULL, NULL), TM_OK, "no sentence");
}

static int stop(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)stage;
    (void)done;
    (void)total;
    return 1;
}

Test(centrality, can_be_cancelled)
{
    const tm_run run = {sizeof run, 1, 0, stop, NULL};
    double x[4];

    cr_expect_eq(tm__lexrank(x, &star, .85, &run, NULL), TM_ECANCELLED, "cancelled");
}

Test(centrality, survives_allocation_failure)
{
    double x[4];

    fault_install();
    FAULT_LOOP(tm__lexrank(x, &star, .85, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
