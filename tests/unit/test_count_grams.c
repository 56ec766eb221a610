#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/count_grams.h"

#include <string.h>

/* Rows 1 and 2 in three batches: 5 6 5 6 | 6 and, in the second row, 6. */
Test(count_grams, batches_do_not_show_and_rows_do)
{
    static const uint32_t first[] = {5, 6, 5, 6}, second[] = {6};
    const struct tm__term_run a = {first, 4, 0, 1}, b = {second, 1, 0, 1}, c = {second, 1, 1, 2};
    struct tm__tally out = {0};
    struct tm__grams grams = {0};
    struct tm__chain chain = {0};
    uint32_t length[2] = {0, 0};

    out.length = length;
    cr_assert_eq(tm__count_grams(&grams, &chain, &out, &a, 2, 2), TM_OK, "first");
    cr_assert_eq(tm__count_grams(&grams, &chain, &out, &b, 2, 2), TM_OK, "second");
    cr_assert_eq(tm__count_grams(&grams, &chain, &out, &c, 2, 2), TM_OK, "next row");
    cr_assert_eq(out.size, 3, "5 6, 6 5, 6 6");
    cr_expect_eq(out.entry[0].tf, 2, "5 6 twice");
    cr_expect_eq(out.entry[2].tf, 1, "over the end of the batch");
    cr_expect_eq(length[0], 3);
    cr_expect_eq(length[1], 0, "one word makes no run");
    tm__free(out.entry);
    tm__grams_release(&grams);
}

static tm_status once(void)
{
    static const uint32_t term[] = {1, 2, 3};
    const struct tm__term_run run = {term, 3, 0, 1};
    struct tm__tally out = {0};
    struct tm__grams grams = {0};
    struct tm__chain chain = {0};
    uint32_t length[1] = {0};
    tm_status status;

    out.length = length;
    status = tm__count_grams(&grams, &chain, &out, &run, 2, 5);
    tm__free(out.entry);
    tm__grams_release(&grams);
    return status;
}

Test(count_grams, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
