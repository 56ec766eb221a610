#include "cluster/filled.h"

#include "cluster_rows.h"
#include "fault_alloc.h"

Test(filled, rows_are_found_and_their_labels_spread)
{
    /* rows 1 and 4 are zero; row 3 stores a zero */
    tm_sparse *m = rows_of((float[10]){1, 0, 0, 0, 1, 1, 0, 1, 0, 0}, 5, 2);
    struct tm__filled f;
    uint32_t label[5] = {2, 1, 1};

    cr_assert_eq(tm__filled_find(&f, m, NULL), TM_OK, "find");
    cr_assert_eq(f.m->rows, 3, "filled");
    cr_assert_eq(tm__filled_spread(label, &f, 0, NULL), TM_OK, "spread");
    cr_expect_arr_eq(label, ((uint32_t[5]){2, 1, 1, 1, 1}), sizeof label, "to the largest");
    memcpy(label, ((uint32_t[3]){2, 1, 1}), 3 * sizeof *label);
    cr_assert_eq(tm__filled_spread(label, &f, 3, NULL), TM_OK, "spread");
    cr_expect(label[1] == 1 && label[4] != 1 && label[4] != 2, "the last stands alone");
    tm__filled_release(&f);
    tm_sparse_free(m);
}

Test(filled, may_be_all_or_none)
{
    tm_sparse *all = rows_of((float[2]){1, 1}, 2, 1), *none = rows_of((float[3]){0}, 3, 1);
    struct tm__filled f;
    uint32_t label[3];

    cr_assert_eq(tm__filled_find(&f, all, NULL), TM_OK, "all");
    cr_expect_eq(f.m, all, "the matrix itself");
    tm__filled_release(&f);
    cr_assert_eq(tm__filled_find(&f, none, NULL), TM_OK, "none");
    cr_assert_eq(tm__filled_spread(label, &f, 2, NULL), TM_OK, "spread");
    cr_expect(label[0] == label[1] && label[2] != label[0], "two clusters");
    cr_assert_eq(tm__filled_spread(label, &f, 0, NULL), TM_OK, "spread");
    cr_expect(label[0] == label[1] && label[2] == label[0], "one cluster");
    tm__filled_release(&f);
    tm_sparse_free(all);
    tm_sparse_free(none);
}

Test(filled, survives_allocation_failure)
{
    struct tm__filled f;
    uint32_t label[3] = {0};
    tm_sparse *m;

    fault_install();
    m = rows_of((float[6]){1, 0, 0, 0, 1, 1}, 3, 2);
    FAULT_LOOP(tm__filled_find(&f, m, NULL));
    FAULT_LOOP(tm__filled_spread(label, &f, 2, NULL));
    tm__filled_release(&f);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
