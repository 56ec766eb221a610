#include "text/sentence_rules.h"

#include <criterion/criterion.h>
#include <string.h>

/* Is the last end mark before the bar in `text` the end of a sentence? One row a rule and side. */
static const struct {
    const char *rule, *language, *text;
    bool ends;
} cases[] = {
    {"glued: end of the text", "en", "on.|", true},
    {"glued: no space", "en", "e.|org", false},
    {"glued: missing space", "en", "said.|The", true},
    {"glued: missing space in an address", "en", "http://x.|The", false},
    {"glued: full-width decimal", "ja", "\uFF13\uFF0E|\uFF12", false},
    {"continues: small letter", "en", "On.| on", false},
    {"continues: comma", "en", "Oh!|, he", false},
    {"continues: small letters all along", "en", "so it is.| on", true},
    {"omission", "en", "it (...|) The", false},
    {"strong", "en", "Mr?| The", true},
    {"ellipsis: three dots before I", "en", "Well...| I", false},
    {"ellipsis: four dots before I", "en", "Well....| I", true},
    {"ellipsis: omission at the start", "en", ".| . . The end", false},
    {"ellipsis: alone", "en", "...| The end", true},
    {"continues: Georgian has no capitals", "ka",
     "\u10E1\u10D0\u10EE\u10D4\u10D1\u10D0.| \u10D3\u10D0", true},
    {"time: before a name", "en", "he left at 6 p.m.| Lee", true},
    {"time: before a day", "en", "he left at 6 p.m.| Monday", false},
    {"item: at the start", "en", "IV.| Results", false},
    {"item: later", "en", "in 4.| Results", true},
    {"ordinal: German", "de", "am 4.| Mai", false},
    {"ordinal: before a starter", "de", "am 4.| Der", true},
    {"ordinal: year", "de", "um 2004.| Mai", true},
    {"ordinal: English has none", "en", "on 4.| May", true},
    {"initial: before a name", "en", "by J.| Lee", false},
    {"initial: before a starter", "en", "and I.| The", true},
    {"initial: small before a number", "en", "on p.| 5", false},
    {"initial: script without case", "ar", "x \u062F.| \u0645\u062D", false},
    {"abbreviation: title", "en", "by Dr.| The", false},
    {"abbreviation: others before a starter", "en", "of Corp.| The", true},
    {"abbreviation: others before a name", "en", "of Corp.| Lee", false},
    {"abbreviation: month before a number", "en", "in Jan.| 20", false},
    {"abbreviation: word like a month", "en", "the sun.| Lee", true},
    {"abbreviation: behind a hyphen", "en", "a Lt.-Col.| Lee", false},
    {"abbreviation: any language has Mr", "sw", "ya Mr.| Lee", false},
    {"acronym: before a name", "en", "the E.U.| Lee", false},
    {"acronym: before a starter", "en", "the E.U.| How", true},
    {"no rule", "en", "the end.| Lee", true},
};

Test(sentence_rules, each_rule_decides)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct tm__sentence_language language = tm__sentence_language(cases[i].language, NULL);
        char text[64];
        const char *bar = strchr(cases[i].text, '|');
        size_t mark = (size_t)(bar - cases[i].text), size;
        struct tm__stop s;
        int32_t c;

        strcpy(text, cases[i].text);
        memmove(text + mark, text + mark + 1, strlen(text + mark));
        size = strlen(text);
        while (mark > 0) { /* back to the first of the marks */
            size_t start;

            c = tm__char_before(text, mark, &start);
            if (tm__end_mark(c) == TM__END_NONE)
                break;
            mark = start;
        }
        tm__stop_read(&s, 0, text, size, 0, mark);
        cr_expect_eq(tm__stop_ends(&s, &language), cases[i].ends, "%s", cases[i].rule);
    }
}

Test(sentence_rules, languages)
{
    cr_expect(tm__sentence_language("de", NULL).ordinals, "German has ordinals");
    cr_expect_not_null(tm__sentence_language("nb", NULL).stopwords, "Norwegian, one of two");
    cr_expect_eq(tm__sentence_language("nn", NULL).abbreviations,
                 tm__sentence_language("no", NULL).abbreviations, "the other");
    cr_expect(tm__sentence_language("nn", NULL).ordinals, "Norwegian has ordinals");
    cr_expect_not(tm__sentence_language("en", NULL).ordinals, "English has none");
    cr_expect_eq(tm__sentence_language("el", NULL).period, ';', "Greek");
    cr_expect_null(tm__sentence_language(NULL, NULL).abbreviations, "no language");
    cr_expect_null(tm__sentence_language("e", NULL).stopwords, "no such code");
    cr_expect_not(tm__sentence_language(" d", NULL).ordinals, "a blank is no code");
}
