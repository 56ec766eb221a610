#include "rater_sample.h"

Test(classic_mmr, not_what_was_said)
{
    static const char *const sentences[] = {"storm coast road", "storm coast road", "storm birds",
                                            "quiet night", NULL};
    struct rater_sample s;
    double before;

    rater_start(&s, &tm__rater_mmr, sentences, NULL);
    cr_expect_float_eq(rater_value(&s, 0), rater_value(&s, 1), 1e-12, "equal");
    cr_expect_gt(rater_value(&s, 0), rater_value(&s, 3), "the text is about it");
    before = rater_value(&s, 1);
    rater_choose(&s, 0);
    cr_expect_float_eq(rater_value(&s, 1), before - 0.3, 1e-6, "cosine 1, times .3");
    cr_expect_gt(rater_value(&s, 2), rater_value(&s, 1), "something else");
    rater_end(&s);
}

Test(classic_mmr, edges)
{
    rater_edges(&tm__rater_mmr);
}
