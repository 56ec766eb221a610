#include "text/link.h"

#include <criterion/criterion.h>
#include <string.h>

Test(link, web_addresses)
{
    static const struct {
        const char *why, *text;
        size_t at, want; /* where the scheme or host ends, where the address ends */
    } cases[] = {
        {"scheme", "http://a.b c", 4, 10},
        {"nothing after the scheme", "http://", 4, 0},
        {"no scheme", "h1://a", 2, 0},
        {"full stop after it", "http://a.b.", 4, 10},
        {"quotation mark after it", "http://a.b\" x", 4, 10},
        {"comma and bracket after it", "http://a.b),", 4, 10},
        {"bracket inside", "http://a.b/(c)", 4, 14},
        {"letters beyond ASCII", "http://a.b/\u00E9t\u00E9\u3002", 4, 16},
        {"host with www", "www.a-b.c", 5, 9},
        {"other word", "wwx.a-b.c", 5, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t got = tm__link_end(cases[i].text, strlen(cases[i].text), 0, cases[i].at);

        cr_expect_eq(got, cases[i].want, "%s: got %zu", cases[i].why, got);
    }
}

Test(link, mail_addresses)
{
    static const struct {
        const char *why, *text;
        size_t want;
    } cases[] = {
        {"plain", "a@b.cd", 6},
        {"signs before the @", "a.b-c+d_e@f.org x", 15},
        {"full stop after it", "a@b.cd.", 6},
        {"host without a dot", "a@b", 0},
        {"host of numbers", "a@1.22", 0},
        {"nothing before the @", "@b.cd", 0},
        {"nothing after the @", "a@", 0},
        {"no @", "a.b.c", 0},
    };
    char longer[80];

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t got = tm__mail_end(cases[i].text, strlen(cases[i].text), 0);

        cr_expect_eq(got, cases[i].want, "%s: got %zu", cases[i].why, got);
    }
    memset(longer, 'a', 65);
    strcpy(longer + 65, "@b.cd");
    cr_expect_eq(tm__mail_end(longer + 1, 69, 0), 69, "64 letters");
    cr_expect_eq(tm__mail_end(longer, 70, 0), 0, "65 letters are too many");
}
