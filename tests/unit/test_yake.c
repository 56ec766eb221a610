#include "keyword_sample.h"

Test(yake, early_frequent_and_capitals_are_better)
{
    struct sample s;

    sample_start(&s, "So we saw Quintela and seagrass. Then Quintela grew seagrass. Then Quintela "
                     "and fog came, some told us. At last lichen came, some told us.");
    cr_assert_eq(tm__score_by_yake(&s.candidates, &s.facts, &s.tokens, NULL), TM_OK, "score");
    cr_expect_gt(sample_score(&s, "Quintela"), sample_score(&s, "seagrass"), "capitals");
    cr_expect_gt(sample_score(&s, "seagrass"), sample_score(&s, "lichen"), "early, twice");
    cr_expect_gt(sample_score(&s, "fog"), sample_score(&s, "lichen"), "earlier");
    sample_end(&s);
}

static tm_status score_once(struct sample *s)
{
    return tm__score_by_yake(&s->candidates, &s->facts, &s->tokens, NULL);
}

Test(yake, survives_allocation_failure)
{
    struct sample s;

    fault_install();
    sample_start(&s, "deep water bill of water");
    FAULT_LOOP(score_once(&s));
    sample_end(&s);
    cr_expect_eq(fault_live, 0, "nothing left");
}
