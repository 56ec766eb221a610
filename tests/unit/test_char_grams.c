#include "fault_alloc.h"
#include "vector/char_grams.h"

#include <string.h>

enum { CAPACITY = 3 };

static const char *runs(const char *text, bool in_words, unsigned shortest, unsigned longest)
{
    static char all[400];
    struct tm__char_grams grams = {0};
    tm_span span[CAPACITY];
    size_t n;

    all[0] = '\0';
    cr_assert(tm__char_grams_start(&grams, text, strlen(text), in_words, shortest, longest));
    while ((n = tm__char_grams_next(&grams, span, CAPACITY)) > 0)
        for (size_t i = 0; i < n; i++) {
            strcat(all, all[0] ? "|" : "");
            strncat(all, grams.text.data + span[i].start, span[i].end - span[i].start);
        }
    tm__char_grams_release(&grams);
    return all;
}

Test(char_grams, of_a_text)
{
    cr_expect_str_eq(runs("abc", false, 1, 2), "a|b|c|ab|bc");
    cr_expect_str_eq(runs("a \n b\tc", false, 3, 3), "a b| b\t|b\tc", "two and more are a space");
    cr_expect_str_eq(runs("ab", false, 3, 4), "", "too short");
    cr_expect_str_eq(runs("\u00E9\u4E2Dx", false, 2, 2), "\u00E9\u4E2D|\u4E2Dx");
    cr_expect_str_eq(runs("", false, 1, 3), "");
}

/* What scikit-learn 1.7 gives for char_wb. */
Test(char_grams, in_words)
{
    cr_expect_str_eq(runs("ab c", true, 2, 3), " a|ab|b | ab|ab | c|c | c ");
    cr_expect_str_eq(runs("ab c", true, 4, 6), " ab | c ", "short ones once");
    cr_expect_str_eq(runs(" \n a\u00A0\u2003b ", true, 3, 3), " a | b ");
    cr_expect_str_eq(runs("", true, 1, 3), "");
    cr_expect_str_eq(runs(" \n ", true, 1, 3), "");
}

static tm_status once(void)
{
    struct tm__char_grams grams = {0};
    const bool ok = tm__char_grams_start(&grams, "some words to cut", 17, true, 2, 3);

    tm__char_grams_release(&grams);
    return ok ? TM_OK : TM_ENOMEM;
}

Test(char_grams, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
