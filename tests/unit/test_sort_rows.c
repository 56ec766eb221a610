#include "base/rng.h"
#include "fault_alloc.h"
#include "vector/sort_rows.h"

#include <stdlib.h>

struct entry {
    uint32_t column, tf;
};

static tm_status sort_rows(uint32_t *column, uint32_t *tf, const struct entry *entry,
                           const uint64_t *row_start, uint32_t rows, unsigned bits)
{
    const size_t entries = row_start[rows] - row_start[0];
    struct tm__row_sort sort;
    tm_status status = tm__row_sort_start(&sort, entries, bits);

    for (uint32_t r = 0; status == TM_OK && r < rows; r++)
        for (uint64_t e = row_start[r]; e < row_start[r + 1]; e++, entry++)
            tm__row_sort_put(&sort, entry->column, r, entry->tf, true);
    if (status == TM_OK)
        status = tm__row_sort_end(&sort, column, tf, row_start, rows);
    tm__row_sort_release(&sort);
    return status;
}

Test(sort_rows, by_hand)
{
    /* rows {9:1, 4:5} {} {9:3}, behind seven entries of other parts */
    static const uint64_t row_start[] = {7, 9, 9, 10};
    static const struct entry entry[] = {{9, 1}, {4, 5}, {9, TM__SORT_COUNT}};
    uint32_t columns[3], tfs[3];

    for (unsigned bits = 4; bits < 9; bits += 4) { /* by insertion alone, and by radix */
        cr_assert_eq(sort_rows(columns, tfs, entry, row_start, 3, bits), TM_OK, "sort");
        cr_expect_arr_eq(columns, ((uint32_t[]){4, 9, 9}), sizeof columns,
                         "they rise within a row");
        cr_expect_arr_eq(tfs, ((uint32_t[]){5, 1, TM__SORT_COUNT}), sizeof tfs, "counts go along");
    }
}

Test(sort_rows, what_is_not_kept_leaves_no_trace)
{
    static const uint64_t row_start[] = {0, 2};
    struct tm__row_sort sort;
    uint32_t columns[2], tfs[2];

    cr_assert_eq(tm__row_sort_start(&sort, 2, 20), TM_OK, "start");
    tm__row_sort_put(&sort, 1 << 19, 0, 1, true);
    tm__row_sort_put(&sort, UINT32_MAX, 0, 1, false);
    tm__row_sort_put(&sort, 3, 0, 2, true);
    tm__row_sort_put(&sort, UINT32_MAX, 0, 1, false);
    cr_expect_eq(sort.size, 2, "two of them");
    cr_assert_eq(tm__row_sort_end(&sort, columns, tfs, row_start, 1), TM_OK, "end");
    cr_expect_arr_eq(columns, ((uint32_t[]){3, 1 << 19}), sizeof columns);
    cr_expect_arr_eq(tfs, ((uint32_t[]){2, 1}), sizeof tfs);
    tm__row_sort_release(&sort);
}

static void expect_sorted(uint32_t rows, size_t length, unsigned bits)
{
    const size_t entries = rows * length, step = ((size_t)1 << bits) / length;
    struct entry *const entry = malloc(entries * sizeof *entry);
    uint32_t *const out = malloc(2 * entries * sizeof *out), *const tf_out = out + entries;
    uint64_t *const row_start = malloc((rows + 1) * sizeof *row_start);
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 0);
    for (size_t i = 0; i < entries;
         i++) { /* distinct within a row, in an order that is not theirs */
        const size_t place = (i * 7 + i / length) % length;

        entry[i].column = (uint32_t)(place * step + tm__rng_below(&rng, (uint32_t)step));
        entry[i].tf = entry[i].column % 999;
    }
    for (size_t r = 0; r <= rows; r++)
        row_start[r] = r * length;
    cr_assert_eq(sort_rows(out, tf_out, entry, row_start, rows, bits), TM_OK, "sort");
    for (size_t i = 0; i < entries; i++) {
        cr_assert(i % length == 0 || out[i] > out[i - 1], "entry %zu of %u bits", i, bits);
        cr_assert_eq(tf_out[i], out[i] % 999, "its count, %zu", i);
    }
    free(entry);
    free(out);
    free(row_start);
}

Test(sort_rows, sorts_every_row_of_many_with_columns_of_many_bits)
{
    for (unsigned bits = 6; bits < 32; bits++)
        expect_sorted(300, 40, bits);
    expect_sorted(TM__SORT_ROWS, 3, 20);
}

static tm_status once(void)
{
    static const uint64_t row_start[] = {0, 2};
    static const struct entry entry[] = {{1, 1}, {1u << 30, 1}}; /* more than one pass */
    uint32_t columns[2], tfs[2];

    return sort_rows(columns, tfs, entry, row_start, 1, 31);
}

Test(sort_rows, survives_allocation_failure)
{
    static const uint64_t nothing[] = {0};

    fault_install();
    FAULT_LOOP(once());
    cr_assert_eq(sort_rows(NULL, NULL, NULL, nothing, 0, 0), TM_OK, "no rows");
    cr_expect_eq(fault_live, 0, "nothing left");
}
