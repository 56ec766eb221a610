#include "cluster/distinct.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

Test(distinct, finds_copies_and_leaves_zero_rows_alone)
{
    static const float x[] = {1, 0, 3, 4, 0, 0, 1, 0, 0, 0, 3, 4, 1, 0};
    static const uint32_t kind[] = {0, 1, 2, 0, 3, 1, 0};
    static const uint32_t row[] = {0, 1, 2, 4}, copies[] = {3, 2, 1, 1};
    tm_sparse *m = rows_of(x, 7, 2);
    struct tm__distinct d;

    cr_assert_eq(tm__distinct_find(&d, m, NULL), TM_OK, "find");
    cr_assert_eq(d.count, 4, "kinds");
    cr_expect_arr_eq(d.kind, kind, sizeof kind, "kind of a row");
    cr_expect_arr_eq(d.row, row, sizeof row, "first rows");
    cr_expect_arr_eq(d.copies, copies, sizeof copies, "copies");
    tm__distinct_release(&d);
    tm_sparse_free(m);
}

Test(distinct, tells_equal_columns_with_other_values_apart)
{
    static const float x[] = {3, 4, 4, 3, 1, 0};
    tm_sparse *m = rows_of(x, 3, 2);
    struct tm__distinct d;

    cr_assert_eq(tm__distinct_find(&d, m, NULL), TM_OK, "find");
    cr_expect_eq(d.count, 3, "all different");
    tm__distinct_release(&d);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m)
{
    struct tm__distinct d;
    const tm_status status = tm__distinct_find(&d, m, NULL);

    if (status == TM_OK)
        tm__distinct_release(&d);
    return status;
}

Test(distinct, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(5, 5, 2, 1);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
