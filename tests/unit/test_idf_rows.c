#include "fault_alloc.h"
#include "summarize/idf_rows.h"

#include <math.h>

/* Three sentences: 2 0 0 | 1 | 0 2, where 3 is a term of none. */
static const uint64_t start[] = {0, 2, 3, 5};
static const struct tm__bag_word word[] = {{2, 1, 1}, {0, 2, 2}, {1, 1, 1}, {0, 1, 1}, {2, 1, 2}};

Test(idf_rows, are_in_order_of_terms)
{
    static const uint32_t column[] = {0, 2, 1, 0, 2};
    const double two = log(4 / 2.5), one = log(4 / 1.5);
    const double value[] = {2 * two, two, one, two, two};
    double squares[3] = {0};
    tm_sparse *m;

    cr_assert_eq(tm__idf_rows(&m, start, word, 3, 4, squares, NULL), TM_OK, "rows");
    cr_assert_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    cr_expect_eq(m->cols, 4, "terms");
    for (size_t e = 0; e < 5; e++) {
        cr_expect_eq(m->column[e], column[e], "column %zu", e);
        cr_expect_float_eq(m->value[e], value[e], 1e-6, "value %zu", e);
    }
    cr_expect_float_eq(squares[0], 5 * two * two, 1e-9, "first");
    cr_expect_float_eq(squares[1], one * one, 1e-9, "second");
    tm_sparse_free(m);
}

/* ln(2 / 1.5) is above the least there is, ln(101 / 100.5) is not. */
Test(idf_rows, give_a_trace_to_a_word_of_every_sentence)
{
    enum { N = 100 };
    uint64_t starts[N + 1] = {0};
    struct tm__bag_word same[N];
    double squares[N] = {0};
    tm_sparse *m;

    for (size_t i = 0; i < N; i++) {
        starts[i + 1] = i + 1;
        same[i] = (struct tm__bag_word){0, 3, 1};
    }
    cr_assert_eq(tm__idf_rows(&m, starts, same, N, 1, squares, NULL), TM_OK, "rows");
    cr_expect_float_eq(m->value[N - 1], 3 * .05, 1e-6, "%g", m->value[N - 1]);
    tm_sparse_free(m);
}

Test(idf_rows, may_be_none)
{
    static const uint64_t nothing[] = {0};
    double squares[1];
    tm_sparse *m;

    cr_assert_eq(tm__idf_rows(&m, nothing, NULL, 0, 0, squares, NULL), TM_OK, "none");
    cr_expect_eq(m->rows, 0, "no rows");
    tm_sparse_free(m);
}

static tm_status make_once(void)
{
    double squares[3] = {0};
    tm_sparse *m;
    const tm_status status = tm__idf_rows(&m, start, word, 3, 4, squares, NULL);

    tm_sparse_free(m);
    return status;
}

Test(idf_rows, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(make_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
