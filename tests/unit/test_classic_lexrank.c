#include "rater_sample.h"

Test(classic_lexrank, sentences_like_others)
{
    static const char *const sentences[] = {"storm coast", "coast harbour", "harbour birds",
                                            "loner", NULL};
    struct rater_sample s;

    rater_start(&s, &tm__rater_lexrank, sentences, NULL);
    cr_expect_gt(rater_value(&s, 1), rater_value(&s, 0), "two neighbours");
    cr_expect_float_eq(rater_value(&s, 0), rater_value(&s, 2), 1e-6, "one each");
    cr_expect_gt(rater_value(&s, 0), rater_value(&s, 3), "none");
    rater_end(&s);
}

Test(classic_lexrank, edges)
{
    rater_edges(&tm__rater_lexrank);
}
