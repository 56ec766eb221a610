#include "fault_alloc.h"
#include "summarize/word_pairs.h"

Test(word_pairs, have_ids_by_arrival)
{
    enum { MOST = 1000 };
    struct tm__word_pairs p;

    cr_assert(tm__word_pairs_init(&p, MOST), "init");
    for (uint32_t i = 0; i < MOST; i++)
        cr_expect_eq(tm__word_pairs_add(&p, i % 7, i), i, "%u is new", i);
    for (uint32_t i = 0; i < MOST; i++)
        cr_expect_eq(tm__word_pairs_add(&p, i % 7, i), i, "%u is known", i);
    cr_expect_eq(p.count, MOST, "each once");
    tm__word_pairs_release(&p);
}

Test(word_pairs, know_which_comes_first)
{
    struct tm__word_pairs p;

    cr_assert(tm__word_pairs_init(&p, 3), "init");
    cr_expect_eq(tm__word_pairs_add(&p, 1, 2), 0, "one two");
    cr_expect_eq(tm__word_pairs_add(&p, 2, 1), 1, "two one");
    cr_expect_eq(tm__word_pairs_add(&p, 0, 0), 2, "nothing is special about zero");
    tm__word_pairs_release(&p);
    cr_expect(!tm__word_pairs_init(&p, UINT32_MAX / 2), "too many");
    tm__word_pairs_release(&p);
}

static tm_status init_once(void)
{
    struct tm__word_pairs p;
    const bool ok = tm__word_pairs_init(&p, 100);

    tm__word_pairs_release(&p);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(word_pairs, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(init_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
