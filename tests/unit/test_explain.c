#include "summary_input.h"

static const char article[] =
    "The harbour of Lindow will be closed for a year. The council of Lindow decided it on Monday. "
    "Ships will use the harbour of Garz. Rain fell in the north. Nobody came.";

Test(explain, tells_what_sentences_cover)
{
    const tm_text d = text_of(article);
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;
    size_t lindow = 0;

    o.sentences = 2;
    o.explain = true;
    s = summary_of(&d, 1, o);
    cr_assert_eq(s->count, 2, "two sentences");
    for (size_t i = 0; i < s->count; i++) {
        const tm_summary_sentence *x = &s->sentence[i];
        cr_assert_gt(x->concepts, 0, "something");
        for (size_t k = 0; k < x->concepts; k++) {
            const tm_summary_concept *c = &x->concept[k];
            cr_assert(x->start <= c->start && c->start < c->end && c->end <= x->end, "within it");
            cr_expect(c->weight >= 0 && c->weight <= 2, "weight %g", c->weight);
            cr_expect(!c->stop || c->end - c->start != 6 ||
                          memcmp(d.data + c->start, "Lindow", 6) != 0,
                      "a name is no stop word");
            cr_expect(k == 0 || c[-1].weight >= c->weight, "heaviest first");
            lindow += c->end - c->start == 6 && memcmp(d.data + c->start, "Lindow", 6) == 0;
        }
    }
    cr_expect_leq(lindow, 1, "what is covered is not counted again");
    tm_summary_free(s);
}

Test(explain, keeps_to_what_is_shown)
{
    const tm_text d = text_of(article);
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.words = 3;
    o.explain = true;
    s = summary_of(&d, 1, o);
    cr_assert(s->cut, "cut: %s", s->text);
    cr_expect_eq(s->sentence[0].concepts, 5, "three words, two pairs: %zu",
                 s->sentence[0].concepts);
    for (size_t k = 0; k < s->sentence[0].concepts; k++)
        cr_expect_leq(s->sentence[0].concept[k].end, s->sentence[0].end, "shown");
    tm_summary_free(s);
}

Test(explain, is_silent_unless_asked)
{
    const tm_text d = text_of(article);
    const tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s = summary_of(&d, 1, o);

    cr_expect_null(s->sentence[0].concept, "no concepts");
    tm_summary_free(s);
}

Test(explain, survives_allocation_failure)
{
    const tm_text d = text_of(article);
    tm_summary_options o = TM_SUMMARY_INIT;

    o.explain = true;
    fault_install();
    FAULT_LOOP(summarize_in_vain(&d, 1, &o));
    cr_expect_eq(fault_live, 0, "nothing left");
}
