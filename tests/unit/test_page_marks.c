#include "text/page_marks.h"

#include <criterion/criterion.h>
#include <string.h>

/* How many bytes of marks a text begins with. */
static size_t marks(const char *text)
{
    return tm__page_marks((tm_text){text, strlen(text)});
}

Test(page_marks, are_passed_one_after_the_other)
{
    cr_expect_eq(marks("CLOSE Ships sank."), 6, "a button");
    cr_expect_eq(marks("CLOSE Story highlights Ships sank."), 23, "two");
    cr_expect_eq(marks("Image copyright PA Image caption Ships sank."), 33, "what is between them");
    cr_expect_eq(marks("(Ann Lee/Getty Images) Ships sank."), 23, "a credit");
    cr_expect_eq(marks("3 of 6 Ships sank."), 7, "a gallery");
    cr_expect_eq(marks("Play Facebook Twitter Embed Ships sank."), 28, "a player");
    cr_expect_eq(
        marks("Play Facebook Twitter Embed Ships sank 2:25 autoplay autoplay Copy this code "
              "to your website or blog The ships sank."),
        101, "a player with its title");
    cr_expect_eq(
        marks("Get daily updates directly to your inbox + Subscribe Thank you for "
              "subscribing! Could not subscribe, try again later Invalid Email Ships sank."),
        131, "a form");
}

Test(page_marks, leave_what_is_text)
{
    cr_expect_eq(marks(""), 0, "nothing");
    cr_expect_eq(tm__page_marks((tm_text){NULL, 0}), 0, "no text");
    cr_expect_eq(marks("CLOSE"), 0, "all there is");
    cr_expect_eq(marks("CLOSE "), 0, "and a blank");
    cr_expect_eq(marks("CLOSED ports wait."), 0, "a longer word");
    cr_expect_eq(marks("Photo editors sank ships."), 0, "it goes on in lower case");
    cr_expect_eq(marks("3 of 6 ships sank."), 0, "a number of things");
    cr_expect_eq(marks("(Ann Lee) Ships sank."), 0, "a name in brackets");
    cr_expect_eq(marks("(Ann Lee/Getty Images"), 0, "without an end");
    cr_expect_eq(marks("Get daily exercise, doctors say."), 0, "nothing that is closed later");
}
