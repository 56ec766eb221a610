#include "evaluate/expected_mi.h"
#include "fault_alloc.h"

#include <math.h>

enum { N = 7 };

static double mutual_information(const uint32_t *a, const uint32_t *b)
{
    double both[3][3] = {{0}}, x[3] = {0}, y[3] = {0}, sum = 0;

    for (int i = 0; i < N; i++) {
        both[a[i]][b[i]]++;
        x[a[i]]++;
        y[b[i]]++;
    }
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            if (both[i][j] > 0)
                sum += both[i][j] / N * log(N * both[i][j] / (x[i] * y[j]));
    return sum;
}

/* The mean over every order of the labels b, each as often as it occurs among all permutations. */
static void every_order(const uint32_t *a, uint32_t *b, int from, double *sum, double *count)
{
    if (from == N) {
        *sum += mutual_information(a, b);
        ++*count;
        return;
    }
    for (int i = from; i < N; i++) {
        const uint32_t x = b[i];
        b[i] = b[from];
        b[from] = x;
        every_order(a, b, from + 1, sum, count);
        b[from] = b[i];
        b[i] = x;
    }
}

Test(expected_mi, equals_the_mean_over_all_permutations)
{
    const uint32_t a[N] = {0, 0, 0, 1, 1, 2, 2};
    uint32_t b[N] = {0, 1, 1, 1, 1, 2, 0};
    struct tm__contingency t;
    double got, sum = 0, count = 0;

    cr_assert_eq(tm__contingency_new(&t, a, b, N, NULL), TM_OK, "new");
    cr_assert_eq(tm__expected_mi(&got, &t, NULL), TM_OK, "expected");
    every_order(a, b, 0, &sum, &count);
    cr_expect_float_eq(got, sum / count, 1e-12, "%g, all permutations give %g", got, sum / count);
    tm__contingency_release(&t);
}

Test(expected_mi, survives_allocation_failure)
{
    static const uint32_t a[] = {0, 0, 1}, b[] = {1, 1, 0};
    struct tm__contingency t;
    double got;

    fault_install();
    cr_assert_eq(tm__contingency_new(&t, a, b, 3, NULL), TM_OK, "new");
    FAULT_LOOP(tm__expected_mi(&got, &t, NULL));
    tm__contingency_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
