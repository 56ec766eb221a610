#include "fault_alloc.h"

#include <string.h>

#define TEXT(s)                                                                                    \
    {                                                                                              \
        s, sizeof s - 1                                                                            \
    }

static const tm_text article[] = {
    TEXT("The storm flooded the coast road on Friday. Birds were seen in many gardens of the town. "
         "The flooded coast road was shut after the storm. Nobody knows how long the road is shut. "
         "Leave the first comment. A local choir sang a new song for its oldest member. "
         "The storm flooded the coast road on Friday.")};

static tm_summary *summarize(tm_summary_algorithm algorithm, size_t sentences, size_t words,
                             size_t bytes)
{
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.algorithm = algorithm;
    o.sentences = sentences;
    o.words = words;
    o.bytes = bytes;
    cr_assert_eq(tm_summarize(&s, article, 1, &o, NULL, NULL), TM_OK, "%d", (int)algorithm);
    return s;
}

Test(rated, every_method_keeps_the_budget_and_the_guards)
{
    for (int a = TM_SUMMARY_LEAD; a <= TM_SUMMARY_BIGRAMS; a++) {
        for (size_t budget = 1; budget <= 40; budget += 13) {
            tm_summary *s = summarize((tm_summary_algorithm)a, budget, 0, 0);
            cr_expect(s->count <= budget && s->count >= 1, "%d: sentences", a);
            cr_expect(budget > 10 || !strstr(s->text, "comment"), "%d: %s", a, s->text);
            tm_summary_free(s);
            s = summarize((tm_summary_algorithm)a, 0, budget, 0);
            cr_expect_gt(s->text_size, 0, "%d: never empty", a);
            tm_summary_free(s);
            s = summarize((tm_summary_algorithm)a, 0, 0, 60 + budget);
            cr_expect_leq(s->text_size, 60 + budget, "%d: bytes", a);
            tm_summary_free(s);
        }
    }
}

Test(rated, repetitions_are_not_chosen)
{
    tm_summary *s = summarize(TM_SUMMARY_LEXRANK, 5, 0, 0);

    for (size_t i = 0; i < s->count; i++)
        cr_expect_lt(s->sentence[i].start, article[0].size - 50, "the last is the first");
    for (size_t i = 1; i < s->count; i++)
        cr_expect_gt(s->sentence[i].start, s->sentence[i - 1].start, "in order");
    tm_summary_free(s);
}

Test(rated, an_unknown_method_is_an_error)
{
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;
    tm_error err;

    o.algorithm = (tm_summary_algorithm)(TM_SUMMARY_BIGRAMS + 1);
    cr_expect_eq(tm_summarize(&s, article, 1, &o, NULL, &err), TM_EINVAL, "14");
}

static tm_status rated_once(tm_summary_algorithm algorithm)
{
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;
    tm_status status;

    o.algorithm = algorithm;
    o.sentences = 2;
    status = tm_summarize(&s, article, 1, &o, NULL, NULL);
    if (status == TM_OK)
        tm_summary_free(s);
    return status;
}

Test(rated, survives_allocation_failure)
{
    fault_install();
    for (int a = TM_SUMMARY_LEAD; a <= TM_SUMMARY_BIGRAMS; a++)
        FAULT_LOOP(rated_once((tm_summary_algorithm)a));
    cr_expect_eq(fault_live, 0, "nothing left");
}
