#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/merge_terms.h"

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
    cr_assert_eq(tm__merge_terms(&m, sets, 2, NULL, NULL), TM_OK, "merge");
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

Test(merge_terms, survives_allocation_failure)
{
    const struct tm__term_list *const sets[] = {&one, &two};
    struct tm__merged_terms m;

    fault_install();
    fill();
    FAULT_LOOP(tm__merge_terms(&m, sets, 2, NULL, NULL));
    tm__free(m.bytes);
    tm__free(m.offset);
    tm__merged_ids_release(&m, 2);
    tm__term_list_release(&one);
    tm__term_list_release(&two);
    cr_expect_eq(fault_live, 0, "nothing left");
}
