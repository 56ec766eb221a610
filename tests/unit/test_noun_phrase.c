#include "phrases/noun_phrase.h"

#include <criterion/criterion.h>
#include <string.h>

/* Are the words between | and | of a text a noun phrase? */
static bool is(const char *marked, const char *language)
{
    char plain[256] = "";
    const char *const from = strchr(marked, '|'), *const to = strrchr(marked, '|');
    const size_t start = (size_t)(from - marked), end = (size_t)(to - marked) - 1;
    const tm_text document = {plain, strlen(marked) - 2};
    struct tm__tokens t;
    uint64_t at = 0, last = 0;
    bool found;

    for (size_t i = 0, n = 0; marked[i]; i++)
        if (marked[i] != '|')
            plain[n++] = marked[i];
    cr_assert_eq(tm__tokens_read(&t, &document, 1, language, NULL, false, NULL, NULL), TM_OK);
    for (uint64_t i = 0; i < t.first[1]; i++) {
        if (t.token[i].start < start)
            at = i + 1;
        if (t.token[i].start < end)
            last = i;
    }
    found = tm__is_noun_phrase(&t, NULL, at, (uint32_t)(last - at + 1), t.first[1]);
    tm__tokens_release(&t);
    return found;
}

/* May the first word of a text tell of the second? */
static bool tells(const char *text)
{
    const tm_text document = {text, strlen(text)};
    struct tm__tokens t;
    bool found;

    cr_assert_eq(tm__tokens_read(&t, &document, 1, "en", NULL, false, NULL, NULL), TM_OK);
    found = tm__tells_of_next(&t, 0, t.first[1]);
    tm__tokens_release(&t);
    return found;
}

Test(noun_phrase, a_form_in_ing_tells_of_a_noun_behind_it)
{
    cr_expect(tells("burning truck"));
    cr_expect(tells("burning old truck"));
    cr_expect_not(tells("burning"), "at the end");
    cr_expect_not(tells("burning, trucks"), "a comma between them");
    cr_expect_not(tells("burning the truck"), "a stop word");
    cr_expect_not(tells("burning stopped"), "a verb");
    cr_expect_not(tells("missing truck"), "no noun itself");
}

Test(noun_phrase, ends_with_a_noun)
{
    cr_expect(!is("|Investors warned| about betting on digital currencies", "en"));
    cr_expect(!is("currencies rise as |yuan steadies|", "en"));
    cr_expect(!is("the visit, |Amashov said|, was long", "en"));
    cr_expect(!is("plant to hire |part-time| workers", "en"));
    cr_expect(!is("reviews it on a |case-by-case| basis", "en"));
    cr_expect(is("plant to hire |part-time workers| now", "en"));
    cr_expect(is("the |climate change| refugee", "en"));
    cr_expect(is("|rebel oil| tanker", "en"));
}

Test(noun_phrase, starts_with_no_verb_or_adverb)
{
    cr_expect(!is("islamist |detained Moscow| today", "en"));
    cr_expect(!is("islamist |detained moscow| today", "en"), "a name that is known");
    cr_expect(is("the minister |andrew robb| denies", "en"), "no adverb, though many end so");
    cr_expect(!is("investors closely |monitoring Pimco| this week", "en"));
    cr_expect(is("they saw the film |Finding Nemo| this week", "en"), "a name by its capitals");
    cr_expect(is("what a |flying robot| can do", "en"));
    cr_expect(!is("troops |globally power| the day", "en"));
    cr_expect(is("search for the |missing plane| goes on", "en"));
    cr_expect(is("a |newly elected president| spoke", "en"));
}

Test(noun_phrase, has_no_verb_within)
{
    cr_expect(!is("the |pope seeks peace| again", "en"));
    cr_expect(is("many |long-awaited reports| came", "en"));
}

Test(noun_phrase, what_may_be_a_verb_is_told_by_its_neighbours)
{
    cr_expect(!is("the |Fed cuts| rates again", "en"));
    cr_expect(is("the |tax cuts| of the year", "en"));
    cr_expect(!is("they |attack| the town", "en"));
    cr_expect(is("the |attack| was long", "en"));
}

Test(noun_phrase, days_name_little)
{
    cr_expect(!is("the |Monday television| of all", "en"));
    cr_expect(!is("it was on |Sunday|, they say", "en"));
    cr_expect(
        is("shops of the whole town were full on |Black Friday| again, people said there", "en"));
    cr_expect(is("shops of the whole town were full on |black friday| again", "en"));
}

Test(noun_phrase, names_may_be_any_word)
{
    cr_expect(is("doctors visited |Samira Said| yesterday, asked questions, took notes", "en"));
    cr_expect(is("the |Australian Open| started late, players complained about heat", "en"));
}

Test(noun_phrase, other_languages_have_no_classes)
{
    cr_expect(is("der |globally said| tag", "de"));
}
