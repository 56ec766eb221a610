#include "rater_sample.h"

Test(classic_bigrams, pairs_of_several_documents)
{
    static const char *const sentences[] = {"storm floods coast road", "storm floods harbour",
                                            "storm floods coast", "coast road to sea", NULL};
    static const size_t documents[] = {0, 0, 1, 1};
    struct rater_sample s;

    rater_start(&s, &tm__rater_bigrams, sentences, documents);
    /* in both documents: storm flood, flood coast, coast road */
    cr_expect_eq(rater_value(&s, 0), 6.0, "three pairs of weight 2");
    cr_expect_eq(rater_value(&s, 1), 2.0, "one");
    cr_expect_eq(rater_value(&s, 3), 2.0, "coast road; road to is in one document");
    rater_choose(&s, 2);
    cr_expect_eq(rater_value(&s, 0), 2.0, "coast road is left");
    cr_expect_eq(rater_value(&s, 1), 0.0, "nothing is");
    rater_end(&s);
}

Test(classic_bigrams, sentences_of_one_document)
{
    static const char *const sentences[] = {"storm floods coast", "storm floods harbour",
                                            "birds sing loud", NULL};
    struct rater_sample s;

    rater_start(&s, &tm__rater_bigrams, sentences, NULL);
    cr_expect_eq(rater_value(&s, 0), 2.0, "in two sentences");
    cr_expect_eq(rater_value(&s, 2), 0.0, "in one");
    rater_end(&s);
}

Test(classic_bigrams, edges)
{
    rater_edges(&tm__rater_bigrams);
}
