#include "summarize/dateline.h"

#include <criterion/criterion.h>
#include <string.h>

Test(dateline, is_place_and_agency)
{
    static const struct {
        const char *text, *rest;
    } cases[] = {
        {"(CNN)Share, and it will be multiplied.", "Share, and it will be multiplied."},
        {"(CNN) -- Ships sank.", "Ships sank."},
        {"LONDON (Reuters) - Ships sank.", "Ships sank."},
        {"Fall River, Massachusetts  (CNN)Ships sank.", "Ships sank."},
        {"St. Louis, Missouri (AP) \u2014 Ships sank.", "Ships sank."},
        {"PARIS \u2014 Ships sank.", "Ships sank."},
        {"BAKU, Azerbaijan, March 3 (AP) \u2013 Ships sank.", "Ships sank."},
        {"NEW YORK -- Ships sank.", "Ships sank."},
        {"Image copyright PA Image caption The man who saw it", "The man who saw it"},
        {"Image caption The man who saw it", "The man who saw it"},
        /* not datelines */
        {"Image copyright PA", "Image copyright PA"},
        {"Image caption ", "Image caption "},
        {"London - the capital - burned.", "London - the capital - burned."},
        {"The union (AFL) struck.", "The union (AFL) struck."},
        {"NATO said so.", "NATO said so."},
        {"A - B", "A - B"},
        {"A man (Bob) left.", "A man (Bob) left."},
        {"(CNN)", "(CNN)"},
        {"(a note) Ships sank.", "(a note) Ships sank."},
        {"UN-backed troops left.", "UN-backed troops left."},
        {"", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text t = {cases[i].text, strlen(cases[i].text)};
        const char *rest = cases[i].text + tm_dateline(t);
        cr_expect_str_eq(rest, cases[i].rest, "%s: left is '%s'", cases[i].text, rest);
    }
}

Test(dateline, knows_lines_that_say_when)
{
    static const char *const yes[] = {"PUBLISHED: 14:11 EST, 25 October 2013", "Updated 3 p.m. ET",
                                      "14:11 EST, 25 October 2013.", "March 18, 2015 .",
                                      "Mon 3rd Feb 2020"};
    static const char *const no[] = {"Updated", "In March 2015 it rained.", "", "3 men",
                                     "14 \u00B0C"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(tm__is_timestamp((tm_text){yes[i], strlen(yes[i])}), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect(!tm__is_timestamp((tm_text){no[i], strlen(no[i])}), "%s", no[i]);
}
