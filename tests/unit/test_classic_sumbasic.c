#include "rater_sample.h"

Test(classic_sumbasic, by_hand)
{
    /* 8 words: storm 3, coast 2, harbour, birds, sing */
    static const char *const sentences[] = {"storm coast", "storm", "coast harbour",
                                            "birds sing storm", NULL};
    struct rater_sample s;

    rater_start(&s, &tm__rater_sumbasic, sentences, NULL);
    cr_expect_float_eq(rater_value(&s, 1), 1 + 3. / 8, 1e-12, "the top word alone");
    cr_expect_float_eq(rater_value(&s, 2), (2. / 8 + 1. / 8) / 2, 1e-12, "without it");
    rater_choose(&s, 1);
    /* storm is 9 / 64 now, coast is the top */
    cr_expect_float_eq(rater_value(&s, 0), 1 + (9. / 64 + 2. / 8) / 2, 1e-12, "coast");
    cr_expect_float_eq(rater_value(&s, 3), (2. / 8 + 9. / 64) / 3, 1e-12, "not storm");
    rater_end(&s);
}

Test(classic_sumbasic, edges)
{
    rater_edges(&tm__rater_sumbasic);
}
