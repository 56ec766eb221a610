#include "text/token_mask.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_same(const char *text, const char *why)
{
    struct tm__token_mask best, plain;

    tm__token_mask_best()(&best, text);
    tm__token_mask_plain(&plain, text);
    cr_assert_eq(best.run, plain.run, "run, %s", why);
    cr_assert_eq(best.under, plain.under, "under, %s", why);
    cr_assert_eq(best.middle, plain.middle, "middle, %s", why);
    cr_assert_eq(best.other, plain.other, "other, %s", why);
}

Test(token_mask, by_hand)
{
    char text[TM__MASK_BYTES] = "aZ09_ &'+,-./: #@\x80\xFF `{[^\"*;";
    struct tm__token_mask m;

    tm__token_mask_plain(&m, text);
    cr_expect_eq(m.run, 0x1F);
    cr_expect_eq(m.under, 0x10);
    cr_expect_eq(m.middle, 0x3FC0, "& to :");
    cr_expect_eq(m.other, 0x78000, "# @ and two above ASCII");
    expect_same(text, "by hand");
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
