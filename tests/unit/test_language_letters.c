#include "text/language_letters.h"

#include "fault_alloc.h"

#include <string.h>

/* The letters of a text as UTF-8, a space for each gap. */
static const char *letters(const char *text, size_t size, const uint64_t *blocks)
{
    static char out[4096];
    struct tm__letters l;
    size_t n, used = 0;

    tm__letters_start(&l, text, size, blocks);
    while ((n = tm__letters_next(&l)) > 0)
        for (size_t i = 0; i < n; i++)
            used += tm_utf8_encode(out + used, l.letter[i] ? l.letter[i] : ' ');
    out[used] = '\0';
    return out;
}

Test(language_letters, words_are_lower_cased_and_the_rest_is_left_out)
{
    static const struct {
        const char *why, *text, *want;
    } cases[] = {
        {"case, digits, punctuation", "COVID-19: Über  uns!", "covid über uns "},
        {"no letters", " 12 % -- \xE2\x82\xAC 7 ", ""},
        {"nothing", "", ""},
        {"a web address", "see https://example.org/news?id=1 now", "see now "},
        {"without a scheme", "www.example.org says", "says "},
        {"a mail address", "write to me@example.org today", "write to today "},
        {"an address behind an ideograph", "\u65B0\u805Ehttp://a.b/c \u5831",
         "\u65B0\u805E \u5831 "},
        {"apostrophes inside words only", "'l\u2019eau' d'or dogs' ''", "l'eau d'or dogs "},
        {"soft hyphens and joiners", "so\u00ADft zero\u200Cwidth", "soft zerowidth "},
        {"base and mark become one letter", "A\u0301 o\u0323\u0302", "\u00E1 \u1ED9 "},
        {"invalid UTF-8 separates",
         "ab\xFF"
         "cd\xE2\x82",
         "ab cd "},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_str_eq(letters(cases[i].text, strlen(cases[i].text), NULL), cases[i].want, "%s",
                         cases[i].why);
    cr_expect_str_eq(letters("a\0b", 3, NULL), "a b ", "NUL is a character");
    cr_expect_str_eq(letters(NULL, 0, NULL), "", "NULL of size 0");
}

Test(language_letters, unread_blocks_are_gaps)
{
    uint64_t blocks[TM__BLOCK_WORDS] = {1}; /* the first 128 characters */

    cr_expect_str_eq(letters("ab\u0436\u0436 c\u00E9", 9, blocks), "ab c ", "ASCII only");
    cr_expect_str_eq(letters("\u0436 \xF4\x8F\xBF\xBF", 7, blocks), "", "up to the last block");
}

/* Chunks end anywhere; the letters are the same as in one piece. */
Test(language_letters, long_texts_come_in_chunks)
{
    char text[2 * TM__LETTERS + 1];

    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 7 == 6 ? ' ' : 'a';
    text[sizeof text - 1] = 'z';
    const char *got = letters(text, sizeof text, NULL);
    cr_expect_eq(strlen(got), sizeof text + 1, "every byte and the last gap");
    cr_expect_arr_eq(got, text, sizeof text, "the same bytes");
}
