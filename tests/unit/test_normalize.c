#include "fault_alloc.h"
#include "text/normalize.h"

#include <stdio.h>
#include <string.h>

enum { FOLD = TM_NORMALIZE_FOLD_CASE, STRIP = TM_NORMALIZE_STRIP_ACCENTS };
enum { TURKIC = FOLD | TM_NORMALIZE_TURKIC };

static const struct {
    const char *why, *text;
    unsigned flags;
    const char *want;
} cases[] = {
    {"nothing", "", 0, ""},
    {"ASCII stays", "Hello, World", 0, "Hello, World"},
    {"ASCII folds", "Hello, WORLD @[`{", FOLD, "hello, world @[`{"},
    {"composes", "e\u0301", 0, "\u00e9"},
    {"composes behind a long word", "resume\u0301", 0, "resum\u00e9"},
    {"a mark with nothing before it stays", "\u0301a", 0, "\u0301a"},
    {"ligature", "o\uFB03ce", 0, "office"},
    {"full width", "\uFF34\uFF4D", 0, "Tm"},
    {"half-width katakana composes", "\uFF76\uFF9E", 0, "\u30AC"},
    {"a mark behind Latin letters", "\u1EC6\u00CA\u0323", FOLD, "\u1ec7\u1ec7"},
    {"Hangul composes", "\u1112\u1161\u11AB", 0, "\uD55C"},
    {"marks are put in order", "a\u0301\u0323", 0, "\u1EA1\u0301"},
    {"composition exclusions stay apart", "\u0958", 0, "\u0915\u093C"},
    {"full folding", "Stra\u00dfe \u1E9E", FOLD, "strasse ss"},
    {"final sigma", "\u039F\u0394\u039F\u03A3 \u03BF\u03B4\u03BF\u03C2", FOLD,
     "\u03BF\u03B4\u03BF\u03C3 \u03BF\u03B4\u03BF\u03C3"},
    {"soft hyphen goes", "co\u00ADoperate", FOLD, "cooperate"},
    {"zero-width joiner and non-joiner go", "\u0645\u06CC\u200C\u0631\u0648\u062F", FOLD,
     "\u0645\u06CC\u0631\u0648\u062F"},
    {"the apostrophe, when folding", "Israel\u2019s", FOLD, "israel's"},
    {"the quotation mark, when not", "Israel\u2019s", 0, "Israel\u2019s"},
    {"accents of Latin", "\u00C5ngstr\u00F6m \u1EBF", STRIP, "Angstrom e"},
    {"accents of Greek and Cyrillic", "\u03AC \u0451", STRIP, "\u03B1 \u0435"},
    {"marks of Hindi are vowels", "\u0939\u093F\u0928\u094D\u0926\u0940", STRIP,
     "\u0939\u093F\u0928\u094D\u0926\u0940"},
    {"voiced kana stay", "\u304C", STRIP, "\u304C"},
    {"dotless i", "ISPARTA", TURKIC, "\u0131sparta"},
    {"dotted I", "\u0130zmir", TURKIC, "izmir"},
    {"dotted I, decomposed", "I\u0307zmir", TURKIC, "izmir"},
    {"Turkic alone does nothing", "I", TM_NORMALIZE_TURKIC, "I"},
    {"I before another accent", "I\u0301", TURKIC, "\u0131\u0301"},
    {"invalid bytes",
     "a\xFF"
     "b\xE2\x82",
     FOLD, "a\uFFFDb\uFFFD"},
    {"tatweel and vowel signs", "\u0643\u062A\u0640\u0640\u064E\u0627\u0628", TM__NORMALIZE_POINTS,
     "\u0643\u062A\u0627\u0628"},
    {"hamza is part of the letter", "\u0627\u0654", TM__NORMALIZE_POINTS, "\u0623"},
    {"Hebrew points", "\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD", TM__NORMALIZE_POINTS,
     "\u05E9\u05DC\u05D5\u05DD"},
};

Test(normalize, known_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__buffer out = {0};

        cr_assert(tm__normalize(&out, cases[i].text, strlen(cases[i].text), cases[i].flags), "%s",
                  cases[i].why);
        cr_expect_str_eq(out.data ? out.data : "", cases[i].want, "%s: got '%s'", cases[i].why,
                         out.data);
        tm__buffer_release(&out);
    }
}

Test(normalize, is_idempotent_on_every_character)
{
    struct tm__buffer once = {0}, twice = {0};

    for (int32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        const size_t n = tm_utf8_encode(bytes, c);

        tm__buffer_clear(&once);
        tm__buffer_clear(&twice);
        cr_assert(tm__normalize(&once, bytes, n, FOLD), "U+%04X", (unsigned)c);
        cr_assert(tm__normalize(&twice, once.data, once.size, FOLD), "U+%04X", (unsigned)c);
        cr_assert_eq(once.size, twice.size, "U+%04X", (unsigned)c);
        if (once.size)
            cr_assert_arr_eq(once.data, twice.data, once.size, "U+%04X", (unsigned)c);
    }
    tm__buffer_release(&once);
    tm__buffer_release(&twice);
}

