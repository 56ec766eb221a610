#include "summary_input.h"

static const char article[] =
    "The harbour of Lindow will be closed for a year, the city council decided on Monday. The "
    "council said that the walls of the harbour are no longer safe. Ships will use the harbour of "
    "Garz in the meantime, twelve miles to the north. Bakers in the old town raise the price of "
    "bread by a tenth next week. Fishermen protested against the decision of the council on the "
    "harbour.";

static tm_summary_options ask(const char *query)
{
    tm_summary_options o = TM_SUMMARY_INIT;

    o.sentences = 1;
    o.query = text_of(query);
    return o;
}

Test(focus, answers_the_query)
{
    const tm_text d = text_of(article);
    tm_summary *s = summary_of(&d, 1, ask("price of bread"));

    cr_expect_not_null(strstr(s->text, "Bakers"), "bread: %s", s->text);
    cr_expect(!s->off_topic, "found");
    tm_summary_free(s);
    s = summary_of(&d, 1, ask("protests"));
    cr_expect_not_null(strstr(s->text, "Fishermen"), "stems: %s", s->text);
    tm_summary_free(s);
}

Test(focus, does_not_fill_up_with_what_nobody_asked)
{
    const tm_text d = text_of(article);
    tm_summary_options o = ask("price of bread");
    tm_summary *s;

    o.sentences = 3;
    s = summary_of(&d, 1, o);
    cr_expect_eq(s->count, 1, "one is about bread: %s", s->text);
    tm_summary_free(s);
    o.query = text_of("Garz and bread");
    s = summary_of(&d, 1, o);
    cr_expect_not_null(strstr(s->text, "Garz"), "a part: %s", s->text);
    cr_expect_not_null(strstr(s->text, "bread"), "the other: %s", s->text);
    tm_summary_free(s);
}

Test(focus, says_when_there_is_no_answer)
{
    const tm_text d = text_of(article);
    tm_summary *plain = summary_of(&d, 1, ask("")), *s = summary_of(&d, 1, ask("volcano eruption"));

    cr_expect(s->off_topic, "nothing about volcanoes");
    cr_expect(!plain->off_topic, "nothing was asked");
    cr_expect_str_eq(s->text, plain->text, "the usual summary: %s", s->text);
    tm_summary_free(plain);
    tm_summary_free(s);
    s = summary_of(&d, 1, ask("of the"));
    cr_expect(s->off_topic, "stop words ask nothing");
    tm_summary_free(s);
}

Test(focus, does_not_repeat_what_is_known)
{
    const tm_text d = text_of(article);
    const tm_text known[] = {
        text_of("The harbour of Lindow will be closed for a year, the city council decided."),
        text_of("The walls of the harbour are no longer safe, the council said.")};
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.sentences = 2;
    o.background = known;
    o.backgrounds = 2;
    s = summary_of(&d, 1, o);
    cr_assert_eq(s->count, 2, "two sentences");
    cr_expect_null(strstr(s->text, "closed for a year"), "known: %s", s->text);
    cr_expect_null(strstr(s->text, "no longer safe"), "known: %s", s->text);
    for (size_t i = 0; i < s->count; i++)
        cr_expect(s->sentence[i].document == 0 && s->sentence[i].end <= d.size, "of the article");
    tm_summary_free(s);
}

Test(focus, is_not_empty_where_all_is_known)
{
    const tm_text d = text_of(article);
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.sentences = 1;
    o.background = &d;
    o.backgrounds = 1;
    s = summary_of(&d, 1, o);
    cr_expect_eq(s->count, 1, "a sentence");
    cr_expect(!s->cut, "a whole one: %s", s->text);
    tm_summary_free(s);
    s = summary_of(NULL, 0, o);
    cr_expect_eq(s->count, 0, "of nothing there is nothing, whatever is known");
    tm_summary_free(s);
}

Test(focus, survives_allocation_failure)
{
    const tm_text d = text_of(article);
    tm_summary_options o = ask("bread");

    o.background = &d;
    o.backgrounds = 1;
    fault_install();
    FAULT_LOOP(summarize_in_vain(&d, 1, &o));
    cr_expect_eq(fault_live, 0, "nothing left");
}
