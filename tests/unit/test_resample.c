#include "base/rng.h"
#include "evaluate/resample.h"
#include "fault_alloc.h"

static double uniform(const void *ctx, struct tm__rng *rng)
{
    return *(const double *)ctx + tm__rng_uniform(rng);
}

Test(resample, does_not_depend_on_threads)
{
    enum { SAMPLES = 1001 };
    static double one[SAMPLES], three[SAMPLES];
    const double base = 5;
    tm_run run = TM_RUN_INIT;

    run.threads = 1;
    cr_assert_eq(tm__resample(one, SAMPLES, uniform, &base, &run, NULL), TM_OK, "one thread");
    run.threads = 3;
    cr_assert_eq(tm__resample(three, SAMPLES, uniform, &base, &run, NULL), TM_OK, "three");
    cr_expect_arr_eq(one, three, sizeof one, "the same numbers");
    cr_expect(one[0] != one[1] && one[0] >= 5 && one[0] < 6, "each has its own stream");
    run.seed = 1;
    cr_assert_eq(tm__resample(three, 1, uniform, &base, &run, NULL), TM_OK, "another seed");
    cr_expect_neq(one[0], three[0], "other numbers");
}
