#include "cluster/sum.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include "base/memory.h"

Test(sum, mean_cosine_by_hand)
{
    /* A = 2 copies of x and one y, B = 3-4-5: (2 * .6 + .8) / 3 */
    static const float x[] = {1, 0, 0, 1, 3, 4};
    tm_sparse *m = rows_of(x, 3, 2);
    const struct tm__blend rows = {.terms = m};
    struct tm__pool pool = {0};
    struct tm__sum a, b, both, c;

    cr_assert(tm__sum_row(&a, &pool, &rows, 0, 2) && tm__sum_row(&b, &pool, &rows, 1, 1) &&
                  tm__sum_row(&c, &pool, &rows, 2, 1) && tm__sum_both(&both, &pool, &a, &b),
              "memory");
    cr_expect_eq(both.weight, 3.0, "rows");
    cr_expect_eq(both.size, 2, "columns");
    cr_expect_float_eq(tm__sum_cosine(&both, &c), 2.0 / 3, 1e-7, "mean of .6 .6 .8");
    cr_expect_eq(tm__sum_cosine(&c, &both), tm__sum_cosine(&both, &c), "symmetric");
    cr_expect_eq(tm__sum_cosine(&a, &b), 0.0, "nothing in common");
    tm__sum_release(&a, &pool);
    tm__sum_release(&b, &pool);
    tm__sum_release(&c, &pool);
    tm__sum_release(&both, &pool);
    tm__pool_release(&pool);
    tm_sparse_free(m);
}

/* A short sum is looked up in a long one; both ways agree with pair by pair. */
Test(sum, mean_cosine_of_short_and_long_sums)
{
    tm_sparse *m = random_rows(41, 600, 9, 1);
    const struct tm__blend rows = {.terms = m};
    struct tm__pool pool = {0};
    struct tm__sum long_sum = {0}, one;

    for (size_t i = 0; i < 40; i++) {
        struct tm__sum next = {0};
        cr_assert(tm__sum_row(&one, &pool, &rows, i, 1) &&
                      tm__sum_both(&next, &pool, &long_sum, &one),
                  "memory");
        tm__sum_release(&long_sum, &pool);
        tm__sum_release(&one, &pool);
        long_sum = next;
    }
    cr_assert(tm__sum_row(&one, &pool, &rows, 40, 1), "memory");
    cr_assert_gt(long_sum.size, 16 * one.size, "much longer");
    for (size_t i = 0; i < 40; i++)
        for (size_t t = 1; t < long_sum.size; t++)
            cr_assert_lt(long_sum.column[t - 1], long_sum.column[t], "columns rise");
    {
        double want = 0;
        for (size_t i = 0; i < 40; i++)
            want += tm_cosine(m, i, m, 40);
        cr_expect_float_eq(tm__sum_cosine(&one, &long_sum), want / 40, 1e-6, "mean of 40");
    }
    tm__sum_release(&long_sum, &pool);
    tm__sum_release(&one, &pool);
    tm__pool_release(&pool);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m)
{
    static const float dense[] = {1, 2, 3, 4};
    const struct tm__blend rows = {.terms = m, .dense = dense, .width = 2};
    struct tm__pool pool = {0};
    struct tm__sum a = {0}, b = {0}, both = {0};
    const bool ok = tm__sum_row(&a, &pool, &rows, 0, 3) && tm__sum_row(&b, &pool, &rows, 1, 1) &&
                    tm__sum_both(&both, &pool, &a, &b);

    tm__sum_release(&a, &pool);
    tm__sum_release(&b, &pool);
    tm__sum_release(&both, &pool);
    tm__pool_release(&pool);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(sum, adds_both_spaces)
{
    /* Rows share nothing but their vectors (1,2) (3,1): 3 copies of one against the other, 5. */
    static const float x[] = {1, 0, 0, 1}, dense[] = {1, 2, 3, 1};
    tm_sparse *m = rows_of(x, 2, 2);
    const struct tm__blend rows = {.terms = m, .dense = dense, .width = 2};
    struct tm__pool pool = {0};
    struct tm__sum a, b, both;

    cr_assert(tm__sum_row(&a, &pool, &rows, 0, 3) && tm__sum_row(&b, &pool, &rows, 1, 1) &&
                  tm__sum_both(&both, &pool, &a, &b),
              "memory");
    cr_expect_float_eq(tm__sum_cosine(&a, &b), 5, 1e-6, "1 * 3 + 2 * 1");
    /* (6, 7) . (3, 1) = 25, and 1 for the term, over four pairs */
    cr_expect_float_eq(tm__sum_cosine(&both, &b), 26.0 / 4, 1e-6, "of the sum");
    tm__sum_release(&a, &pool);
    tm__sum_release(&b, &pool);
    tm__sum_release(&both, &pool);
    tm__pool_release(&pool);
    tm_sparse_free(m);
}

Test(sum, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(2, 5, 2, 1);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
