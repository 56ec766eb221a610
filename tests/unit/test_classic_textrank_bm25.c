#include "rater_sample.h"

/* How much j counts for the words of i. */
static double bm25(const struct tm__bags *b, size_t i, size_t j)
{
    double words = 0, sum = 0;

    for (size_t k = 0; k < b->count; k++)
        words += b->sentence[k].size;
    for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++)
        for (uint64_t f = b->start[j]; f < b->start[j + 1]; f++) {
            const double length = b->sentence[j].size * (double)b->count / words;
            double sf = 0;
            if (b->word[e].term != b->word[f].term)
                continue;
            for (uint64_t g = 0; g < b->start[b->count]; g++)
                sf += b->word[g].term == b->word[e].term;
            sum += log(1 + ((double)b->count - sf + 0.5) / (sf + 0.5)) * b->word[f].count * 2.2 /
                   (b->word[f].count + 1.2 * (0.25 + 0.75 * length));
        }
    return sum;
}

Test(classic_textrank_bm25, equals_the_definition)
{
    static const char *const sentences[] = {"storm coast storm", "the storm hit coast harbour road",
                                            "harbour birds fly", "birds", NULL};
    double x[4] = {.25, .25, .25, .25}, y[4], sum[4] = {0};
    struct rater_sample s;

    rater_start(&s, &tm__rater_textrank_bm25, sentences, NULL);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            sum[i] += i == j ? 0 : bm25(&s.bags, i, j) + bm25(&s.bags, j, i);
    for (int k = 0; k < 2000; k++) {
        for (size_t i = 0; i < 4; i++) {
            y[i] = 0.15 / 4;
            for (size_t j = 0; j < 4; j++)
                y[i] +=
                    i == j ? 0 : 0.85 * x[j] * (bm25(&s.bags, i, j) + bm25(&s.bags, j, i)) / sum[j];
        }
        memcpy(x, y, sizeof x);
    }
    for (size_t i = 0; i < 4; i++)
        cr_expect_float_eq(rater_value(&s, i), x[i], 1e-7, "%zu", i);
    rater_end(&s);
}

Test(classic_textrank_bm25, edges)
{
    rater_edges(&tm__rater_textrank_bm25);
}
