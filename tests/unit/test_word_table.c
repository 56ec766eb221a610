#include "cluster/word_table.h"

#include "fault_alloc.h"

static struct tm__pool pool;
static struct tm__word_table table;

static void start(void)
{
    cr_assert(tm__word_table_new(&table, &pool));
}

static void stop(void)
{
    tm__word_table_give(&table, &pool);
    tm__pool_release(&pool);
}

static void set(uint32_t word, uint32_t count)
{
    struct tm__word_count *const cell = tm__word_claim(&table, &pool, word);

    cr_assert_not_null(cell);
    cell->count = count;
}

TestSuite(word_table, .init = start, .fini = stop);

Test(word_table, finds_what_was_claimed)
{
    enum { WORDS = 5000 };

    for (uint32_t w = 0; w < WORDS; w++)
        set(w * 64, w + 1);
    set(UINT32_MAX - 1, 7);
    for (uint32_t w = 0; w < WORDS; w++) {
        cr_expect_eq(tm__word_find(&table, w * 64)->count, w + 1);
        cr_expect_eq(tm__word_find(&table, w * 64 + 1)->word, 0, "free");
        cr_expect_eq(tm__word_claim(&table, &pool, w * 64)->count, w + 1, "known");
    }
    cr_expect_eq(tm__word_find(&table, UINT32_MAX - 1)->count, 7);
    cr_expect_eq(table.used, WORDS + 1);
    cr_expect_leq(2 * table.used, 1u << table.bits, "half is free");
}

Test(word_table, leaves_words_without_a_count_out_when_it_grows)
{
    for (uint32_t w = 0; w < 4; w++)
        set(w, w % 2);
    cr_expect_eq(table.used, 4);
    set(4, 1);
    cr_expect_eq(table.used, 3);
    for (uint32_t w = 0; w < 5; w++)
        cr_expect_eq(tm__word_find(&table, w)->count, w == 4 ? 1 : w % 2);
}

static tm_status once(void)
{
    struct tm__pool mine = {.used = 0};
    struct tm__word_table t = {NULL, 0, 0};
    bool ok = tm__word_table_new(&t, &mine);
    uint32_t known = 0;

    for (uint32_t w = 0; ok && w < 20000; w++) {
        struct tm__word_count *const cell = tm__word_claim(&t, &mine, w);

        ok = cell != NULL;
        if (ok)
            cell->count = ++known;
    }
    for (uint32_t w = 0; w < known; w++)
        cr_assert_eq(tm__word_find(&t, w)->count, w + 1);
    tm__pool_release(&mine);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(word_table, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
