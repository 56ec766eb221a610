#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static double distance(const tm_sparse *m, size_t i, size_t j)
{
    return 1 - tm_cosine(m, i, m, j);
}

/* By the definition, pair by pair. */
static double by_pairs(const tm_sparse *m, const uint32_t *cluster, size_t clusters, size_t i)
{
    double sum[16] = {0}, inside, outside = INFINITY;
    size_t count[16] = {0};

    for (size_t j = 0; j < m->rows; j++) {
        count[cluster[j]]++;
        if (j != i)
            sum[cluster[j]] += distance(m, i, j);
    }
    if (count[cluster[i]] == 1)
        return 0;
    inside = sum[cluster[i]] / (double)(count[cluster[i]] - 1);
    for (size_t k = 0; k < clusters; k++)
        if (k != cluster[i])
            outside = fmin(outside, sum[k] / (double)count[k]);
    return (outside - inside) / fmax(inside, outside);
}

Test(silhouette, equals_the_definition)
{
    enum { ROWS = 90 };
    for (uint64_t seed = 0; seed < 3; seed++) {
        tm_sparse *m = random_rows(ROWS, 60, 5, seed);
        uint32_t cluster[ROWS];
        double mean, each[ROWS], sum = 0;
        for (uint32_t i = 0; i < ROWS; i++)
            cluster[i] = i < 12 ? i : 7 + i * i % 5;
        cr_assert_eq(tm_evaluate_silhouette(&mean, each, m, cluster, NULL, NULL), TM_OK, "score");
        for (size_t i = 0; i < ROWS; i++) {
            const double want = by_pairs(m, cluster, 12, i);
            cr_expect_float_eq(each[i], want, 1e-6, "row %zu: %g, not %g", i, each[i], want);
            sum += each[i];
        }
        cr_expect_float_eq(mean, sum / ROWS, 1e-12, "mean");
        tm_sparse_free(m);
    }
}

Test(silhouette, has_defined_values_at_the_edges)
{
    static const float x[] = {1, 0, 1, 0, 0, 1, 0, 0};
    static const uint32_t one[] = {5, 5, 5, 5}, two[] = {9, 9, 3, 3}, own[] = {0, 1, 2, 3};
    tm_sparse *m = rows_of(x, 4, 2), *none = rows_of(x, 0, 2);
    double mean = 7, each[4];

    cr_assert_eq(tm_evaluate_silhouette(&mean, NULL, none, NULL, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(mean, 0.0, "no rows");
    cr_assert_eq(tm_evaluate_silhouette(&mean, NULL, m, one, NULL, NULL), TM_OK, "one cluster");
    cr_expect_eq(mean, 0.0, "one cluster");
    cr_assert_eq(tm_evaluate_silhouette(&mean, NULL, m, own, NULL, NULL), TM_OK, "one each");
    cr_expect_eq(mean, 0.0, "one each");
    cr_assert_eq(tm_evaluate_silhouette(&mean, each, m, two, NULL, NULL), TM_OK, "two");
    cr_expect_float_eq(each[0], 1, 1e-12, "a copy beside, strangers there");
    cr_expect_float_eq(each[3], 0, 1e-12, "a zero row is as far from everything");
    tm_sparse_free(m);
    tm_sparse_free(none);
}

Test(silhouette, survives_failing_allocations, .init = fault_install)
{
    static const uint32_t cluster[] = {0, 0, 1, 1, 2, 2, 2, 0};
    tm_sparse *m = random_rows(8, 10, 3, 1);
    double mean;

    FAULT_LOOP(tm_evaluate_silhouette(&mean, NULL, m, cluster, &fault_run, NULL));
    tm_sparse_free(m);
}
