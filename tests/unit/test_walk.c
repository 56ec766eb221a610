#include "fault_alloc.h"
#include "summarize/walk.h"

/* Two that are alike, and a loner. */
static void alike(double *out, const double *z, void *ctx)
{
    ++*(int *)ctx;
    out[0] = 3 * z[1];
    out[1] = 3 * z[0];
    out[2] = 0;
}

Test(walk, ends_where_it_stays)
{
    double x[3];
    int calls = 0;

    cr_assert_eq(tm__walk(x, 3, alike, &calls, .85, NULL, NULL), TM_OK, "walk");
    /* the loner gives all it has to everybody: x2 = (.15 (x0 + x1) + x2) / 3 */
    cr_expect_float_eq(x[2], .15 / 2.15, 1e-8, "the loner");
    cr_expect_float_eq(x[0], (1 - x[2]) / 2, 1e-8, "the others share");
    cr_expect_float_eq(x[0] + x[1] + x[2], 1, 1e-12, "a distribution");
    cr_expect_lt(calls, 60, "it stops when nothing moves");
    cr_expect_eq(tm__walk(x, 0, alike, &calls, .85, NULL, NULL), TM_OK, "no sentences");
}

static tm_status walk_once(double *x)
{
    int calls = 0;

    return tm__walk(x, 3, alike, &calls, .85, NULL, NULL);
}

Test(walk, survives_allocation_failure)
{
    double x[3];

    fault_install();
    FAULT_LOOP(walk_once(x));
    cr_expect_eq(fault_live, 0, "nothing left");
}
