#include "evaluate/contingency.h"
#include "fault_alloc.h"

static const uint32_t gold[] = {9, 9, 9, 4, 4, 7};
static const uint32_t predicted[] = {0, 0, 5, 5, 5, 5};

Test(contingency, counts_cells_in_order)
{
    /* gold 4, 7, 9 are 0, 1, 2; predicted 0, 5 are 0, 1 */
    static const struct tm__cell want[] = {{0, 1, 2}, {1, 1, 1}, {2, 0, 2}, {2, 1, 1}};
    struct tm__contingency t;

    cr_assert_eq(tm__contingency_new(&t, gold, predicted, 6, NULL), TM_OK, "new");
    cr_expect_eq(t.gold, 3, "three classes");
    cr_expect_eq(t.predicted, 2, "two clusters");
    cr_assert_eq(t.cells, 4, "four cells");
    cr_expect_arr_eq(t.cell, want, sizeof want, "the cells");
    cr_expect_eq(t.gold_size[2], 3, "size of class 9");
    cr_expect_eq(t.predicted_size[1], 4, "size of cluster 5");
    tm__contingency_release(&t);
}

Test(contingency, survives_allocation_failure)
{
    struct tm__contingency t;

    fault_install();
    FAULT_LOOP(tm__contingency_new(&t, gold, predicted, 6, NULL));
    tm__contingency_release(&t);
    cr_expect_eq(fault_live, 0, "nothing left");
}
