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
        {"Tokyo (CNN)Japan's Force (MSDF) sank ships.", "Japan's Force (MSDF) sank ships."},
        {"LONDON (Reuters) - Ships sank.", "Ships sank."},
        {"Fall River, Massachusetts  (CNN)Ships sank.", "Ships sank."},
        {"St. Louis, Missouri (AP) \u2014 Ships sank.", "Ships sank."},
        {"PARIS \u2014 Ships sank.", "Ships sank."},
        {"BAKU, Azerbaijan, March 3 (AP) \u2013 Ships sank.", "Ships sank."},
        {"NEW YORK -- Ships sank.", "Ships sank."},
        {"Image copyright PA Image caption The man who saw it", "The man who saw it"},
        {"Image caption The man who saw it", "The man who saw it"},
        {"CAIRO\u2014The union met.", "The union met."},
        {"SYCAMORE, Ill. --A ship sank.", "A ship sank."},
        {"MONDAY, Jan. 25, 2016 (HealthDay News) -- Ships sank.", "Ships sank."},
        {"(Reuters Health) - Ships sank.", "Ships sank."},
        {"Media playback is unsupported on your device Media caption Ships sank.", "Ships sank."},
        {"Article Excerpt CAIRO\u2014The union met.", "The union met."},
        {"1 of 10 Full Screen Autoplay Close Skip Ad \u00d7 A day at sea View Photos Ships sank.",
         "Ships sank."},
        {"1 of 10 Full Screen Autoplay Close Skip Ad \u00d7 Ships sank.", "Ships sank."},
        {"3 of 6 Ships sank.", "Ships sank."},
        {"CAIRO | CAIRO (Reuters) - Ships sank.", "Ships sank."},
        {"(Associated Press) KUALA LUMPUR (AP) \u2014 Ships sank.", "Ships sank."},
        {"Photo Advertisement Continue reading the main story Ships sank.", "Ships sank."},
        {"(Ann Lee/AFP/Getty Images) Ships sank.", "Ships sank."},
        {"(AP Photo/Ann Lee, Pool, file) Ships sank.", "Ships sank."},
        {"Photo editors sank ships.", "Photo editors sank ships."},
        /* not datelines */
        {"3 of 6 ships sank.", "3 of 6 ships sank."},
        {"Story highlights ", "Story highlights "},
        {"NATO\u2014which met\u2014said so.", "NATO\u2014which met\u2014said so."},
        {"Ann Lee (Labour) - the first - won.", "Ann Lee (Labour) - the first - won."},
        {"Image copyright PA", "Image copyright PA"},
        {"Image caption ", "Image caption "},
        {"London - the capital - burned.", "London - the capital - burned."},
        {"The union (AFL) struck.", "The union (AFL) struck."},
        {"General Motors (GM) saw it.", "General Motors (GM) saw it."},
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
