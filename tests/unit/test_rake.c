#include "keyword_sample.h"

Test(rake, degree_over_frequency)
{
    struct sample s;

    sample_start(&s, "deep water bill of water, and the water");
    cr_assert_eq(tm__score_by_rake(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    /* water: runs of 3, 1 and 1 over three occurrences; deep and bill: 3 over 1 */
    cr_expect_float_eq(sample_score(&s, "water"), 5.0 / 3, 1e-12, "water");
    cr_expect_float_eq(sample_score(&s, "deep water bill"), 3 + 5.0 / 3 + 3, 1e-12, "the run");
    cr_expect_eq(sample_score(&s, "water bill"), 0.0, "no whole run");
    sample_end(&s);
}

static tm_status score_once(struct sample *s)
{
    return tm__score_by_rake(&s->candidates, &s->facts, &s->tokens, NULL);
}

Test(rake, survives_allocation_failure)
{
    struct sample s;

    fault_install();
    sample_start(&s, "deep water bill of water");
    FAULT_LOOP(score_once(&s));
    sample_end(&s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
