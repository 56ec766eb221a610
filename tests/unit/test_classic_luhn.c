#include "rater_sample.h"

Test(classic_luhn, clusters_of_frequent_words)
{
    static const char *const sentences[] = {
        "storm floods the coast",              /* storm, flood, coast in 4 words: 9 / 4 */
        "coast quiet as it may ever be storm", /* too far apart: 1 */
        "flood harbour",                       /* 1 */
        "harbours closed, harbour shut",       /* counted once a sentence: 1 of a span of 1 */
        "nothing else",                        /* once in the text: 0 */
        NULL};
    static const double want[] = {9.0 / 4, 1, 2, 1, 0};
    struct rater_sample s;

    rater_start(&s, &tm__rater_luhn, sentences, NULL);
    for (size_t i = 0; i < 5; i++)
        cr_expect_float_eq(rater_value(&s, i), want[i], 1e-12, "%zu: %g", i, rater_value(&s, i));
    rater_end(&s);
}

Test(classic_luhn, edges)
{
    rater_edges(&tm__rater_luhn);
}
