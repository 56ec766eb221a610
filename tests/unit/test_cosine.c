#include "fault_alloc.h"

#include <math.h>

/* (3,0,4) (0,0,0) (0,2,0) (6,0,8) over 5 columns, the last two never used */
static uint64_t start[] = {0, 2, 2, 3, 5};
static uint32_t column[] = {0, 2, 1, 0, 2};
static float value[] = {3, 4, 2, 6, 8};
static const tm_sparse example = {4, 5, start, column, value};

Test(cosine, of_known_rows)
{
    cr_expect_float_eq(tm_cosine(&example, 0, &example, 3), 1.0, 1e-12, "length does not matter");
    cr_expect_eq(tm_cosine(&example, 0, &example, 2), 0.0, "nothing in common");
    cr_expect_eq(tm_cosine(&example, 1, &example, 1), 0.0, "an empty document resembles nothing");
}

Test(cosine, gram_agrees_and_is_exact_on_the_diagonal)
{
    float g[16];

    cr_assert_eq(tm_cosine_gram(g, &example, NULL, NULL), TM_OK, "gram");
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            cr_expect_float_eq(g[i * 4 + j], tm_cosine(&example, i, &example, j), 1e-6, "%zu,%zu",
                               i, j);
    cr_expect_eq(g[0], 1.0f, "diagonal");
    cr_expect_eq(g[5], 0.0f, "diagonal of a zero row");
}

Test(cosine, survives_allocation_failure)
{
    float g[16];

    fault_install();
    FAULT_LOOP(tm_cosine_gram(g, &example, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
