#include "fault_alloc.h"

#include <string.h>

static const tm_text list[] = {{"white house", 11}, {"new york", 8}, {"new york", 8}};

Test(phrase_list, is_sorted_and_without_doubles)
{
    tm_phrases *phrases;
    tm_text first;

    cr_assert_eq(tm_phrases_of_list(&phrases, list, 3, NULL, NULL), TM_OK);
    cr_assert_eq(tm_phrases_count(phrases), 2);
    first = tm_phrases_get(phrases, 0, NULL, NULL);
    cr_expect(first.size == 8 && memcmp(first.data, "new york", 8) == 0);
    tm_phrases_free(phrases);
    cr_assert_eq(tm_phrases_of_list(&phrases, NULL, 0, NULL, NULL), TM_OK, "none");
    cr_expect_eq(tm_phrases_count(phrases), 0);
    tm_phrases_free(phrases);
}

Test(phrase_list, rejects_what_is_not_two_words)
{
    static const char *const bad[] = {"", "york", " york", "york ", "new york city"};
    tm_phrases *phrases;
    tm_error err;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const tm_text text = {bad[i], strlen(bad[i])};

        cr_expect_eq(tm_phrases_of_list(&phrases, &text, 1, NULL, &err), TM_EINVAL, "%s", bad[i]);
        cr_expect_null(phrases);
    }
    cr_expect_str_eq(err.message, "'new york city' is no phrase of two words");
}

Test(phrase_list, survives_allocation_failure)
{
    tm_phrases *phrases;

    fault_install();
    FAULT_LOOP(tm_phrases_of_list(&phrases, list, 3, NULL, NULL));
    tm_phrases_free(phrases);
    cr_expect_eq(fault_live, 0, "nothing left");
}
