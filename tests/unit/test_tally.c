#include "vector/tally.h"

#include "fault_alloc.h"

Test(tally, has_room_for_a_batch_and_refuses_more_than_can_be_numbered)
{
    struct tm__tally c = {0};

    for (size_t batch = 0; batch < 50; batch++) {
        cr_assert_eq(tm__tally_room(&c), TM_OK);
        cr_assert_geq(c.capacity, c.size + TM__BATCH, "room behind %zu entries", c.size);
        for (size_t i = 0; i < TM__BATCH; i++)
            c.entry[c.size++] = (struct tm__entry){.term = (uint32_t)i, .tf = 1};
    }
    c.size = UINT32_MAX - TM__BATCH + 1;
    cr_expect_eq(tm__tally_room(&c), TM_EOVERFLOW);
    tm__tally_release(&c);
    cr_expect(!c.entry && !c.length && c.size == 0 && c.capacity == 0, "as new");
}

Test(tally, survives_allocation_failure)
{
    struct tm__tally c = {0};

    fault_install();
    FAULT_LOOP(tm__tally_room(&c));
    tm__tally_release(&c);
    cr_expect_eq(fault_live, 0, "nothing left");
}
