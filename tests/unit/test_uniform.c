#include "linalg/uniform.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

/* Some blocks, and a part of one. */
enum { COUNT = 3 * 16384 + 77 };

Test(uniform, gives_the_same_numbers_on_any_number_of_threads)
{
    float *const one = malloc(COUNT * sizeof *one), *const more = malloc(COUNT * sizeof *more);
    tm_run run = TM_RUN_INIT;

    run.seed = 5;
    run.threads = 1;
    cr_assert_eq(tm__uniform_fill(one, COUNT, 9, &run, NULL), TM_OK, "one");
    for (run.threads = 2; run.threads <= 3; run.threads++) {
        cr_assert_eq(tm__uniform_fill(more, COUNT, 9, &run, NULL), TM_OK, "%u", run.threads);
        cr_expect_arr_eq(one, more, COUNT * sizeof *one, "%u threads", run.threads);
    }
    cr_expect_eq(tm__uniform_fill(NULL, 0, 9, &run, NULL), TM_OK, "nothing");
    free(one);
    free(more);
}

Test(uniform, has_its_moments_and_another_stream_has_other_numbers)
{
    float *const x = malloc(COUNT * sizeof *x), *const y = malloc(COUNT * sizeof *y);
    double sum = 0, squares = 0, products = 0;

    cr_assert_eq(tm__uniform_fill(x, COUNT, 1, NULL, NULL), TM_OK, "one stream");
    cr_assert_eq(tm__uniform_fill(y, COUNT, 2, NULL, NULL), TM_OK, "another");
    for (size_t i = 0; i < COUNT; i++) {
        cr_assert(x[i] >= -1 && x[i] <= 1, "number %zu is %g", i, x[i]);
        sum += x[i];
        squares += x[i] * x[i];
        products += x[i] * y[i];
    }
    cr_expect(fabs(sum / COUNT) < 0.01, "mean %g", sum / COUNT);
    cr_expect(fabs(squares / COUNT - 1.0 / 3) < 0.01, "mean square %g", squares / COUNT);
    cr_expect(fabs(products / COUNT) < 0.01, "streams: %g", products / COUNT);
    free(x);
    free(y);
}
