#include "rater_sample.h"

/* The divergence from the text of a summary of the sentences [0, 4) that are in, as defined. */
static double divergence(const struct tm__bags *b, const bool *in)
{
    double kl = 0, p[16] = {0}, q[16] = {0}, all = 0, mine = 0;

    for (size_t i = 0; i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            p[b->word[e].term] += b->word[e].count;
            all += b->word[e].count;
            q[b->word[e].term] += in[i] ? b->word[e].count : 0;
            mine += in[i] ? b->word[e].count : 0;
        }
    for (size_t k = 0; k < b->terms; k++)
        if (p[k] > 0)
            kl +=
                p[k] / all * log(p[k] / all / ((q[k] + 0.05) / (mine + 0.05 * (double)b->terms)));
    return kl;
}

Test(classic_kl, the_gain_is_the_difference_of_divergences)
{
    static const char *const sentences[] = {"storm coast", "storm storm", "coast harbour",
                                            "birds sing storm", NULL};
    bool in[4] = {false};
    struct rater_sample s;

    rater_start(&s, &tm__rater_kl, sentences, NULL);
    for (size_t step = 0; step < 2; step++) {
        const double before = divergence(&s.bags, in);
        for (size_t i = step; i < 4; i++) {
            double after;
            in[i] = true;
            after = divergence(&s.bags, in);
            in[i] = false;
            cr_expect_float_eq(rater_value(&s, i), before - after, 1e-9, "%zu", i);
        }
        rater_choose(&s, step);
        in[step] = true;
    }
    rater_end(&s);
}

Test(classic_kl, edges)
{
    rater_edges(&tm__rater_kl);
}
