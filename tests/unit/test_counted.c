#include "vector/counted.h"

#include "base/memory.h"
#include "fault_alloc.h"

#include <string.h>

/* A tally of three entries in two documents, one of them above what a byte holds. */
static tm_status fill(struct tm__tally *tally)
{
    static const struct tm__entry entry[] = {{7, 1}, {9, 256}, {7, 255}};

    memset(tally, 0, sizeof *tally);
    tally->length = tm__calloc(2, sizeof *tally->length);
    if (!tally->length || tm__tally_room(tally) != TM_OK)
        return TM_ENOMEM;
    tally->length[0] = 2;
    tally->length[1] = 1;
    memcpy(tally->entry, entry, sizeof entry);
    tally->size = 3;
    return TM_OK;
}

static tm_status store(struct tm__counted *counted)
{
    struct tm__tally tally;
    tm_status status = fill(&tally);

    memset(counted, 0, sizeof *counted);
    if (status == TM_OK)
        status = tm__counted_store(counted, &tally);
    tm__tally_release(&tally);
    return status;
}

Test(counted, keeps_what_was_tallied_whatever_the_counts)
{
    static const uint32_t term[] = {7, 9, 7}, tf[] = {1, 256, 255};
    struct tm__counted counted;
    size_t many = 0;

    cr_assert_eq(store(&counted), TM_OK);
    cr_assert_eq(counted.size, 3);
    cr_expect_eq(counted.many_size, 1);
    cr_expect_eq(counted.length[0], 2);
    cr_expect_eq(counted.length[1], 1);
    cr_expect_arr_eq(counted.term, term, sizeof term);
    for (size_t e = 0; e < 3; e++)
        cr_expect_eq(tm__counted_tf(&counted, e, &many), tf[e], "entry %zu", e);
    tm__counted_release(&counted);
    cr_expect(!counted.length && !counted.term && !counted.tf && !counted.many, "as new");
}

static tm_status once(void)
{
    struct tm__counted counted;
    const tm_status status = store(&counted);

    tm__counted_release(&counted);
    return status;
}

Test(counted, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
