#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/merge_grams.h"

#include <string.h>

static struct tm__term_list one, two;
static struct tm__grams runs_one, runs_two;

static uint32_t run(struct tm__grams *grams, uint32_t before, uint32_t last)
{
    cr_assert(tm__grams_reserve(grams, 1), "room");
    return tm__grams_find(grams, (uint64_t)before << 32 | last)->id | TM__GRAM;
}

/* One worker met "b a b", the other "a c" and "b a". */
static void fill(void)
{
    uint32_t b_a;

    tm__term_list_add(&one, "b", 1);
    tm__term_list_add(&one, "a", 1);
    b_a = run(&runs_one, 0, 1);
    run(&runs_one, b_a, 0); /* b a b */
    run(&runs_one, 1, 0);   /* a b */
    tm__term_list_add(&two, "a", 1);
    tm__term_list_add(&two, "c", 1);
    tm__term_list_add(&two, "b", 1);
    run(&runs_two, 0, 1); /* a c */
    run(&runs_two, 2, 0); /* b a */
}

static void empty(void)
{
    tm__term_list_release(&one);
    tm__term_list_release(&two);
    tm__grams_release(&runs_one);
    tm__grams_release(&runs_two);
}

static tm_status merge(struct tm__merged_terms *m)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    const struct tm__grams *const grams[] = {&runs_one, &runs_two};
    const size_t words[] = {2, 3};
    tm_status status = tm__merge_terms(m, sets, 2, NULL, 0, NULL, NULL);

    if (status != TM_OK)
        return status;
    status = tm__merge_grams(m, words, grams, 2, NULL);
    if (status != TM_OK) {
        tm__free(m->bytes);
        tm__free(m->offset);
        tm__merged_ids_release(m, 2);
    }
    return status;
}

Test(merge_grams, words_and_runs_are_in_byte_order)
{
    /* a, a b, a c, b, b a, b a b, c */
    static const uint32_t of_one[] = {3, 0, 4, 5, 1}, of_two[] = {0, 6, 3, 2, 4};
    struct tm__merged_terms m;

    fill();
    cr_assert_eq(merge(&m), TM_OK, "merge");
    cr_assert_eq(m.terms, 7, "each once");
    cr_expect_arr_eq(m.bytes, "aa ba cbb ab a bc", 17, "in order");
    cr_expect_eq(m.offset[7], 17, "the end");
    cr_expect_arr_eq(m.id[0], of_one, sizeof of_one, "of the first");
    cr_expect_arr_eq(m.id[1], of_two, sizeof of_two, "of the second");
    cr_expect_eq(tm__merged_index(1, 2), 1, "a word");
    cr_expect_eq(tm__merged_index(1 | TM__GRAM, 2), 3, "a run");
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    empty();
}

Test(merge_grams, survives_allocation_failure)
{
    struct tm__merged_terms m;

    fill();
    fault_install();
    FAULT_LOOP(merge(&m));
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    cr_expect_eq(fault_live, 0, "nothing left");
}
