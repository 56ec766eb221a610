#include "fault_alloc.h"
#include "vector/ppmi.h"

#include <math.h>

/* d0 = {0,1}, d1 = {0,1,2}, d2 = {3}: word 3 meets nobody */
static uint64_t start[] = {0, 2, 5, 6};
static uint32_t column[] = {0, 1, 0, 1, 2, 3};
static float value[] = {1, 1, 1, 1, 1, 1};
static const tm_sparse documents = {3, 4, start, column, value};

Test(ppmi, by_hand)
{
    tm_sparse *index, *m;

    cr_assert_eq(tm_sparse_transpose(&index, &documents, NULL), TM_OK, "index");
    cr_assert_eq(tm__ppmi(&m, &documents, index, 1.0, NULL, NULL), TM_OK, "ppmi");
    cr_expect_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    /* words 0, 1, 2 count 2, 2, 1 of 5; (0,1) meet 1 + 1/2, (0,2) and (1,2) 1/2 */
    cr_assert_eq(m->row_start[1], 2, "word 0 has two companions");
    cr_expect_float_eq(m->value[0], log(1.5 / 5 / (2.0 / 5 * 2.0 / 5)), 1e-6, "0 and 1");
    cr_expect_float_eq(m->value[1], log(0.5 / 5 / (2.0 / 5 * 1.0 / 5)), 1e-6, "0 and 2");
    cr_expect_eq(m->row_start[4] - m->row_start[3], 0, "word 3 has none");
    tm_sparse_free(m);
    tm_sparse_free(index);
}

Test(ppmi, is_symmetric_without_smoothing_and_keeps_only_what_is_positive)
{
    tm_sparse *index, *m, *t;

    cr_assert_eq(tm_sparse_transpose(&index, &documents, NULL), TM_OK, "index");
    cr_assert_eq(tm__ppmi(&m, &documents, index, 1.0, NULL, NULL), TM_OK, "ppmi");
    cr_assert_eq(tm_sparse_transpose(&t, m, NULL), TM_OK, "transpose");
    for (uint64_t e = 0; e < m->row_start[4]; e++) {
        cr_expect_eq(m->column[e], t->column[e], "entry %zu", (size_t)e);
        cr_expect_float_eq(m->value[e], t->value[e], 1e-6, "entry %zu", (size_t)e);
        cr_expect_gt(m->value[e], 0, "entry %zu", (size_t)e);
    }
    tm_sparse_free(m);
    tm_sparse_free(t);
    tm_sparse_free(index);
}

Test(ppmi, survives_allocation_failure)
{
    tm_sparse *index, *m;

    fault_install();
    cr_assert_eq(tm_sparse_transpose(&index, &documents, NULL), TM_OK, "index");
    FAULT_LOOP(tm__ppmi(&m, &documents, index, 0.75, &fault_run, NULL));
    tm_sparse_free(m);
    tm_sparse_free(index);
    cr_expect_eq(fault_live, 0, "nothing left");
}
