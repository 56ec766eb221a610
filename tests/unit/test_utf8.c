#include "text/utf8.h"

#include <criterion/criterion.h>
#include <string.h>
#include <tm.h>

static const struct {
    const char *why, *bytes;
    size_t size, read;
    int32_t want;
} decoded[] = {
    {"ASCII", "A", 1, 1, 'A'},
    {"NUL is a character", "\0", 1, 1, 0},
    {"two bytes, first", "\xC2\x80", 2, 2, 0x80},
    {"two bytes, last", "\xDF\xBF", 2, 2, 0x7FF},
    {"three bytes, first", "\xE0\xA0\x80", 3, 3, 0x800},
    {"before the surrogates", "\xED\x9F\xBF", 3, 3, 0xD7FF},
    {"three bytes, last", "\xEF\xBF\xBF", 3, 3, 0xFFFF},
    {"four bytes, first", "\xF0\x90\x80\x80", 4, 4, 0x10000},
    {"the last of all", "\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF},
    {"a continuation byte alone", "\x80", 1, 1, 0xFFFD},
    {"overlong, two bytes", "\xC0\xAF", 2, 1, 0xFFFD},
    {"overlong, three bytes", "\xE0\x9F\xBF", 3, 1, 0xFFFD},
    {"overlong, four bytes", "\xF0\x8F\xBF\xBF", 4, 1, 0xFFFD},
    {"a surrogate", "\xED\xA0\x80", 3, 1, 0xFFFD},
    {"beyond the last", "\xF4\x90\x80\x80", 4, 1, 0xFFFD},
    {"no such lead byte", "\xF5\x80\x80\x80", 4, 1, 0xFFFD},
    {"cut off after one of two", "\xC3", 1, 1, 0xFFFD},
    {"cut off after three of four", "\xF0\x9F\x98", 3, 3, 0xFFFD},
    {"maximal subpart before ASCII",
     "\xE2\x82"
     "A",
     3, 2, 0xFFFD},
};

Test(utf8, decodes)
{
    for (size_t i = 0; i < sizeof decoded / sizeof *decoded; i++) {
        int32_t c = -1;
        const size_t n = tm_utf8_decode(&c, decoded[i].bytes, decoded[i].size);

        cr_expect_eq(n, decoded[i].read, "%s: read %zu", decoded[i].why, n);
        cr_expect_eq(c, decoded[i].want, "%s: got U+%04X", decoded[i].why, (unsigned)c);
    }
}

Test(utf8, every_scalar_value_survives)
{
    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        int32_t back;
        const size_t n = tm_utf8_encode(bytes, c);

        cr_assert_eq(tm_utf8_decode(&back, bytes, n), n, "U+%04X", (unsigned)c);
        cr_assert_eq(back, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c, "U+%04X", (unsigned)c);
        cr_assert(tm_utf8_valid(bytes, n), "U+%04X", (unsigned)c);
    }
}

Test(utf8, writes_a_replacement_for_what_is_no_character)
{
    static const int32_t bad[] = {-1, 0xD800, 0xDFFF, 0x110000, INT32_MIN, INT32_MAX};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char bytes[4];

        cr_expect_eq(tm_utf8_encode(bytes, bad[i]), 3, "%d", (int)bad[i]);
        cr_expect_arr_eq(bytes, "\xEF\xBF\xBD", 3, "%d", (int)bad[i]);
    }
}

Test(utf8, tells_valid_from_invalid)
{
    static const struct {
        const char *why, *text;
        bool want;
    } cases[] = {
        {"empty", "", true},
        {"long ASCII", "a text of more than eight bytes", true},
        {"a replacement character that is there", "abc \xEF\xBF\xBD", true},
        {"mixed", "na\xC3\xAFve \xE2\x80\x9Cquote\xE2\x80\x9D \xF0\x9F\x98\x80", true},
        {"broken in the ninth byte", "12345678\xFF", false},
        {"cut off at the end", "12345678\xE2\x82", false},
        {"Latin-1", "caf\xE9 au lait", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm_utf8_valid(cases[i].text, strlen(cases[i].text)), cases[i].want, "%s",
                     cases[i].why);
}

Test(utf8, reads_backwards)
{
    static const struct {
        const char *why, *text;
        size_t at, start;
        int32_t want;
    } cases[] = {
        {"nothing", "a", 0, 0, 0},
        {"ASCII", "ab", 2, 1, 'b'},
        {"four bytes", "a\U0001F600", 5, 1, 0x1F600},
        {"a stray byte", "a\x80", 2, 1, 0xFFFD},
        {"cut off", "\xE2\x82", 2, 0, 0xFFFD},
        {"too many continuations", "\xC3\xA9\x80", 3, 2, 0xFFFD},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t start;
        const int32_t c = tm__char_before(cases[i].text, cases[i].at, &start);

        cr_expect_eq(c, cases[i].want, "%s: U+%04X", cases[i].why, (unsigned)c);
        cr_expect_eq(start, cases[i].start, "%s: %zu", cases[i].why, start);
    }
}
