#include "fault_alloc.h"
#include "vector/grams.h"

Test(grams, ids_are_dense_and_stay)
{
    struct tm__grams grams = {0};

    for (uint64_t i = 0; i < 5000; i++) {
        cr_assert(tm__grams_reserve(&grams, 1), "room");
        cr_assert_eq(tm__grams_find(&grams, i * i << 32 | i % 7)->id, i, "new, %zu", (size_t)i);
    }
    for (uint64_t i = 0; i < 5000; i++)
        cr_assert_eq(tm__grams_find(&grams, i * i << 32 | i % 7)->id, i, "known, %zu", (size_t)i);
    cr_expect_eq(grams.count, 5000);
    cr_expect_not(tm__grams_reserve(&grams, TM__GRAM), "more than ids can name");
    tm__grams_release(&grams);
    cr_expect_eq(grams.slots, 0);
}

static tm_status fill(void)
{
    struct tm__grams grams = {0};
    bool ok = true;

    for (uint64_t i = 0; ok && i < 2000; i++)
        if ((ok = tm__grams_reserve(&grams, 1)))
            tm__grams_find(&grams, i);
    tm__grams_release(&grams);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(grams, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(fill());
    cr_expect_eq(fault_live, 0, "nothing left");
}
