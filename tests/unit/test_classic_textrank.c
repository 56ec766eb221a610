#include "base/rng.h"
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

/* Words shared as often as both have them, over the logarithms of the lengths, pair by pair. */
static double alike(const struct tm__bags *b, size_t i, size_t j)
{
    const double lengths = log(b->sentence[i].size) + log(b->sentence[j].size);
    double shared = 0;

    for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++)
        for (uint64_t h = b->start[j]; h < b->start[j + 1]; h++)
            if (b->word[e].term == b->word[h].term)
                shared += fmin(b->word[e].count, b->word[h].count);
    return i != j && lengths > 0 ? shared / lengths : 0;
}

static void walk_slowly(double *x, const struct tm__bags *b)
{
    const size_t n = b->count;
    double weight[SAMPLE_MOST] = {0}, next[SAMPLE_MOST];

    for (size_t i = 0; i < n; i++) {
        x[i] = 1 / (double)n;
        for (size_t j = 0; j < n; j++)
            weight[i] += alike(b, i, j);
    }
    for (int k = 0; k < 500; k++) {
        double anywhere = 0;
        for (size_t i = 0; i < n; i++)
            anywhere += (weight[i] > 0 ? 0.15 : 1) * x[i] / (double)n;
        for (size_t i = 0; i < n; i++) {
            next[i] = anywhere;
            for (size_t j = 0; j < n; j++)
                next[i] += weight[j] > 0 ? 0.85 * x[j] * alike(b, i, j) / weight[j] : 0;
        }
        memcpy(x, next, n * sizeof *x);
    }
}

/* Words said again and again, sentences of a word, sentences alone. */
Test(classic_textrank, is_the_walk_over_all_pairs)
{
    static const char *const words[] = {"storm", "coast", "road",  "birds", "ice",
                                        "ship",  "the",   "night", "wind",  "salt"};
    struct tm__rng rng;

    tm__rng_seed(&rng, 11, 0);
    for (int round = 0; round < 200; round++) {
        char line[SAMPLE_MOST][128];
        const char *sentence[SAMPLE_MOST] = {NULL};
        const size_t n = 1 + tm__rng_below(&rng, SAMPLE_MOST - 1);
        double slow[SAMPLE_MOST];
        struct rater_sample s;
        for (size_t i = 0; i < n; i++) {
            const size_t size = 1 + tm__rng_below(&rng, 10), of = 1 + tm__rng_below(&rng, 10);
            line[i][0] = '\0';
            for (size_t w = 0; w < size; w++)
                strcat(strcat(line[i], words[tm__rng_below(&rng, of)]), " ");
            sentence[i] = line[i];
        }
        rater_start(&s, &tm__rater_textrank, sentence, NULL);
        walk_slowly(slow, &s.bags);
        for (size_t i = 0; i < n; i++)
            cr_expect_float_eq(rater_value(&s, i), slow[i], 1e-8, "round %d, %zu of %zu", round, i,
                               n);
        rater_end(&s);
    }
}

Test(classic_textrank, edges)
{
    rater_edges(&tm__rater_textrank);
}
