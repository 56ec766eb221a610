#include "base/rng.h"
#include "fault_alloc.h"
#include "linalg/normal.h"

#include <math.h>
#include <stdlib.h>

/* More than are drawn together, and a part. */
enum { COUNT = 3 * 32768 + 77 };

Test(normal, comes_in_the_order_of_the_stream_on_any_number_of_threads)
{
    static const size_t counts[] = {0, 1, 2048, 32768, COUNT};
    float *const x = malloc(COUNT * sizeof *x);
    tm_run run = TM_RUN_INIT;

    run.seed = 5;
    for (run.threads = 1; run.threads <= 3; run.threads++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            struct tm__rng rng;

            tm__rng_seed(&rng, 5, 9);
            cr_assert_eq(tm__normal_fill(x, counts[c], 9, &run, NULL), TM_OK, "filled");
            for (size_t i = 0; i < counts[c]; i++)
                cr_assert_eq(x[i], (float)tm__rng_normal(&rng), "number %zu", i);
        }
    free(x);
}

Test(normal, survives_allocation_failure)
{
    float x[3];

    fault_install();
    FAULT_LOOP(tm__normal_fill(x, 3, 1, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
