#include "rater_sample.h"

Test(classic_textrank, by_hand)
{
    /* alike: 0-1 2 / (ln 2 + ln 4), 1-2 1 / (ln 4 + ln 3), 0-2 none */
    static const char *const sentences[] = {"storm coast", "storm coast harbour road",
                                            "harbour birds fly", NULL};
    const double a = 2 / (log(2) + log(4)), b = 1 / (log(4) + log(3)), d = 0.85;
    double x[3] = {1. / 3, 1. / 3, 1. / 3};
    struct rater_sample s;

    for (int k = 0; k < 1000; k++) {
        const double x0 = (1 - d) / 3 + d * x[1] * a / (a + b);
        const double x1 = (1 - d) / 3 + d * (x[0] + x[2]);
        x[2] = (1 - d) / 3 + d * x[1] * b / (a + b);
        x[0] = x0;
        x[1] = x1;
    }
    rater_start(&s, &tm__rater_textrank, sentences, NULL);
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(rater_value(&s, i), x[i], 1e-8, "%zu", i);
    rater_end(&s);
}

Test(classic_textrank, edges)
{
    rater_edges(&tm__rater_textrank);
}
