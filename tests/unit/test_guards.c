#include "summarize/excerpt.h"
#include "summarize/guards.h"

#include <criterion/criterion.h>
#include <string.h>

Test(guards, tell_text_from_page)
{
    static const struct {
        enum tm__guard want;
        const char *text;
    } cases[] = {
        {TM__GUARD_CHROME, "Leave the first comment"},
        {TM__GUARD_CHROME, "What is your opinion on this topic?"},
        {TM__GUARD_CHROME,
         "You can download the AnewZ application from Play Store and the App Store."},
        {TM__GUARD_CHROME, "Read more: Oil prices fall"},
        {TM__GUARD_CHROME, "All rights reserved."},
        {TM__GUARD_CHROME, "\u00A9 2026 The Harbour Gazette"},
        {TM__GUARD_CHROME, "Two other reporters contributed to this report from the capital."},
        {TM__GUARD_CHROME, "Follow @gazette on the usual networks."},
        {TM__GUARD_CHROME, "This site uses cookies to give you the best experience."},
        {TM__GUARD_CHROME, "By Jane Doe and John Roe, Staff Writers"},
        {TM__GUARD_CHROME, "By."},
        {TM__GUARD_CHROME, "PUBLISHED: 14:11 EST, 25 October 2013"},
        {TM__GUARD_CHROME, "Sign up for our morning letter."},
        {TM__GUARD_FRAGMENT, "Ties go beyond transactions, expert view"},
        {TM__GUARD_FRAGMENT, "An agreement that benefits both sides, a diplomat said on Sunda..."},
        {TM__GUARD_FRAGMENT, "An agreement that benefits both sides, a diplomat said on\u2026"},
        {TM__GUARD_SENTENCE, "The council approved the budget on Monday."},
        {TM__GUARD_SENTENCE, "\u201CWe go beyond the transactional aspect,\u201D she stressed."},
        {TM__GUARD_SENTENCE, "She said: \u201CWe shall see.\u201D"},
        {TM__GUARD_SENTENCE, "Read it twice before you sign, the lawyer told the tenants."},
        {TM__GUARD_SENTENCE, "By Monday the river had reached the second floor."},
        {TM__GUARD_SENTENCE, "By the river stood a mill."},
        {TM__GUARD_SENTENCE,
         "The court will decide whether the copyright of the song passed to the label in 1962."},
        {TM__GUARD_SENTENCE, "(CNN) The council approved the budget on Monday."},
        {TM__GUARD_SENTENCE, "会议讨论了经济政策和贸易问题。"},
        {TM__GUARD_SENTENCE, "هل عاد الرجل إلى المنزل؟"},
    };
    struct tm__chrome chrome;

    tm__chrome_start(&chrome);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const tm_text t = {cases[i].text, strlen(cases[i].text)};
        cr_expect_eq(tm__guard(&chrome, t, tm__folded_length(t).words, true), cases[i].want, "%s",
                     cases[i].text);
    }
}

Test(guards, ask_where_a_sentence_ends)
{
    const tm_text t = {"The council met", 15};
    struct tm__chrome chrome;

    tm__chrome_start(&chrome);
    cr_expect_eq(tm__guard(&chrome, t, 3, true), TM__GUARD_FRAGMENT, "a line of its own");
    cr_expect_eq(tm__guard(&chrome, t, 3, false), TM__GUARD_SENTENCE, "more follows");
    cr_expect(tm__breaks_off((tm_text){"on Sunda...", 11}), "three full stops");
    cr_expect(!tm__breaks_off((tm_text){"on Sunday.", 10}), "one");
    cr_expect(!tm__breaks_off((tm_text){"", 0}), "nothing");
}
