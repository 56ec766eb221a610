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

static struct tm__sum sum_of(struct tm__pool *pool, const struct tm__blend *rows, size_t from,
                             size_t end)
{
    struct tm__sum sum = {0};

    for (; from < end; from++) {
        struct tm__sum one, next;

        cr_assert(tm__sum_row(&one, pool, rows, from, 1) && tm__sum_both(&next, pool, &sum, &one),
                  "memory");
        tm__sum_release(&sum, pool);
        tm__sum_release(&one, pool);
        sum = next;
    }
    return sum;
}

/* Runs of columns are gone through, and a short sum is looked up in a long one: all ways agree with
 * pair by pair. */
Test(sum, mean_cosine_of_sums_of_any_length)
{
    enum { ROWS = 41 };
    tm_sparse *m = random_rows(ROWS, 600, 9, 1);
    const struct tm__blend rows = {.terms = m};
    struct tm__pool pool = {0};
    size_t longest = 0;

    for (size_t n = 1; n < ROWS; n++) {
        struct tm__sum a = sum_of(&pool, &rows, 0, n), b = sum_of(&pool, &rows, n, ROWS);
        double want = 0;

        for (size_t i = 0; i < n; i++)
            for (size_t j = n; j < ROWS; j++)
                want += tm_cosine(m, i, m, j);
        for (size_t t = 1; t < a.size; t++)
            cr_assert_lt(a.column[t - 1], a.column[t], "columns rise");
        cr_expect_float_eq(tm__sum_cosine(&a, &b), want / (double)(n * (ROWS - n)), 1e-6, "%zu", n);
        longest = a.size / b.size;
        tm__sum_release(&a, &pool);
        tm__sum_release(&b, &pool);
    }
    cr_expect_gt(longest, 16, "much longer");
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
