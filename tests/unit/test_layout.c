#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <tm.h>

static double distance(const float *place, size_t i, size_t j)
{
    return hypot((double)place[2 * i] - (double)place[2 * j],
                 (double)place[2 * i + 1] - (double)place[2 * j + 1]);
}

Test(layout, gives_points_of_a_plane_back)
{
    /* A 3-4-5 triangle in the second and third of four dimensions, and the middle of a side. */
    static const float x[] = {7, 0, 0, 1, 7, 3, 0, 1, 7, 0, 4, 1, 7, 1.5F, 0, 1};
    float place[8];

    cr_assert_eq(tm_layout(place, x, 4, 4, NULL, NULL), TM_OK);
    cr_expect_float_eq(distance(place, 0, 1), 3, 0.01);
    cr_expect_float_eq(distance(place, 0, 2), 4, 0.01);
    cr_expect_float_eq(distance(place, 1, 2), 5, 0.01);
    cr_expect_float_eq(distance(place, 0, 3), 1.5, 0.01);
}

Test(layout, keeps_groups_apart_in_many_dimensions)
{
    enum { N = 60, D = 30 };
    float *const x = calloc(N * D, sizeof *x), place[2 * N];
    double within = 0, between = 0;
    size_t pairs_within = 0, pairs_between = 0;

    for (size_t i = 0; i < N; i++) {
        x[i * D + i % 3] = 3; /* three groups */
        x[i * D + 3 + i % (D - 3)] = 1;
    }
    cr_assert_eq(tm_layout(place, x, N, D, NULL, NULL), TM_OK);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++) {
            if (i % 3 == j % 3) {
                within += distance(place, i, j);
                pairs_within++;
            } else {
                between += distance(place, i, j);
                pairs_between++;
            }
        }
    cr_expect_lt(within / (double)pairs_within, 0.6 * between / (double)pairs_between,
                 "%g within, %g between", within / (double)pairs_within,
                 between / (double)pairs_between);
    free(x);
}

Test(layout, has_defined_results_at_the_edges)
{
    static const float equal[] = {1, 2, 1, 2, 1, 2};
    float place[6] = {9, 9, 9, 9, 9, 9};

    cr_expect_eq(tm_layout(place, NULL, 0, 3, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(place[0], 9.0F, "nothing is written");
    cr_expect_eq(tm_layout(place, equal, 1, 2, NULL, NULL), TM_OK, "one row");
    cr_expect(isfinite(place[0]) && isfinite(place[1]));
    cr_expect_eq(tm_layout(place, equal, 3, 2, NULL, NULL), TM_OK, "equal rows");
    for (size_t i = 0; i < 6; i++)
        cr_expect(isfinite(place[i]), "coordinate %zu", i);
    cr_expect_gt(distance(place, 0, 1), 0, "equal rows do not fall together");
    cr_expect_eq(tm_layout(place, equal, 3, 0, NULL, NULL), TM_OK, "no columns");
    cr_expect_eq(tm_layout(place, equal, SIZE_MAX / 2, 1, NULL, NULL), TM_EOVERFLOW);
}

static int cancel(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx, (void)stage, (void)done, (void)total;
    return 1;
}

Test(layout, can_be_cancelled)
{
    static const float x[] = {0, 1, 5};
    const tm_run run = {sizeof run, 1, 0, cancel, NULL};
    float place[6];

    cr_expect_eq(tm_layout(place, x, 3, 1, &run, NULL), TM_ECANCELLED);
}

Test(layout, survives_every_failing_allocation)
{
    static const float x[] = {0, 1, 5};
    float place[6];

    fault_install();
    FAULT_LOOP(tm_layout(place, x, 3, 1, NULL, NULL));
}
