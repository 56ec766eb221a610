#include "summarize/opening.h"

#include <criterion/criterion.h>
#include <string.h>

static bool opens(const char *s, const char *language)
{
    struct tm__openings openings;

    tm__openings_start(&openings, language);
    return tm__opens_unresolved(&openings, (tm_text){s, strlen(s)});
}

Test(opening, points_back)
{
    cr_expect(opens("He left.", "en"), "pronoun");
    cr_expect(opens("However, it rained.", "en"), "connector");
    cr_expect(opens("\"They left,\" said Ann.", "en"), "within quotation marks");
    cr_expect(opens("\u201CThis is it,\u201D said Ann.", "en"), "of any kind");
    cr_expect(opens("Ele saiu.", "pt"), "in Portuguese");
    cr_expect(!opens("Ele saiu.", "en"), "which English does not know");
    cr_expect(!opens("Heaven can wait.", "en"), "whole words");
    cr_expect(!opens("The mayor said he left.", "en"), "only the first");
    cr_expect(!opens("He left.", "xx"), "an unknown language has no words");
    cr_expect(!opens("", "en"), "nothing");
}

Test(opening, sees_quotations_that_end_elsewhere)
{
    cr_expect(opens("\"We left.", "en"), "opens");
    cr_expect(opens("Ann left.\u201D", "en"), "closes");
    cr_expect(!opens("Ann said \"no\".", "en"), "both");
    cr_expect(!opens("Ann\u2019s \u201Cno\u201D.", "en"), "an apostrophe is none");
}

Test(opening, sees_what_links_a_sentence_further_on)
{
    cr_expect(opens("The vote, however, was close.", "en"), "between commas");
    cr_expect(!opens("The vote was close, however.", "en"), "only near the beginning");
    cr_expect(!opens("Rome, this year, was warm.", "en"), "not a word alone");
    cr_expect(opens("All were out of surgery, he said.", "en"), "who?");
    cr_expect(opens("\"No\" she wrote.", "en"), "who?");
    cr_expect(opens("\u201CNo,\u201D she wrote.", "en"), "who?");
    cr_expect(!opens("All were out, he told the press of Rome.", "en"), "more than a tag");
    cr_expect(!opens("All were out, he said.", "pt"), "English");
}

Test(opening, tells_what_somebody_unnamed_says)
{
    struct tm__openings openings;

    tm__openings_start(&openings, "en");
    cr_expect(tm__told_by_unnamed(&openings, (tm_text){"\"No,\" he said.", 14}));
    cr_expect(!tm__told_by_unnamed(&openings, (tm_text){"He left.", 8}), "leans, but tells");
}
