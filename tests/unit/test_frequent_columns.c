#include "cluster_rows.h"
#include "fault_alloc.h"
#include "vector/frequent_columns.h"

#include <string.h>

/* Columns 0 to 4 are in 1, 3, 2, 3 and 2 rows; 5 is in none. */
static tm_sparse *make(void)
{
    static const float x[] = {0, 1, 2, 3, 0, 0, /**/ 0, 4, 0, 5, 6, 0, /**/ 7, 8, 9, 1, 2, 0};

    return rows_of(x, 3, 6);
}

static void check(size_t most, const uint32_t *want)
{
    tm_sparse *m = make(), *out;
    uint32_t number[6];

    cr_assert_eq(tm__frequent_columns(&out, number, m, most, NULL), TM_OK, "made");
    cr_expect_eq(tm_sparse_check(out, NULL), TM_OK, "in order");
    cr_expect_arr_eq(number, want, sizeof number, "at most %zu", most);
    cr_expect_eq(out->rows, 3, "all rows");
    for (size_t i = 0; i < 3; i++) {
        uint64_t at = out->row_start[i];

        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (number[m->column[e]] != UINT32_MAX) {
                cr_expect_eq(out->column[at], number[m->column[e]], "row %zu", i);
                cr_expect_eq(out->value[at++], m->value[e], "row %zu", i);
            }
        cr_expect_eq(at, out->row_start[i + 1], "row %zu: no more", i);
    }
    tm_sparse_free(out);
    tm_sparse_free(m);
}

Test(frequent_columns, are_the_most_frequent_in_their_order)
{
    static const uint32_t none = UINT32_MAX;

    check(0, (uint32_t[]){none, none, none, none, none, none});
    check(1, (uint32_t[]){none, 0, none, none, none, none});
    check(2, (uint32_t[]){none, 0, none, 1, none, none});
    check(3, (uint32_t[]){none, 0, 1, 2, none, none});
    check(4, (uint32_t[]){none, 0, 1, 2, 3, none});
    check(5, (uint32_t[]){0, 1, 2, 3, 4, none});
    check(6, (uint32_t[]){0, 1, 2, 3, 4, 5});
    check(9, (uint32_t[]){0, 1, 2, 3, 4, 5});
}

static tm_status once(const tm_sparse *m)
{
    uint32_t number[6];
    tm_sparse *out;
    const tm_status status = tm__frequent_columns(&out, number, m, 3, NULL);

    tm_sparse_free(out);
    return status;
}

Test(frequent_columns, survive_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = make();
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
}
