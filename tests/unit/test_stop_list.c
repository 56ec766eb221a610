#include "fault_alloc.h"

#include "text/stop_list.h"

#include <string.h>

static const tm_text words[] = {{"port", 4}, {"Baku", 4}, {"port", 4}, {"\u00E9t\u00E9", 5}};

static void expect_word(const tm_stop_list *list, size_t i, const char *want)
{
    const tm_text word = tm_stop_list_word(list, i);

    cr_expect(word.size == strlen(want) && memcmp(word.data, want, word.size) == 0, "%zu: '%.*s'",
              i, (int)word.size, word.data);
}

Test(stop_list, has_each_word_once_in_byte_order)
{
    tm_stop_list *list, *again;
    tm_text lines;

    cr_assert_eq(tm_stop_list_new(&list, words, 4, true, NULL), TM_OK, "new");
    cr_assert_eq(tm_stop_list_count(list), 3, "one was there twice");
    expect_word(list, 0, "Baku");
    expect_word(list, 1, "port");
    expect_word(list, 2, "\u00E9t\u00E9");
    cr_expect_null(tm_stop_list_word(list, 3).data, "no such word");
    cr_expect(tm__stop_list_is_alone(list), "instead of the language's");
    lines = tm__stop_list_lines(list);
    cr_expect_eq(lines.size, 5 + 5 + 6, "a newline behind each");
    cr_assert_eq(tm__stop_list_read(&again, lines, false, NULL), TM_OK, "read");
    cr_expect_eq(tm_stop_list_count(again), 3, "the same words");
    expect_word(again, 2, "\u00E9t\u00E9");
    cr_expect_not(tm__stop_list_is_alone(again), "besides");
    tm_stop_list_free(list);
    tm_stop_list_free(again);
    tm_stop_list_free(NULL);
}

Test(stop_list, may_be_empty)
{
    tm_stop_list *list, *again;

    cr_assert_eq(tm_stop_list_new(&list, NULL, 0, true, NULL), TM_OK, "no stop words at all");
    cr_expect_eq(tm_stop_list_count(list), 0, "none");
    cr_assert_eq(tm__stop_list_read(&again, tm__stop_list_lines(list), true, NULL), TM_OK, "read");
    cr_expect_eq(tm_stop_list_count(again), 0, "none");
    tm_stop_list_free(list);
    tm_stop_list_free(again);
    cr_expect_not(tm__stop_list_is_alone(NULL), "no list");
}

Test(stop_list, lives_until_the_last_holder_lets_it_go)
{
    tm_stop_list *list, *held;

    fault_install();
    cr_assert_eq(tm_stop_list_new(&list, words, 4, false, NULL), TM_OK, "new");
    held = tm__stop_list_hold(list);
    tm_stop_list_free(list);
    expect_word(held, 0, "Baku");
    tm_stop_list_free(held);
    cr_expect_eq(fault_live, 0, "nothing left");
    cr_expect_null(tm__stop_list_hold(NULL), "no list");
}

Test(stop_list, rejects_what_is_no_word)
{
    static const tm_text bad[][2] = {{{"port", 4}, {"", 0}}, {{"port", 4}, {"new york", 8}}};
    tm_stop_list *list;
    tm_error err;

    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(tm_stop_list_new(&list, bad[i], 2, false, &err), TM_EINVAL, "%zu", i);
        cr_expect_null(list, "nothing comes back");
        cr_expect_eq(err.position, 1, "which");
    }
    cr_expect_str_eq(err.message, "'new york' is no word");
    cr_expect_eq(tm__stop_list_read(&list, (tm_text){"a\nb", 3}, false, NULL), TM_EINVAL, "cut");
    cr_expect_eq(tm__stop_list_read(&list, (tm_text){"a\n\n", 3}, false, NULL), TM_EINVAL, "empty");
}

Test(stop_list, survives_allocation_failure)
{
    tm_stop_list *list, *again;

    fault_install();
    FAULT_LOOP(tm_stop_list_new(&list, words, 4, true, NULL));
    FAULT_LOOP(tm__stop_list_read(&again, tm__stop_list_lines(list), true, NULL));
    tm_stop_list_free(list);
    tm_stop_list_free(again);
    cr_expect_eq(fault_live, 0, "nothing left");
}
