#include "cluster/cluster_words.h"

#include "fault_alloc.h"

static struct tm__pool pool;
static struct tm__cluster_words words;

static void stop(void)
{
    tm__cluster_words_release(&words);
    tm__pool_release(&pool);
}

static uint32_t count_of(uint32_t cluster, uint32_t word)
{
    return tm__word_find(&words.of[cluster], word)->count;
}

TestSuite(cluster_words, .fini = stop);

Test(cluster_words, tell_how_often_a_word_is_in_a_cluster)
{
    cr_assert(tm__cluster_words_new(&words, 2, &pool));
    cr_expect_eq(count_of(0, 0), 0);
    cr_assert(tm__cluster_words_add(&words, &pool, 0, 0, 2));
    cr_assert(tm__cluster_words_add(&words, &pool, 0, UINT32_MAX - 1, 3));
    cr_assert(tm__cluster_words_add(&words, &pool, 0, 0, 1));
    cr_expect_eq(count_of(0, 0), 3);
    cr_expect_eq(count_of(0, UINT32_MAX - 1), 3);
    cr_expect_eq(count_of(1, 0), 0);
}

Test(cluster_words, follow_words_that_come_and_leave_while_all_tables_grow)
{
    enum { CLUSTERS = 5, WORDS = 1000 };

    cr_assert(tm__cluster_words_new(&words, CLUSTERS, &pool));
    for (uint32_t w = 0; w < WORDS; w++)
        for (uint32_t k = 0; k < CLUSTERS; k++) {
            cr_assert(tm__cluster_words_add(&words, &pool, k, 3 * w, w + k + 1));
            if (w >= 10) /* ten words at a time */
                cr_assert(tm__cluster_words_add(&words, &pool, k, 3 * (w - 10), -(w - 10 + k + 1)));
        }
    for (uint32_t w = 0; w < WORDS; w++)
        for (uint32_t k = 0; k < CLUSTERS; k++) {
            cr_expect_eq(count_of(k, 3 * w), w + 10 < WORDS ? 0 : w + k + 1);
            cr_expect_eq(count_of(k, 3 * w + 1), 0);
        }
    for (uint32_t k = 0; k < CLUSTERS; k++)
        cr_expect_leq(2 * words.of[k].used, 1u << words.of[k].bits, "half is free");
}

static tm_status once(void)
{
    struct tm__pool own = {.used = 0};
    struct tm__cluster_words mine;
    bool ok = tm__cluster_words_new(&mine, 3, &own);

    for (uint32_t w = 0; ok && w < 20000; w++)
        ok = tm__cluster_words_add(&mine, &own, w % 3, w, 1);
    tm__cluster_words_release(&mine);
    tm__pool_release(&own);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(cluster_words, survive_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