/* One character that is no Latin letter takes the whole word through the tables. */
static size_t spell(char *text, const int32_t *letter, size_t letters)
{
    size_t n = 0;

    for (size_t i = 0; i < letters; i++)
        n += tm_utf8_encode(text + n, letter[i]);
    return n;
}

Test(normalize, latin_letters_are_folded_as_the_tables_say)
{
    static const int32_t range[][2] = {{0xC0, 0x24F}, {0x1E00, 0x1EFF}, {0x2018, 0x2019}};
    static int32_t letter[1000];
    struct tm__buffer alone = {0}, among = {0};
    size_t letters = 0;

    for (size_t r = 0; r < 3; r++)
        for (int32_t c = range[r][0]; c <= range[r][1]; c++)
            letter[letters++] = c;
    for (size_t i = 0; i < letters * letters; i++) {
        const int32_t word[] = {'I', letter[i / letters], letter[i % letters], 0x3B1};
        char text[16];

        tm__buffer_clear(&alone);
        tm__buffer_clear(&among);
        cr_assert(tm__normalize(&alone, text, spell(text, word, 3), FOLD), "memory");
        cr_assert(tm__normalize(&among, text, spell(text, word, 4), FOLD), "memory");
        cr_assert_eq(among.size, alone.size + 2, "U+%04X U+%04X", (unsigned)word[1],
                     (unsigned)word[2]);
        cr_assert_arr_eq(alone.data, among.data, alone.size, "U+%04X U+%04X", (unsigned)word[1],
                         (unsigned)word[2]);
    }
    tm__buffer_release(&alone);
    tm__buffer_release(&among);
}

/* 100,000 marks of alternating classes: linear, and in the same order as a stable sort. */
Test(normalize, long_runs_of_marks, .timeout = 20)
{
    enum { PAIRS = 50000 };
    char *text = malloc(1 + PAIRS * 4), *out, *at = text;
    size_t size;

    *at++ = 'q';
    for (size_t i = 0; i < PAIRS; i++, at += 4)
        memcpy(at, "\u0301\u0323", 4); /* class 230, class 220 */
    cr_assert_eq(tm_normalize(&out, &size, text, 1 + PAIRS * 4, 0, NULL), TM_OK, "status");
    cr_assert_eq(size, 1 + PAIRS * 4, "size %zu", size);
    for (size_t i = 0; i < PAIRS; i++) {
        cr_assert_arr_eq(out + 1 + 2 * i, "\u0323", 2, "mark %zu", i);
        cr_assert_arr_eq(out + 1 + 2 * (PAIRS + i), "\u0301", 2, "mark %zu", i);
    }
    tm_free(out);
    free(text);
}

Test(normalize, keeps_nul_and_tells_the_size)
{
    char *out;
    size_t size;

    cr_assert_eq(tm_normalize(&out, &size, "A\0\xC3\x89", 4, FOLD, NULL), TM_OK, "status");
    cr_expect_eq(size, 4, "size %zu", size);
    cr_expect_arr_eq(out, "a\0\xC3\xA9", 5, "bytes and terminator");
    tm_free(out);
    cr_assert_eq(tm_normalize(&out, &size, NULL, 0, FOLD, NULL), TM_OK, "status");
    cr_expect_str_eq(out, "", "empty, not NULL");
    tm_free(out);
}

Test(normalize, rejects_unknown_flags)
{
    char *out;
    size_t size;
    tm_error err;

    cr_expect_eq(tm_normalize(&out, &size, "a", 1, TM__NORMALIZE_POINTS, &err), TM_EINVAL,
                 "private flag");
    cr_expect_null(out, "nothing made");
    cr_expect_str_eq(err.message, "unknown normalisation flag 0x100", "got '%s'", err.message);
}

Test(normalize, survives_allocation_failure)
{
    char text[3000], *out; /* a part without ASCII that does not fit the fixed room */
    size_t size;

    for (size_t i = 0; i < sizeof text; i += 3)
        memcpy(text + i, i % 2 ? "\xE1\xBA\xBF" : "\xE2\x82\xAC", 3);
    fault_install();
    FAULT_LOOP(tm_normalize(&out, &size, text, sizeof text, FOLD, NULL));
    tm_free(out);
    FAULT_LOOP(tm_normalize(&out, &size, "plain", 5, FOLD, NULL));
    tm_free(out);
    cr_expect_eq(fault_live, 0, "nothing left");
}
