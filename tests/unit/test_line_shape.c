#include "text/line_shape.h"

#include <criterion/criterion.h>
#include <string.h>

#define FULL "a line of words that goes on to fifty columns, just"

static const struct {
    const char *why, *text;
    bool wrapped, closed;
    size_t end, width;
} cases[] = {
    {"one line", "a line.", false, true, 7, 7},
    {"wrapped", FULL "\n" FULL "\nend.", true, true, 108, 51},
    {"wrapped, quotation at the end", FULL "\n" FULL "\nend.\u201D", true, true, 111, 51},
    {"no mark at the end: headlines", FULL "\n" FULL "\nend", false, false, 107, 51},
    {"short lines: verse", "one\ntwo\nthree.", false, true, 14, 6},
    {"room at the line ends", FULL "\nshort\nshort\n" FULL "\nend.", false, true, 120, 51},
    {"up to a blank line", "one.\ntwo.\n \nthree", false, true, 10, 4},
    {"a colon closes", "one\ntwo:", false, true, 8, 4},
    {"characters, not bytes", "\u00E9\u00E9\u00E9", false, false, 6, 3},
    {"empty", "", false, false, 0, 0},
};

Test(line_shape, of_paragraphs)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tm__line_shape shape;

        tm__line_shape(&shape, cases[i].text, strlen(cases[i].text), 0);
        cr_expect_eq(shape.wrapped, cases[i].wrapped, "%s: wrapped", cases[i].why);
        cr_expect_eq(shape.closed, cases[i].closed, "%s: closed", cases[i].why);
        cr_expect_eq(shape.end, cases[i].end, "%s: ends at %zu", cases[i].why, shape.end);
        cr_expect_eq(shape.width, cases[i].width, "%s: width %zu", cases[i].why, shape.width);
    }
}

Test(line_shape, of_very_long_lines)
{
    char text[1000];
    struct tm__line_shape shape;

    memset(text, 'a', sizeof text);
    text[500] = '\n';
    text[999] = '.';
    tm__line_shape(&shape, text, sizeof text, 0);
    cr_expect_not(shape.wrapped, "too wide");
    cr_expect(shape.closed, "but closed");
}

Test(line_shape, tells_which_newlines_continue)
{
    static const char text[] = FULL "\n" FULL "\n" FULL "\nshort\nThe end.";
    struct tm__line_shape shape;

    tm__line_shape(&shape, text, sizeof text - 1, 0);
    cr_assert(shape.wrapped, "three of four are full");
    cr_expect(tm__line_continues(&shape, text, sizeof text - 1, 51), "a full line");
    cr_expect_not(tm__line_continues(&shape, text, sizeof text - 1, 161), "a short line");
    shape.wrapped = false;
    cr_expect(tm__line_continues(&shape, text, sizeof text - 1, 51), "a small letter follows");
    shape.closed = false;
    cr_expect_not(tm__line_continues(&shape, text, sizeof text - 1, 51),
                  "in a list that is nothing");
}
