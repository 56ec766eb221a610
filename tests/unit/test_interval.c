#include "fault_alloc.h"

#include <math.h>

Test(interval, holds_the_mean)
{
    enum { COUNT = 400 };
    double value[COUNT], low, high;

    /* 0, 1, 0, 1, ...: the mean's standard error is 0.5 / 20 */
    for (size_t i = 0; i < COUNT; i++)
        value[i] = (double)(i % 2);
    cr_assert_eq(tm_evaluate_interval(&low, &high, value, COUNT, 0.95, 5000, NULL, NULL), TM_OK,
                 "interval");
    cr_expect_float_eq(low, 0.5 - 1.96 * 0.025, 0.004, "low end %g", low);
    cr_expect_float_eq(high, 0.5 + 1.96 * 0.025, 0.004, "high end %g", high);
    cr_assert_eq(tm_evaluate_interval(&low, &high, value, COUNT, 0, 5000, NULL, NULL), TM_OK, "0");
    cr_expect(low == high && fabs(low - 0.5) < 0.005, "the median of the means");
}

Test(interval, edges)
{
    const double value[] = {2, 2}, one = 3;
    double low, high;
    tm_error err;

    cr_assert_eq(tm_evaluate_interval(&low, &high, value, 2, 1, 10, NULL, NULL), TM_OK, "equal");
    cr_expect(low == 2 && high == 2, "no spread");
    cr_assert_eq(tm_evaluate_interval(&low, &high, &one, 1, 0.9, 1, NULL, NULL), TM_OK, "one");
    cr_expect(low == 3 && high == 3, "one value, one sample");
    cr_expect_eq(tm_evaluate_interval(&low, &high, value, 0, .5, 10, NULL, &err), TM_EINVAL, "0");
    cr_expect_eq(tm_evaluate_interval(&low, &high, value, 2, .5, 0, NULL, &err), TM_EINVAL, "0");
    cr_expect_eq(tm_evaluate_interval(&low, &high, value, 2, 2, 9, NULL, &err), TM_EINVAL, "2");
    cr_expect_eq(tm_evaluate_interval(&low, &high, value, 2, NAN, 9, NULL, &err), TM_EINVAL, "NaN");
}

Test(interval, survives_allocation_failure)
{
    const double value[] = {1, 2, 3};
    double low, high;

    fault_install();
    FAULT_LOOP(tm_evaluate_interval(&low, &high, value, 3, 0.95, 10, NULL, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
