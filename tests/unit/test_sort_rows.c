#include "base/rng.h"
#include "fault_alloc.h"
#include "vector/sort_rows.h"

Test(sort_rows, by_hand)
{
    /* rows {9:1, 4:5} {} {9:3} */
    static const uint32_t length[] = {2, 0, 1};
    struct tm__entry entry[] = {{9, 1}, {4, 5}, {9, 3}};
    uint32_t terms[3], tfs[3];

    cr_assert_eq(tm__sort_rows(terms, tfs, entry, length, 3, 4), TM_OK, "sort");
    cr_expect_arr_eq(terms, ((uint32_t[]){4, 9, 9}), sizeof terms, "terms rise within a row");
    cr_expect_arr_eq(tfs, ((uint32_t[]){5, 1, 3}), sizeof tfs, "counts go along");
}

Test(sort_rows, sorts_every_row_of_many_with_ids_of_many_bits)
{
    enum { ROWS = 300, LENGTH = 40 };
    static uint32_t length[ROWS], out[ROWS * LENGTH], tf_out[ROWS * LENGTH];
    static struct tm__entry entry[ROWS * LENGTH];
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 0);
    for (size_t i = 0; i < ROWS * LENGTH; i++) {
        /* distinct within a row, spread over 31 bits */
        entry[i].term = (uint32_t)((i % LENGTH) << 25 | tm__rng_below(&rng, 1 << 25)) ^
                        (uint32_t)(i / LENGTH * 77);
        entry[i].tf = entry[i].term * 3;
    }
    for (size_t r = 0; r < ROWS; r++)
        length[r] = LENGTH;
    cr_assert_eq(tm__sort_rows(out, tf_out, entry, length, ROWS, 31), TM_OK, "sort");
    for (size_t i = 0; i < ROWS * LENGTH; i++) {
        cr_assert(i % LENGTH == 0 || out[i] > out[i - 1], "entry %zu", i);
        cr_assert_eq(tf_out[i], out[i] * 3, "its count, %zu", i);
    }
}

Test(sort_rows, survives_allocation_failure)
{
    static const uint32_t length[] = {2};
    struct tm__entry entry[] = {{1, 1}, {1u << 30, 1}}; /* more than one pass */
    uint32_t terms[2], tfs[2];

    fault_install();
    FAULT_LOOP(tm__sort_rows(terms, tfs, entry, length, 1, 31));
    cr_assert_eq(tm__sort_rows(NULL, NULL, NULL, NULL, 0, 0), TM_OK, "no rows");
    cr_expect_eq(fault_live, 0, "nothing left");
}
