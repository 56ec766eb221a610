#include "text/list_marker.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
    const char *why, *text;
    size_t end;
    unsigned value;
    char style;
} cases[] = {
    {"number", "12. x", 3, 12, '.'},
    {"bracket", "3) x", 2, 3, ')'},
    {"both", "1.) x", 3, 1, ':'},
    {"letter", "c. x", 2, 'c', '.'},
    {"bullet", "\u2022 x", 4, 0, '*'},
    {"bullet and number", "\u2022 9. x", 6, 9, '.'},
    {"bullet without space", "\u20439. x", 5, 9, '.'},
    {"hyphen", "- x", 2, 0, '*'},
    {"a hyphen before a word is none", "-x y", 0, 0, 0},
    {"four digits are a year", "2019. x", 0, 0, 0},
    {"capital letter is an initial", "A. x", 0, 0, 0},
    {"a decimal", "1.5 x", 0, 0, 0},
    {"nothing behind it", "1.", 0, 0, 0},
    {"empty", "", 0, 0, 0},
};

Test(list_marker, known_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct tm__list_marker m = tm__list_marker(cases[i].text, strlen(cases[i].text), 0);

        cr_expect_eq(m.end, cases[i].end, "%s: ends at %zu", cases[i].why, m.end);
        cr_expect_eq(m.value, cases[i].value, "%s: value %u", cases[i].why, m.value);
        cr_expect_eq(m.style, cases[i].style, "%s: style %c", cases[i].why, m.style);
    }
}

Test(list_marker, next_item)
{
    const struct tm__list_marker one = {3, 1, '.'}, two = {9, 2, '.'}, other = {9, 2, ')'},
                                 three = {9, 3, '.'}, bullet = {3, 0, '*'}, none = {0, 0, 0};

    cr_expect(tm__list_follows(&one, &two), "1. 2.");
    cr_expect_not(tm__list_follows(&one, &other), "another style");
    cr_expect_not(tm__list_follows(&one, &three), "one left out");
    cr_expect_not(tm__list_follows(&bullet, &bullet), "bullets have no order");
    cr_expect_not(tm__list_follows(&one, &none), "no marker");
}
