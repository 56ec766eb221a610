#include "text/latin_letters.h"

#include <criterion/criterion.h>
#include <string.h>

static size_t asked;

/* ß is two letters, every other the one before it. */
static int32_t before(int32_t letter)
{
    asked++;
    return letter == 0xDF ? 0 : letter - 1;
}

static int32_t behind(int32_t letter)
{
    return letter + 1;
}

static void expect(struct tm__latin_letters *letters, const char *text, const char *want)
{
    char out[TM__LATIN_ROOM];
    const size_t size = tm__fold_latin(out, text, strlen(text), letters);

    cr_expect_eq(size, strlen(want), "%s: %zu bytes", text, size);
    cr_expect_arr_eq(out, want, strlen(want), "%s: not %s", text, want);
}

Test(latin_letters, are_folded_one_by_one)
{
    static struct tm__latin_letters letters = {.fold = before};

    expect(&letters, "ABZ[z9", "abz[z9");
    expect(&letters, "\u00C1B\u00E9", "\u00C0b\u00E8"); /* the first block */
    expect(&letters, "\u024F", "\u024E");               /* its last letter */
    expect(&letters, "\u1E01\u1EFF", "\u1E00\u1EFE");   /* the second block */
    expect(&letters, "it\u2019s", "it's");
}

Test(latin_letters, leave_what_is_none_or_not_one)
{
    static struct tm__latin_letters letters = {.fold = before};
    char text[TM__LATIN_ROOM + 1] = "";

    expect(&letters, "stra\u00DFe", "");
    expect(&letters, "\u0250", "");       /* behind the first block */
    expect(&letters, "\u1F00", "");       /* behind the second */
    expect(&letters, "e\u0301", "");      /* a mark */
    expect(&letters, "\u0434\u0430", ""); /* other letters */
    expect(&letters, "\xFF", "");
    memset(text, 'A', TM__LATIN_ROOM);
    expect(&letters, text, ""); /* no room */
}

Test(latin_letters, are_asked_about_once_for_each_way_to_fold)
{
    static struct tm__latin_letters one = {.fold = before}, other = {.fold = behind};

    asked = 0;
    for (int i = 0; i < 3; i++) {
        expect(&one, "\u00E9\u00E9", "\u00E8\u00E8");
        expect(&one, "\u00DF", "");
        expect(&other, "\u00E9", "\u00EA");
    }
    cr_expect_eq(asked, 2, "asked %zu times", asked);
}
