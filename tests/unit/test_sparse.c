#include "fault_alloc.h"
#include "linalg/dot.h"

#include <math.h>

/* (3,0,4) (0,0,0) (0,2,1) */
static tm_sparse *example(void)
{
    static const uint64_t start[] = {0, 2, 2, 4};
    static const uint32_t column[] = {0, 2, 1, 2};
    static const float value[] = {3, 4, 2, 1};
    tm_sparse *m;

    cr_assert_eq(tm_sparse_new(&m, 3, 3, 4, NULL), TM_OK, "new");
    for (int i = 0; i < 4; i++) {
        m->row_start[i] = start[i];
        m->column[i] = column[i];
        m->value[i] = value[i];
    }
    return m;
}

Test(sparse, normalizes_rows_and_leaves_zero_rows)
{
    tm_sparse *m = example();

    tm_sparse_normalize(m);
    cr_expect_float_eq(m->value[0], 0.6f, 1e-7, "3/5");
    cr_expect_float_eq(m->value[1], 0.8f, 1e-7, "4/5");
    cr_expect_float_eq(tm__sparse_norm(m, 2), 1.0, 1e-7, "length 1");
    cr_expect_eq(tm__sparse_norm(m, 1), 0.0, "zero stays zero");
    tm_sparse_free(m);
}

Test(sparse, dot_by_hand)
{
    tm_sparse *m = example();

    cr_expect_eq(tm__sparse_dot(m, 0, m, 2), 4.0, "3*0 + 0*2 + 4*1");
    cr_expect_eq(tm__sparse_dot(m, 0, m, 1), 0.0, "with a zero row");
    cr_expect_eq(tm__sparse_dot(m, 0, m, 0), 25.0, "with itself");
    tm_sparse_free(m);
}

Test(sparse, transposes_and_back)
{
    tm_sparse *m = example(), *t, *b;

    cr_assert_eq(tm_sparse_transpose(&t, m, NULL), TM_OK, "transpose");
    cr_expect_eq(tm_sparse_check(t, NULL), TM_OK, "in order");
    cr_expect_eq(t->row_start[2], 2, "columns 0 and 1 hold one value each");
    cr_expect_eq(t->column[3], 2, "column 2: rows 0 and 2");
    cr_assert_eq(tm_sparse_transpose(&b, t, NULL), TM_OK, "back");
    cr_expect_arr_eq(b->row_start, m->row_start, 4 * sizeof *m->row_start, "starts");
    cr_expect_arr_eq(b->column, m->column, 4 * sizeof *m->column, "columns");
    cr_expect_arr_eq(b->value, m->value, 4 * sizeof *m->value, "values");
    tm_sparse_free(m);
    tm_sparse_free(t);
    tm_sparse_free(b);
}

Test(sparse, selects_rows_in_the_order_asked_for)
{
    tm_sparse *m = example(), *s;
    const uint32_t want[] = {2, 1, 2}, bad[] = {3};
    tm_error err;

    cr_assert_eq(tm_sparse_select(&s, m, want, 3, NULL), TM_OK, "select");
    cr_expect_eq(s->row_start[3], 4, "two entries twice, none once");
    cr_expect_eq(s->column[2], 1, "row 2 again");
    cr_expect_eq(tm_sparse_check(s, NULL), TM_OK, "in order");
    tm_sparse_free(s);
    cr_expect_eq(tm_sparse_select(&s, m, bad, 1, &err), TM_EINVAL, "no such row");
    cr_expect_null(s, "nothing comes back");
    tm_sparse_free(m);
}

Test(sparse, check_names_the_first_fault)
{
    tm_sparse *m = example();
    tm_error err;

    m->value[3] = NAN;
    cr_expect_eq(tm_sparse_check(m, &err), TM_EINVAL, "not finite");
    cr_expect_str_eq(err.message, "row 2: the value at column 2 is not finite", "message");
    m->column[3] = 1;
    cr_expect_eq(tm_sparse_check(m, &err), TM_EINVAL, "columns must rise");
    m->column[3] = 3;
    cr_expect_eq(tm_sparse_check(m, &err), TM_EINVAL, "column out of range");
    m->row_start[1] = 3;
    cr_expect_eq(tm_sparse_check(m, &err), TM_EINVAL, "starts fall");
    m->row_start[0] = 1;
    cr_expect_eq(tm_sparse_check(m, &err), TM_EINVAL, "does not start at 0");
    cr_expect_eq(tm_sparse_check(NULL, &err), TM_EINVAL, "NULL");
    tm_sparse_free(m);
}

Test(sparse, refuses_what_ids_cannot_name)
{
    tm_sparse *m = (tm_sparse *)&m;

    cr_expect_eq(tm_sparse_new(&m, (size_t)1 << 33, 1, 0, NULL), TM_EOVERFLOW, "rows");
    cr_expect_null(m, "nothing comes back");
    cr_expect_eq(tm_sparse_new(&m, 1, 1, UINT64_MAX / 2, NULL), TM_ENOMEM,
                 "more entries than memory");
    tm_sparse_free(NULL);
}

Test(sparse, survives_allocation_failure)
{
    tm_sparse *m, *t, *s;
    const uint32_t rows[] = {0, 2};

    fault_install();
    FAULT_LOOP(tm_sparse_new(&m, 3, 3, 4, NULL));
    tm_sparse_free(m);
    m = example();
    FAULT_LOOP(tm_sparse_transpose(&t, m, NULL));
    FAULT_LOOP(tm_sparse_select(&s, m, rows, 2, NULL));
    tm_sparse_free(m);
    tm_sparse_free(t);
    tm_sparse_free(s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
