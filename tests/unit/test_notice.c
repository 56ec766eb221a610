#include <criterion/criterion.h>
#include <string.h>
#include <tm/text.h>

static bool is_notice(const char *text)
{
    return tm_is_notice((tm_text){text, strlen(text)});
}

static const struct {
    const char *text;
    bool notice;
} cases[] = {
    {"Please enable JavaScript to view this page.", true},
    {"  \n We use cookies to improve your experience. Read our policy.", true},
    {"The page you\u2019re looking for\n   has moved.", true},
    {"Wir verwenden Cookies, um Inhalte zu zeigen.", true},
    {"please enable", false},                   /* the start of one */
    {"They say: please enable cookies", false}, /* in the middle */
    {"Please enable JavaScript to watch this video. MADRID - A man of 34 was found alive on Sunday "
     "under the snow.",
     false}, /* a page behind it */
    {"Cookies for Christmas: five recipes", false},
    {"502 Bad Gateway with two proxies", false}, /* a question */
    {"", false},
    {" \n\t", false},
    {"\xe2\x80", false}, /* half a character */
};

Test(notice, known_cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(is_notice(cases[i].text), cases[i].notice, "%zu: %s", i, cases[i].text);
}

/* As many words as are allowed behind the start, and one more. */
Test(notice, has_a_longest)
{
    char text[1000] = "this story is no longer available"; /* 30 words at most */

    for (int word = 7; word <= 30; word++)
        strcat(text, " sorry");
    cr_expect(is_notice(text));
    strcat(text, " again");
    cr_expect_not(is_notice(text));
}

Test(notice, no_text)
{
    cr_expect_not(tm_is_notice((tm_text){NULL, 0}));
}
