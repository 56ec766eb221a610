#include "cluster/phrase_shape.h"

#include <criterion/criterion.h>
#include <string.h>

enum { WHOLE = 0, CUT = 1, CLAUSE = 2 };

/* What a run of words looks like where it is found first. */
static int shape(const char *text, const char *run, const char *language)
{
    const tm_text document = {text, strlen(text)};
    const char *const found = strstr(text, run);
    struct tm__tokens tokens;
    struct tm__shape_text t;
    uint64_t at = 0, last;
    int got;

    cr_assert_not_null(found, "%s", run);
    cr_assert_eq(tm__tokens_read(&tokens, &document, 1, language, NULL, false, NULL, NULL), TM_OK);
    while (tokens.token[at].start < (size_t)(found - text))
        at++;
    for (last = at;
         tokens.token[last].start + tokens.token[last].size < (size_t)(found - text) + strlen(run);)
        last++;
    t = tm__shape_start(&tokens, &document, 0, language);
    got = (tm__shape_is_cut(&t, at, (uint32_t)(last - at + 1)) ? CUT : 0) |
          (tm__shape_is_clause(&t, at, (uint32_t)(last - at + 1)) ? CLAUSE : 0);
    tm__tokens_release(&tokens);
    return got;
}

static int english(const char *text, const char *run)
{
    return shape(text, run, "en");
}

Test(phrase_shape, a_name_goes_on_as_long_as_words_have_capitals)
{
    const char *text =
        "a ruling of the Kern County Superior Court about one old dog and its new owner in town";

    cr_expect_eq(english(text, "Kern County Superior"), CUT);
    cr_expect_eq(english(text, "Kern County Superior Court"), WHOLE);
    cr_expect_eq(english("then Arsenal's Sol Campbell ran off with the ball", "Arsenal"), WHOLE,
                 "an owner");
    cr_expect_eq(english("Kern County Superior Court Rules", "Kern County"), WHOLE,
                 "capitals everywhere tell nothing");
    cr_expect_eq(
        english("former Secretary of State John Kerry left the talks again", "State John Kerry"),
        CUT, "the end of a name");
    cr_expect_eq(english("a next-gen console comes out", "gen console"), CUT, "half a word");
    cr_expect_eq(english("a next-gen console comes out", "next"), CUT, "half a word");
}

Test(phrase_shape, a_number_has_its_sign)
{
    cr_expect_eq(english("Goldman Sees 24% Rally", "Goldman Sees 24"), CUT, "percent");
    cr_expect_eq(english("Apple Sees iPhone 24 Rally", "iPhone 24"), WHOLE, "no sign");
    cr_expect_eq(english("Bank Posts $21B Loss", "21B Loss"), CUT, "dollars");
    cr_expect_eq(english("Bank Posts \xe2\x82\xac"
                         "21B Loss",
                         "21B Loss"),
                 CUT, "euros");
}

Test(phrase_shape, stop_words_within_make_a_clause_or_join_a_term)
{
    cr_expect_eq(english("she can pursue an appeal now", "pursue an appeal"), CLAUSE);
    cr_expect_eq(english("they call a state of emergency", "state of emergency"), WHOLE);
    cr_expect_eq(english("the end of the war is near", "end of the war"), WHOLE);
    cr_expect_eq(english("we evaluate the performance", "evaluate the performance"), CLAUSE);
    cr_expect_eq(english("marched to the Bardo Museum in Tunis last week", "Bardo Museum in Tunis"),
                 WHOLE, "capitals at both ends");
    cr_expect_eq(english("he left from his job", "left from his job"), CLAUSE);
    cr_expect_eq(english("near Rome 11 members aboard died", "11 members"), CLAUSE, "a number");
    cr_expect_eq(english("the 2014 World Cup begins in one week now", "2014 World Cup"), WHOLE);
    cr_expect_eq(shape("o processo de paz", "processo de paz", "pt"), WHOLE);
    cr_expect_eq(shape("proces de paz", "proces de paz", "und"), WHOLE, "no stop words are known");
}
