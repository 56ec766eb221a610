#include "base/rng.h"

#include <criterion/criterion.h>
#include <math.h>

Test(rng, same_seed_same_numbers_other_stream_other_numbers)
{
    struct tm__rng a, b, c;

    tm__rng_seed(&a, 7, 0);
    tm__rng_seed(&b, 7, 0);
    tm__rng_seed(&c, 7, 1);
    for (int i = 0; i < 100; i++) {
        const uint64_t x = tm__rng_next(&a);
        cr_assert_eq(x, tm__rng_next(&b), "draw %d", i);
        cr_assert_neq(x, tm__rng_next(&c), "draw %d of another stream", i);
    }
}

Test(rng, below_is_uniform_and_in_range)
{
    struct tm__rng rng;
    int count[10] = {0};

    tm__rng_seed(&rng, 1, 0);
    for (int i = 0; i < 100000; i++)
        count[tm__rng_below(&rng, 10)]++;
    for (int i = 0; i < 10; i++)
        cr_expect(abs(count[i] - 10000) < 500, "bin %d has %d of about 10000", i, count[i]);
    cr_expect_eq(tm__rng_below(&rng, 1), 0, "only one choice");
}

Test(rng, uniform_has_its_moments)
{
    struct tm__rng rng;
    double sum = 0, squares = 0;

    tm__rng_seed(&rng, 3, 0);
    for (int i = 0; i < 100000; i++) {
        const double x = tm__rng_uniform(&rng);
        cr_assert(x >= 0 && x < 1, "uniform %g", x);
        sum += x;
        squares += x * x;
    }
    cr_expect(fabs(sum / 1e5 - 0.5) < 0.01, "mean %g", sum / 1e5);
    cr_expect(fabs(squares / 1e5 - 1.0 / 3) < 0.01, "mean square %g", squares / 1e5);
}
