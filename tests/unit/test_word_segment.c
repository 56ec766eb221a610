#include "text/word_segment.h"

#include "text/word_property.h"

#include <criterion/criterion.h>
#include <string.h>

/* Texts with a bar at every boundary; the rule that each row is there for comes first. */
static const char *const uax29[][2] = {
    {"WB3 CR and LF are one", "a|\r\n|b"},
    {"WB3a after a newline", "\n|\n|\u2029|\u0308|"},
    {"WB3b before a newline", "a\u0308|\n|"},
    {"WB3c joined emoji", "\U0001F468\u200D\U0001F469|x|"},
    {"WB3c a letter that is a pictograph", "\u200D\u2139|"},
    {"WB3d spaces", "a|  |b|"},
    {"WB3d not across a mark", "a| \u0308| |b|"},
    {"WB4 marks and formats are transparent", "a\u0308\u00ADb|"},
    {"WB5 letters", "ab\u00E9\u05D0|"},
    {"WB6, WB7 between letters", "can't|"},
    {"WB6, WB7 right single quotation mark", "can\u2019t|"},
    {"WB6, WB7 dot and colon", "a.b:c|"},
    {"WB6, WB7 with marks between", "a\u0308'\u0308b|"},
    {"WB6, WB7 not twice", "a|.|.|b|"},
    {"WB6, WB7 not at the end", "a|'|"},
    {"WB6, WB7 comma is not for letters", "a|,|b|"},
    {"WB7a Hebrew letter and apostrophe", "\u05D0'| |"},
    {"WB7a also before a digit", "\u05D0'|1|"},
    {"WB7b, WB7c Hebrew double quote", "\u05D0\"\u05D1|"},
    {"WB7b, WB7c not at the end", "\u05D0|\"|"},
    {"WB8, WB9, WB10 letters and digits", "3a1|"},
    {"WB11, WB12 in a number", "1,000.50|"},
    {"WB11, WB12 not between digit and letter", "1|,|a|"},
    {"WB11, WB12 semicolon", "1;2|"},
    {"WB11, WB12 a colon is not for digits", "1|:|2|"},
    {"WB13 katakana", "\u30AB\u30BF|"},
    {"WB13 katakana and letters", "\u30AB|a|"},
    {"WB13a, WB13b underscore", "a_1_\u30AB__|"},
    {"WB15 flags in pairs", "\U0001F1E6\U0001F1E7|\U0001F1E8|"},
    {"WB16 flags after a letter", "a|\U0001F1E6\U0001F1E7|\U0001F1E8\U0001F1E9|"},
    {"WB15 with a joiner between", "\U0001F1E6\u200D\U0001F1E7|\U0001F1E8|"},
    {"WB999 ideographs", "\u4E2D|\u6587|"},
    {"WB999 quotes", "\"|a|\"|"},
    {"invalid bytes are other characters", "a|\xFF|b|"},
};

static const char *const news[][2] = {
    {"a time", "15:30|"},
    {"no letters around a colon", "note|:|this|"},
    {"no numbers around a semicolon", "1|;|2|"},
    {"a missing space", "said|.|The|"},
    {"not in an acronym", "U.S|"},
    {"not in a title", "Ph.D|"},
    {"not in a host", "bbc.co.uk|"},
    {"a missing space, other letters", "\u00E9t\u00E9|.|\u00C9tat|"},
    {"capitals around &", "AT&T|"},
    {"not around other &", "a|&|b|"},
    {"digits in groups", "10\u00A0000\u202F000|"},
    {"no group of three", "in| |2019|\u00A0|30|"},
    {"no group of four", "1|\u202F|2345|"},
    {"thin space before punctuation", "oui|\u202F|!|"},
    {"Thai AM", "\u0E19\u0E33|"},
};

static void check(const char *const cases[][2], size_t count, tm_word_rules rules)
{
    for (size_t k = 0; k < count; k++) {
        char text[128] = "", got[256] = "";
        size_t size = 0;

        for (const char *at = cases[k][1]; *at; at++)
            if (*at != '|')
                text[size++] = *at;
        for (size_t at = 0; at < size;) {
            unsigned holds;
            const size_t end = tm__word_segment(text, size, at, rules, &holds);

            cr_assert_gt(end, at, "%s: no progress", cases[k][0]);
            strncat(got, text + at, end - at);
            strcat(got, "|");
            at = end;
        }
        if (strcmp(got, cases[k][1]) != 0 && cases[k][1][strlen(cases[k][1]) - 1] != '|')
            got[strlen(got) - 1] = '\0';
        cr_expect_str_eq(got, cases[k][1], "%s: got %s", cases[k][0], got);
    }
}

Test(word_segment, rules_of_uax29)
{
    check(uax29, sizeof uax29 / sizeof *uax29, TM_WORDS_UAX29);
}

Test(word_segment, tailored_for_news)
{
    check(news, sizeof news / sizeof *news, TM_WORDS_NEWS);
}

Test(word_segment, tells_what_it_holds)
{
    unsigned holds;

    tm__word_segment("__", 2, 0, TM_WORDS_UAX29, &holds);
    cr_expect_eq(holds & TM__WB_WORD, 0, "underscores are no word");
    tm__word_segment("_a", 2, 0, TM_WORDS_UAX29, &holds);
    cr_expect(holds & TM__WB_WORD, "with a letter they are");
    tm__word_segment("\u30AB", 3, 0, TM_WORDS_UAX29, &holds);
    cr_expect(holds & TM__WB_WORD, "kana");
}
