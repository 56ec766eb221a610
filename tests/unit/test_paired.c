#include "fault_alloc.h"

static double p_of(const double *a, const double *b, size_t count)
{
    double p;

    cr_assert_eq(tm_evaluate_paired(&p, a, b, count, 20000, NULL, NULL), TM_OK, "test");
    return p;
}

Test(paired, exact_where_it_can_be_counted)
{
    static const double a[] = {2, 3, 4, 5}, b[] = {1, 1, 1, 1}, mixed[] = {3, 2, 5, 4};

    /* All four differences have one sign: 2 of 16 tosses are as large. */
    cr_expect_float_eq(p_of(a, b, 4), 2.0 / 16, 0.01, "four of four");
    cr_expect_float_eq(p_of(b, a, 4), 2.0 / 16, 0.01, "two-sided");
    cr_expect_eq(p_of(a, mixed, 4), 1.0, "sums are equal: every toss is as large");
    cr_expect_eq(p_of(a, a, 4), 1.0, "no difference");
}

Test(paired, many_records)
{
    enum { COUNT = 1000 };
    double a[COUNT], b[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        b[i] = (double)(i * 7919 % 101) / 101;
        a[i] = b[i] + (i % 3 ? 0.1 : -0.1);
    }
    /* The mean difference is 10 standard errors. */
    cr_expect_eq(p_of(a, b, COUNT), 1.0 / 20001, "never by chance");
}

Test(paired, says_what_is_wrong)
{
    const double a = 1;
    double p;
    tm_error err;

    cr_expect_eq(tm_evaluate_paired(&p, &a, &a, 0, 9, NULL, &err), TM_EINVAL, "no pairs");
    cr_expect_eq(tm_evaluate_paired(&p, &a, &a, 1, 0, NULL, &err), TM_EINVAL, "no samples");
}

Test(paired, survives_allocation_failure)
{
    const double a[] = {1, 2}, b[] = {2, 2};
    double p;

    fault_install();
    FAULT_LOOP(tm_evaluate_paired(&p, a, b, 2, 10, NULL, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
