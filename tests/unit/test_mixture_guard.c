#include "cluster/mixture_guard.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* Rows 0 to 4 are one story, 5 to 9 another; row 10 is like the first, row 11 like none. */
static tm_sparse *rows(void)
{
    float x[12 * 5] = {0};

    for (size_t i = 0; i < 10; i++) {
        x[5 * i + (i < 5 ? 0 : 2)] = 1;
        x[5 * i + (i < 5 ? 1 : 3)] = 1;
    }
    x[50] = x[51] = x[52] = 1;
    x[59] = 1;
    return rows_of(x, 12, 5);
}

static const uint32_t old[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3};
static const uint32_t copies[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
/* What is asked for: rows 10 and 11 go to the first story. */
static uint32_t label[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0};

Test(mixture_guard, lets_rows_go_to_their_like_only)
{
    tm_sparse *m = rows();
    struct tm__blend blend;

    cr_assert_eq(tm__blend_new(&blend, m, 0, NULL, NULL), TM_OK, "blend");
    cr_assert_eq(tm__mixture_guard(label, old, 4, &blend, copies, NULL, NULL), TM_OK, "guard");
    cr_expect_eq(label[10], 0, "goes");
    cr_expect_eq(label[11], 3, "goes back");
    label[10] = 3;
    label[0] = 1;
    cr_assert_eq(tm__mixture_guard(label, old, 4, &blend, copies, NULL, NULL), TM_OK, "guard");
    cr_expect_eq(label[10], 2, "the cluster was too small");
    cr_expect_eq(label[0], 0, "nothing in common");
    tm__blend_release(&blend);
    tm_sparse_free(m);
}

/* A mean similarity of .12 is enough with a hundred rows, and may be chance with five. */
Test(mixture_guard, asks_more_for_small_clusters)
{
    static const float x[] = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0.12F, 0.99277F};
    static const uint32_t before[] = {0, 0, 0, 0, 0, 1}, many[] = {20, 20, 20, 20, 20, 1};
    tm_sparse *m = rows_of(x, 6, 2);
    struct tm__blend blend;
    uint32_t of_few[6] = {0}, of_many[6] = {0};

    cr_assert_eq(tm__blend_new(&blend, m, 0, NULL, NULL), TM_OK, "blend");
    cr_assert_eq(tm__mixture_guard(of_few, before, 2, &blend, copies, NULL, NULL), TM_OK, "few");
    cr_expect_eq(of_few[5], 1, "goes back");
    cr_assert_eq(tm__mixture_guard(of_many, before, 2, &blend, many, NULL, NULL), TM_OK, "many");
    cr_expect_eq(of_many[5], 0, "stays");
    tm__blend_release(&blend);
    tm_sparse_free(m);
}

Test(mixture_guard, survives_allocation_failure)
{
    tm_sparse *m = rows();
    struct tm__blend blend;

    cr_assert_eq(tm__blend_new(&blend, m, 0, NULL, NULL), TM_OK, "blend");
    fault_install();
    FAULT_LOOP(tm__mixture_guard(label, old, 4, &blend, copies, NULL, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    tm__blend_release(&blend);
    tm_sparse_free(m);
}
