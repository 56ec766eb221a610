#include "text/sentence_char.h"

#include <criterion/criterion.h>
#include <string.h>

Test(sentence_char, end_marks)
{
    static const struct {
        const char *why;
        int32_t c;
        enum tm__end_mark want;
    } cases[] = {
        {"full stop", '.', TM__END_PERIOD},
        {"question mark", '?', TM__END_STRONG},
        {"Arabic", 0x61F, TM__END_STRONG},
        {"Urdu", 0x6D4, TM__END_STRONG},
        {"danda", 0x964, TM__END_WIDE},
        {"ideographic", 0x3002, TM__END_WIDE},
        {"full width", 0xFF1F, TM__END_WIDE},
        {"Ethiopic", 0x1362, TM__END_WIDE},
        {"Khmer", 0x17D4, TM__END_WIDE},
        {"Armenian", 0x589, TM__END_WIDE},
        {"ellipsis", 0x2026, TM__END_ELLIPSIS},
        {"comma", ',', TM__END_NONE},
        {"inverted question mark", 0xBF, TM__END_NONE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__end_mark(cases[i].c), cases[i].want, "%s", cases[i].why);
}

Test(sentence_char, brackets)
{
    static const struct {
        int32_t c;
        bool bracket, closer;
    } cases[] = {
        {'(', true, false},   {')', true, true},    {'"', true, true},     {'\'', true, true},
        {0x201C, true, true}, {0x201D, true, true}, {0x300C, true, false}, {0x300D, true, true},
        {0xAB, true, true},   {'a', false, false},  {'-', false, false},   {0x201E, true, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(tm__is_bracket(cases[i].c), cases[i].bracket, "U+%04X", (unsigned)cases[i].c);
        cr_expect_eq(tm__is_closer(cases[i].c), cases[i].closer, "U+%04X", (unsigned)cases[i].c);
    }
}

Test(sentence_char, spaces)
{
    static const struct {
        const char *why, *text;
        size_t want;
    } cases[] = {
        {"space", " ", 1},
        {"newline", "\n", 1},
        {"no-break", "\u00A0", 2},
        {"ideographic", "\u3000", 3},
        {"paragraph", "\u2029", 3},
        {"letter", "a", 0},
        {"zero width is none", "\u200B", 0},
        {"cut off", "\xC2", 0},
        {"end", "", 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm__space(cases[i].text, strlen(cases[i].text), 0), cases[i].want, "%s",
                     cases[i].why);
    cr_expect_eq(tm__skip_space(" \u00A0\nx", 5, 0), 4, "all of them");
    cr_expect_eq(tm__skip_space("  ", 2, 0), 2, "to the end");
}

Test(sentence_char, letters_and_bullets)
{
    cr_expect(tm__is_letter('a') && tm__is_letter(0x4E2D) && tm__is_letter(0x627), "letters");
    cr_expect_not(tm__is_letter('1') || tm__is_letter(0x301) || tm__is_letter('.'), "others");
    cr_expect(tm__is_bullet(0x2022) && !tm__is_bullet('-'), "a hyphen is one only at a line start");
}

/* The table against utf8proc. */
Test(sentence_char, ascii)
{
    for (int32_t c = 0; c < 128; c++) {
        const char byte = (char)c;
        const bool quote = c == '"' || c == '\'';

        cr_expect_eq(tm__is_letter(c), tm__wide_is_letter(c), "letter %d", (int)c);
        cr_expect_eq(tm__is_upper(c), tm__wide_is_upper(c), "upper %d", (int)c);
        cr_expect_eq(tm__is_lower(c), tm__wide_is_lower(c), "lower %d", (int)c);
        cr_expect_eq(tm__is_digit(c), tm__wide_is_digit(c), "digit %d", (int)c);
        cr_expect_eq(tm__is_bracket(c), tm__wide_is_bracket(c) || quote, "bracket %d", (int)c);
        cr_expect_eq(tm__is_closer(c), tm__wide_is_closer(c) || quote, "closer %d", (int)c);
        cr_expect_eq(tm__end_mark(c) != TM__END_NONE, c && strchr(".!?", c), "end %d", (int)c);
        cr_expect_eq(tm__space(&byte, 1, 0), c && strchr(" \t\n\v\f\r", c), "space %d", (int)c);
    }
}
