#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/merge_terms.h"
#include "vector/vocabulary.h"

#include <stdio.h>
#include <string.h>

static struct tm__term_list one, two;

static void fill(void)
{
    tm__term_list_add(&one, "pear", 4);
    tm__term_list_add(&one, "apple", 5);
    tm__term_list_add(&two, "apple", 5);
    tm__term_list_add(&two, "fig", 3);
}

Test(merge_terms, makes_one_vocabulary_in_byte_order)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    struct tm__merged_terms m;

    fill();
    cr_assert_eq(tm__merge_terms(&m, sets, 2, NULL, 0, NULL, NULL), TM_OK, "merge");
    cr_assert_eq(m.terms, 3, "apple stands once");
    cr_expect_arr_eq(m.bytes, "applefigpear", 12, "in order");
    cr_expect_eq(m.offset[3], 12, "the end");
    cr_expect_eq(m.id[0][0], 2, "pear");
    cr_expect_eq(m.id[0][1], 0, "apple of one");
    cr_expect_eq(m.id[1][0], 0, "apple of two");
    cr_expect_eq(m.id[1][1], 1, "fig");
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    tm__term_list_release(&one);
    tm__term_list_release(&two);
}

/* So many that there are ranges of the order, in two sets that share every third term. */
static void fill_much(void)
{
    char text[40];

    for (unsigned i = 0; i < 30000; i++) {
        const unsigned odd = i * 7919 % 30011;
        const int size = i % 2 ? sprintf(text, "%u", odd)
                               : sprintf(text, "%c%c-behind-the-first-%u", 'a' + odd % 26,
                                         'a' + odd / 26 % 26, odd);

        if (i % 3 != 1)
            tm__term_list_add(&one, text, (size_t)size);
        if (i % 3 != 2)
            tm__term_list_add(&two, text, (size_t)size);
    }
}

static void expect_ids(const struct tm__merged_terms *m, size_t set,
                       const struct tm__term_list *list)
{
    for (uint32_t t = 0; t < list->count; t++) {
        const uint32_t id = m->id[set][t];
        const tm_text term = tm__term_list_get(list, t);

        cr_assert(id < m->terms && m->offset[id + 1] - m->offset[id] == term.size &&
                      memcmp(m->bytes + m->offset[id], term.data, term.size) == 0,
                  "term %u of set %zu", t, set);
    }
}

static void expect_much(size_t room, unsigned threads)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    tm_run run = TM_RUN_INIT;
    struct tm__merged_terms m;
    void *const block = room ? malloc(room) : NULL;

    run.threads = threads;
    cr_assert_eq(tm__merge_terms(&m, sets, 2, block, room, &run, NULL), TM_OK, "merge");
    cr_expect_eq(m.terms, 30000, "each once");
    for (size_t t = 1; t < m.terms; t++) {
        const tm_text before = {m.bytes + m.offset[t - 1], (size_t)(m.offset[t] - m.offset[t - 1])};
        const tm_text term = {m.bytes + m.offset[t], (size_t)(m.offset[t + 1] - m.offset[t])};

        cr_assert(tm__text_compare(before, term) < 0, "rising, %zu", t);
    }
    expect_ids(&m, 0, &one);
    expect_ids(&m, 1, &two);
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    free(block);
}

Test(merge_terms, ranges_of_the_order_make_one)
{
    fill_much();
    expect_much(0, 1);
    expect_much(1000, 3);
    expect_much((size_t)1 << 22, 2);
    tm__term_list_release(&one);
    tm__term_list_release(&two);
}

Test(merge_terms, there_may_be_none)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    struct tm__merged_terms m;

    cr_assert_eq(tm__merge_terms(&m, sets, 2, NULL, 0, NULL, NULL), TM_OK, "merge");
    cr_expect_eq(m.terms, 0, "none");
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
}

Test(merge_terms, survives_allocation_failure)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    struct tm__merged_terms m;

    fault_install();
    fill();
    FAULT_LOOP(tm__merge_terms(&m, sets, 2, NULL, 0, NULL, NULL));
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    tm__term_list_release(&one);
    tm__term_list_release(&two);
    cr_expect_eq(fault_live, 0, "nothing left");
}
