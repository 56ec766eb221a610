#include "summary_input.h"

Test(summary_write, marks_what_leans_on_others)
{
    const tm_text d = text_of("He opened the harbour of Lindow. Ships came to the harbour.");
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.sentences = 9;
    s = summary_of(&d, 1, o);
    cr_assert_eq(s->count, 2, "all of it");
    cr_expect(s->whole, "is said to be all");
    cr_expect_eq(s->sentence[0].marks, TM_SENTENCE_UNRESOLVED, "who opened it?");
    cr_expect_eq(s->sentence[1].marks, 0, "nothing to mark");
    tm_summary_free(s);
}

Test(summary_write, marks_nothing_that_the_sentence_before_resolves)
{
    const tm_text d[] = {text_of("Ann opened the harbour. She was glad of it."),
                         text_of("She wept.")};
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.sentences = 9;
    s = summary_of(d, 2, o);
    cr_assert_eq(s->count, 3, "all of it");
    cr_expect_eq(s->sentence[1].marks, 0, "Ann");
    cr_expect_eq(s->sentence[2].marks, TM_SENTENCE_UNRESOLVED, "another document");
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(s->sentence[i].index, i, "counted over all documents");
    tm_summary_free(s);
}

Test(summary_write, keeps_the_dateline_of_a_whole_text)
{
    const tm_text d = text_of("LONDON (Reuters) - Ships sank in the harbour on Monday. Nobody was "
                              "hurt.");
    tm_summary_options o = TM_SUMMARY_INIT;
    tm_summary *s;

    o.sentences = 2;
    s = summary_of(&d, 1, o);
    cr_expect_eq(s->text_size, d.size, "whole: %s", s->text);
    tm_summary_free(s);
    o.sentences = 1;
    s = summary_of(&d, 1, o);
    cr_expect_eq(s->sentence[0].start, 19, "without it: %s", s->text);
    tm_summary_free(s);
}

Test(summary_write, survives_allocation_failure)
{
    const tm_text d = text_of("Ships sank in the harbour on Monday. Nobody was hurt.");
    tm_summary_options o = TM_SUMMARY_INIT;

    fault_install();
    o.sentences = 1;
    FAULT_LOOP(summarize_in_vain(&d, 1, &o));
    o.sentences = 5;
    FAULT_LOOP(summarize_in_vain(&d, 1, &o));
    o.bytes = 9;
    FAULT_LOOP(summarize_in_vain(&d, 1, &o));
    cr_expect_eq(fault_live, 0, "nothing left");
}
