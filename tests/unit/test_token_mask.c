#include "text/token_mask.h"

#include <criterion/criterion.h>
#include <string.h>

static void compare(const struct tm__mask_fns *fn, const char *text, const char *why)
{
    struct tm__token_mask best, plain;
    struct tm__wide_mask wide, plain_wide;

    fn->token(&best, text);
    tm__token_mask_plain(&plain, text);
    cr_assert_arr_eq(&best, &plain, sizeof best, "%s", why); /* nothing but 64-bit numbers */
    fn->wide(&wide, text);
    tm__wide_mask_plain(&plain_wide, text);
    cr_assert_arr_eq(&wide, &plain_wide, sizeof wide, "wide, %s", why);
}

static void expect_same(const char *text, const char *why)
{
    struct tm__mask_fns fn = tm__masks_best();

    compare(&fn, text, why);
    for (unsigned width = 16; width <= 64; width *= 2)
        if (tm__masks_of(&fn, width))
            compare(&fn, text, why);
}

Test(token_mask, by_hand)
{
    char text[TM__MASK_BYTES] = "aZ09_ &'+,-./: #@\x80\xFF `{[^\"*;";
    struct tm__token_mask m;

    tm__token_mask_plain(&m, text);
    cr_expect_eq(m.letter, 0x3);
    cr_expect_eq(m.digit, 0xC);
    cr_expect_eq(m.under, 0x10);
    cr_expect_eq(m.middle, 0x3FC0, "& to :");
    cr_expect_eq(m.quote, 0x80);
    cr_expect_eq(m.join, 0x2A80, "' , . :");
    cr_expect_eq(m.knot, 0x840, "& .");
    cr_expect_eq(m.dash, 0x500, "+ -");
    cr_expect_eq(m.sigil, 0x18000, "# @");
    cr_expect_eq(m.high, 0x60000);
    expect_same(text, "by hand");
}

Test(token_mask, above_ascii_by_hand)
{
    char text[TM__MASK_BYTES] = "\xC3\x97\xC9\xCA\xD1\xE1\xB8\xBB\xE2\x80\x90\x98\xA4\xA6";
    struct tm__wide_mask m;

    tm__wide_mask_plain(&m, text);
    cr_expect_eq(m.lead, 0x15);
    cr_expect_eq(m.latin, 0x1);
    cr_expect_eq(m.times, 0x2);
    cr_expect_eq(m.behind, 0x3EC2);
    cr_expect_eq(m.more, 0x20);
    cr_expect_eq(m.block, 0xC0);
    cr_expect_eq(m.mark, 0x100);
    cr_expect_eq(m.space, 0x200);
    cr_expect_eq(m.sign, 0x2402, "97, 90 and A6");
    expect_same(text, "above ASCII");
}

/* Every byte at every place. */
Test(token_mask, fastest_agrees_with_plain)
{
    for (int byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < TM__MASK_BYTES; at++) {
            char text[TM__MASK_BYTES];

            memset(text, byte % 3 ? ' ' : 'a', sizeof text);
            text[at] = (char)byte;
            expect_same(text, "one byte");
        }
}
