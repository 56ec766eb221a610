#include "cluster/filled.h"

#include "base/memory.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

Test(filled, rows_are_found_and_their_labels_spread)
{
    /* rows 1 and 4 are zero; rows 0, 2 and 3 get labels 2, 1 and 1 */
    static const uint32_t wanted[5] = {2, 0, 1, 1};
    tm_sparse *m = rows_of((float[10]){1, 0, 0, 0, 1, 1, 0, 1, 0, 0}, 5, 2);
    struct tm__filled f;
    uint32_t label[5] = {0};

    cr_assert_eq(tm__filled_find(&f, m, NULL), TM_OK, "find");
    cr_assert_eq(f.m->rows, 3, "filled");
    for (size_t x = 0; x < 3; x++)
        label[x] = wanted[f.row[x]];
    cr_assert_eq(tm__filled_spread(label, &f, 0, NULL), TM_OK, "spread");
    cr_expect_arr_eq(label, ((uint32_t[5]){2, 1, 1, 1, 1}), sizeof label, "to the largest");
    for (size_t x = 0; x < 3; x++)
        label[x] = wanted[f.row[x]];
    cr_assert_eq(tm__filled_spread(label, &f, 3, NULL), TM_OK, "spread");
    cr_expect(label[1] == 1 && label[4] != 1 && label[4] != 2, "the last stands alone");
    tm__filled_release(&f);
    tm_sparse_free(m);
}

Test(filled, copies_are_told_and_labelled)
{
    /* rows 0, 2 and 5 are copies, as are 3 and 4; row 1 is zero */
    tm_sparse *m = rows_of((float[12]){1, 2, 0, 0, 1, 2, 0, 1, 0, 1, 1, 2}, 6, 2);
    struct tm__filled f;
    uint32_t label[6], all[6];

    cr_assert_eq(tm__filled_find(&f, m, NULL), TM_OK, "find");
    cr_expect_eq(f.kinds, 2, "kinds");
    tm__filled_label_kinds(label, &f);
    for (size_t x = 0; x < f.m->rows; x++)
        all[f.row[x]] = label[x];
    cr_expect(all[0] == all[2] && all[2] == all[5] && all[3] == all[4] && all[0] != all[3],
              "copies together");
    tm__filled_release(&f);
    tm_sparse_free(m);
    m = rows_of((float[4]){0}, 2, 2);
    cr_assert_eq(tm__filled_find(&f, m, NULL), TM_OK, "zero rows");
    cr_expect_eq(f.kinds, 0, "no kinds");
    tm__filled_release(&f);
    tm_sparse_free(m);
}

Test(filled, rows_have_an_order_of_their_own)
{
    /* of dense rows, values decide */
    tm_sparse *random = random_rows(60, 12, 4, 1), *dense = random_rows(60, 12, 200, 2);
    tm_sparse *both[2] = {random, dense};
    uint32_t order[60];

    for (int i = 0; i < 2; i++) {
        tm_sparse *other;
        struct tm__filled f, g;
        shuffled(order, 60, 3);
        other = reordered_rows(both[i], order);
        cr_assert_eq(tm__filled_find(&f, both[i], NULL), TM_OK, "rows");
        cr_assert_eq(tm__filled_find(&g, other, NULL), TM_OK, "in another order");
        cr_assert_eq(f.m->row_start[60], g.m->row_start[60], "entries");
        cr_expect(memcmp(f.m->row_start, g.m->row_start, 61 * sizeof *f.m->row_start) == 0 &&
                      memcmp(f.m->column, g.m->column, f.m->row_start[60] * sizeof(uint32_t)) ==
                          0 &&
                      memcmp(f.m->value, g.m->value, f.m->row_start[60] * sizeof(float)) == 0,
                  "the same rows");
        for (size_t x = 0; x < 60; x++)
            cr_expect_eq(order[g.row[x]], f.row[x], "row %zu", x);
        tm_sparse_free(other);
        other = (tm_sparse *)f.m;
        tm__filled_release(&g);
        cr_assert_eq(tm__filled_find(&g, other, NULL), TM_OK, "in order");
        cr_expect_eq(g.m, other, "no copy is made");
        tm__filled_release(&g);
        tm__filled_release(&f);
        tm_sparse_free(both[i]);
    }
}

Test(filled, shares_are_spread)
{
    tm_sparse *m = rows_of((float[6]){1, 0, 0, 0, 1, 1}, 3, 2);
    struct tm__filled f;
    float *share;

    fault_install();
    cr_assert_eq(tm__filled_find(&f, m, NULL), TM_OK, "find");
    share = tm__calloc(2, 2 * sizeof *share);
    cr_assert_not_null(share, "memory");
    for (size_t x = 0; x < 2; x++)
        share[2 * x] = share[2 * x + 1] = (float)f.row[x] + 1;
    FAULT_LOOP(tm__filled_spread_shares(&share, &f, 2, NULL));
    cr_expect_arr_eq(share, ((float[6]){1, 1, 0, 0, 3, 3}), 6 * sizeof *share, "by row");
    tm__free(share);
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
