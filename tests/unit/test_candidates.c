#include "keyword_sample.h"

Test(candidates, runs_between_stop_words)
{
    struct sample s;

    sample_start(&s, "The coastal water bill of Quintela passed. A coastal bill, water 7");
    cr_expect(sample_find(&s, "coastal water bill") != NULL, "a run");
    cr_expect(sample_find(&s, "bill of Quintela") != NULL, "a stop word inside");
    cr_expect_null(sample_find(&s, "The coastal"), "not at the start");
    cr_expect_null(sample_find(&s, "bill of"), "not at the end");
    cr_expect_null(sample_find(&s, "bill, water"), "not over a comma");
    cr_expect_null(sample_find(&s, "water 7"), "no number at the end");
    cr_expect_null(sample_find(&s, "7"), "nor alone");
    cr_expect_eq(sample_find(&s, "coastal")->count, 2, "twice");
    cr_expect_eq(sample_find(&s, "coastal water bill")->chunks, 1, "between the and of");
    cr_expect_eq(sample_find(&s, "water bill")->chunks, 0, "a part of one");
    sample_end(&s);
}

Test(candidates, names)
{
    struct sample s;

    sample_start(&s,
                 "On Monday Arsenal's Sol Campbell met Boeing 737 pilots of Long-haul Air Ltd.");
    cr_expect_eq(sample_find(&s, "Sol Campbell")->names, 1, "behind an owner");
    cr_expect_eq(sample_find(&s, "Monday Arsenal's Sol")->names, 0, "not over one");
    cr_expect(sample_find(&s, "Boeing 737") != NULL, "a name may end with a number");
    cr_expect_null(sample_find(&s, "haul Air"), "half of a word");
    cr_expect_null(sample_find(&s, "pilots of Long"), "half of a word");
    cr_expect(tm__candidate_holds(sample_find(&s, "Sol Campbell")), "a name");
    cr_expect(!tm__candidate_holds(sample_find(&s, "Campbell met")), "once, no name");
    sample_end(&s);
}

Test(candidates, parts_know_the_whole)
{
    struct sample s;

    sample_start(&s, "water bill, water bill, water, water bills");
    cr_expect_eq(sample_find(&s, "water bill")->count, 3, "by stems");
    cr_expect_eq(sample_find(&s, "water")->around, 3, "part of it");
    cr_expect_eq(sample_find(&s, "water")->count, 4, "and alone");
    cr_expect_eq(sample_find(&s, "water bill")->around, 0, "part of none");
    sample_end(&s);
}

Test(candidates, a_title_is_no_edge)
{
    struct sample s;

    sample_start(&s, "Yesterday Mr. Dario Quintela met bankers on Wall St before noon");
    cr_expect(sample_find(&s, "Dario Quintela") != NULL, "the name");
    cr_expect_null(sample_find(&s, "Mr. Dario Quintela"), "not at the start");
    cr_expect_null(sample_find(&s, "Mr"), "nor alone");
    cr_expect_null(sample_find(&s, "Yesterday Mr"), "nor at the end");
    cr_expect(sample_find(&s, "Wall St") != NULL, "no name follows");
    sample_end(&s);
}

static tm_status find_once(const struct sample *s)
{
    struct tm__candidates c = {0};
    const tm_status status = tm__candidates_find(&c, &s->tokens, &s->text, 4, NULL);

    tm__candidates_release(&c);
    return status;
}

Test(candidates, survives_allocation_failure)
{
    struct sample s;

    fault_install();
    sample_start(&s, "water bill, water bill, water, water bills");
    FAULT_LOOP(find_once(&s));
    sample_end(&s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
