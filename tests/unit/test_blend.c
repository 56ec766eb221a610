#include "cluster/blend.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

Test(blend, gives_every_row_length_one)
{
    tm_sparse *m = random_rows(60, 40, 5, 1);
    struct tm__blend blend;

    cr_assert_eq(tm__blend_new(&blend, m, 0.5, NULL, NULL), TM_OK, "blend");
    cr_assert(blend.dense && blend.width, "has vectors");
    for (size_t i = 0; i < 60; i++) {
        cr_expect_float_eq(tm__blend_cosine(&blend, i, i), 1, 1e-5, "row %zu", i);
        for (size_t j = 0; j < i; j++) {
            const double c = tm__blend_cosine(&blend, i, j);
            cr_expect(c == tm__blend_cosine(&blend, j, i), "symmetric");
            cr_expect(fabs(c) <= 1 + 1e-6, "rows %zu and %zu: %g", i, j, c);
            cr_expect(c >= tm_cosine(m, i, m, j) / 2 - 0.5 - 1e-6, "half of the terms' at least");
        }
    }
    tm__blend_release(&blend);
    tm_sparse_free(m);
}

Test(blend, is_of_terms_alone_where_nothing_can_be_learnt)
{
    static const float x[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 3, 3), *none = rows_of(x, 0, 3);
    struct tm__blend blend;

    cr_assert_eq(tm__blend_new(&blend, m, 0.5, NULL, NULL), TM_OK, "no word twice");
    cr_expect_null(blend.dense, "no vectors");
    cr_expect_float_eq(tm__blend_cosine(&blend, 1, 1), 1, 1e-6, "all of a row is terms");
    tm__blend_release(&blend);
    cr_assert_eq(tm__blend_new(&blend, none, 0.5, NULL, NULL), TM_OK, "no rows");
    tm__blend_release(&blend);
    tm_sparse_free(m);
    tm_sparse_free(none);
}

Test(blend, knows_what_words_have_in_common)
{
    /* Rows 0 and 1 share no word, but their words meet the same words elsewhere; row 2's do not. */
    static const float x[] = {
        1, 0, 0, 0, 0, 0, /**/ 0, 1, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 1, 0, /**/
        1, 0, 1, 1, 0, 0, /**/ 0, 1, 1, 1, 0, 0, /**/ 1, 1, 1, 0, 0, 0, /**/
        0, 0, 0, 0, 1, 1, /**/ 0, 0, 0, 0, 1, 1, /**/ 0, 0, 0, 0, 1, 1, /**/
    };
    tm_sparse *m = rows_of(x, 9, 6);
    struct tm__blend blend;

    cr_assert_eq(tm__blend_new(&blend, m, 0.5, NULL, NULL), TM_OK, "blend");
    cr_expect_gt(tm__blend_cosine(&blend, 0, 1), tm__blend_cosine(&blend, 0, 2) + 0.1, "%g and %g",
                 tm__blend_cosine(&blend, 0, 1), tm__blend_cosine(&blend, 0, 2));
    tm__blend_release(&blend);
    tm_sparse_free(m);
}

Test(blend, follows_other_values)
{
    tm_sparse *m = random_rows(60, 40, 5, 1);
    struct tm__blend again, anew;

    cr_assert_eq(tm__blend_new(&again, m, 0.5, NULL, NULL), TM_OK, "blend");
    for (size_t i = 0; i < 60; i++) /* the first terms of a row become its only ones, nearly */
        for (uint64_t e = m->row_start[i] + 1; e < m->row_start[i + 1]; e++)
            m->value[e] = 1e-6F;
    cr_assert_eq(tm__blend_again(&again, m, NULL, NULL), TM_OK, "again");
    cr_assert_eq(tm__blend_new(&anew, m, 0.5, NULL, NULL), TM_OK, "anew");
    for (size_t i = 0; i < 60; i++)
        for (size_t j = 0; j < i; j++)
            cr_expect_eq(tm__blend_cosine(&again, i, j), tm__blend_cosine(&anew, i, j),
                         "rows %zu and %zu", i, j);
    tm__blend_release(&again);
    tm__blend_release(&anew);
    tm_sparse_free(m);
}

Test(blend, survives_allocation_failure)
{
    struct tm__blend blend;
    tm_sparse *m;

    fault_install();
    m = random_rows(8, 6, 3, 1);
    FAULT_LOOP(tm__blend_new(&blend, m, 0.5, &fault_run, NULL));
    FAULT_LOOP(tm__blend_again(&blend, m, &fault_run, NULL));
    tm__blend_release(&blend);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
