#include "rater_sample.h"

Test(classic_lsa, reach_in_strong_topics)
{
    /* Two topics that share no word: singular values sqrt(6), of three sentences with two words
     * each, and 1, of a sentence with one; that is less than half. */
    static const char *const sentences[] = {"storm coast", "storm coast", "coast storm", "birds",
                                            NULL};
    struct rater_sample s;

    rater_start(&s, &tm__rater_lsa, sentences, NULL);
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(rater_value(&s, i), sqrt(2), 1e-5, "%zu: its own length", i);
    cr_expect_float_eq(rater_value(&s, 3), 0, 1e-5, "another topic");
    rater_end(&s);
}

Test(classic_lsa, edges)
{
    rater_edges(&tm__rater_lsa);
}
