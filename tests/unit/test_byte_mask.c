#include "text/byte_mask.h"

#include "text/sentence_char.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Bytes given as text to the bits they should set. */
static const struct {
    const char *why, *text;
    uint64_t ends, signs, run, start;
} cases[] = {
    {"nothing", "", 0, 0, 0, 0},
    {"letters and digits", "aZ_09", 0, 0, 0x1F, 0x1F},
    {"neighbours of letters and digits", "@[`{/:", 0, 0x20, 0, 0x01},
    {"marks", ".!?", 0x7, 0, 0, 0},
    {"newlines", "\n\f\r\v", 0x7, 0, 0, 0},
    {"signs", ");:(", 0, 0x7, 0, 0},
    {"tag", "#a ", 0, 0, 0x2, 0x3},
    {"above ASCII", "\u00E9\u3002", 0x4, 0, 0, 0x1F},
};

Test(byte_mask, classes)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t size = strlen(cases[i].text);
        const struct tm__mark_mask mark = tm__mark_mask(cases[i].text, size);
        const struct tm__word_mask word = tm__word_mask(cases[i].text, size);

        cr_expect_eq(mark.ends, cases[i].ends, "%s", cases[i].why);
        cr_expect_eq(mark.signs, cases[i].signs, "%s", cases[i].why);
        cr_expect_eq(word.run, cases[i].run, "%s", cases[i].why);
        cr_expect_eq(word.start, cases[i].start, "%s", cases[i].why);
    }
}

/* Every byte at every place, and blocks of every size on the heap, where a byte too many is seen.
 */
Test(byte_mask, agrees_with_one_byte_after_the_other)
{
    uint32_t state = 5;

    for (size_t round = 0; round < 256 * 70; round++) {
        const size_t size = round % 70;
        char *text = malloc(size ? size : 1);
        struct tm__mark_mask mark, mark_plain;
        struct tm__word_mask word, word_plain;

        for (size_t i = 0; i < size; i++) {
            state = state * 1664525u + 1013904223u;
            text[i] = (char)((state >> 8) % (round % 3 ? 256 : 128));
        }
        if (size)
            text[round / 70 % size] = (char)(round / 70);
        mark = tm__mark_mask(text, size);
        mark_plain = tm__mark_mask_plain(text, size);
        word = tm__word_mask(text, size);
        word_plain = tm__word_mask_plain(text, size);
        cr_assert_eq(mark.ends, mark_plain.ends, "round %zu", round);
        cr_assert_eq(mark.signs, mark_plain.signs, "round %zu", round);
        cr_assert_eq(word.run, word_plain.run, "round %zu", round);
        cr_assert_eq(word.start, word_plain.start, "round %zu", round);
        for (size_t at = 0; at <= 3 && at < size; at++)
            cr_assert_eq(tm__capital_mask(text, size, at), tm__capital_mask_plain(text, size, at),
                         "round %zu at %zu", round, at);
        free(text);
    }
}

Test(byte_mask, capitals_behind_a_space)
{
    const char *const text = "A B\n C d E\u00E9 \u00C9 AZ@ [";

    cr_expect_eq(tm__capital_mask(text, strlen(text), 0), 0x12224, "not the first");
    cr_expect_eq(tm__capital_mask(text, strlen(text), 2), 0x4889, "the space is before the block");
    cr_expect_eq(tm__capital_mask(text, 0, 0), 0, "nothing");
}

/* No end mark, bullet or separator that sentence_char.c knows may be jumped over. */
Test(byte_mask, sees_every_mark)
{
    for (int32_t c = 1; c < 0x110000; c++) {
        char text[4];
        const size_t size = tm_utf8_encode(text, c);

        if (tm__end_mark(c) != TM__END_NONE || tm__is_bullet(c) || c == 0x2028 || c == 0x2029)
            cr_expect_eq(tm__mark_mask(text, size).ends, 1, "U+%04X", (unsigned)c);
    }
}

Test(byte_mask, lowest_bit)
{
    for (unsigned i = 0; i < TM__MASK_BYTES; i++)
        cr_expect_eq(tm__lowest_bit(~(uint64_t)0 << i), i, "bit %u", i);
}
