#include "rater_sample.h"

Test(classic_centroid, likeness_to_the_sum)
{
    static const char *const sentences[] = {"storm coast", "coast harbour", "harbour birds",
                                            "loner", NULL};
    struct rater_sample s;
    double sum;

    rater_start(&s, &tm__rater_centroid, sentences, NULL);
    for (size_t i = 0; i < 4; i++) {
        sum = 0;
        for (size_t j = 0; j < 4; j++)
            sum += tm_cosine(s.bags.rows, i, s.bags.rows, j);
        cr_expect_float_eq(rater_value(&s, i), sum, 1e-6, "%zu", i);
    }
    cr_expect_gt(rater_value(&s, 1), rater_value(&s, 0), "in the middle");
    rater_end(&s);
}

Test(classic_centroid, edges)
{
    rater_edges(&tm__rater_centroid);
}
