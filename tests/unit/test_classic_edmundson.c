#include "rater_sample.h"

Test(classic_edmundson, cues_place_and_words)
{
    static const char *const sentences[] = {"Storm floods coast.",
                                            "Birds sing elsewhere.",
                                            "Police CONFIRMED numbers.",
                                            "Perhaps for example nobody.",
                                            "Storm again.",
                                            "Quiet night.",
                                            NULL};
    struct rater_sample s;

    rater_start(&s, &tm__rater_edmundson, sentences, NULL);
    for (size_t i = 1; i < 6; i++)
        cr_expect_gt(rater_value(&s, 0), rater_value(&s, i), "the first, %zu", i);
    cr_expect_gt(rater_value(&s, 2), rater_value(&s, 1), "a cue");
    cr_expect_lt(rater_value(&s, 3), rater_value(&s, 5), "a stigma");
    cr_expect_gt(rater_value(&s, 4), rater_value(&s, 1), "words of the first, frequent");
    rater_end(&s);
}

Test(classic_edmundson, edges)
{
    rater_edges(&tm__rater_edmundson);
}
