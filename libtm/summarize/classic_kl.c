#include "summarize/rater.h"

#include <math.h>

/* What a summary is taken to have of every word of the text beside what it has. */
static const double smoothing = 0.05;

/* weight: how probable words are in the text; other: how often the summary has them; total: its
 * words */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;
    double words = 0;

    (void)run;
    (void)err;
    for (uint64_t e = 0; e < b->start[b->count]; e++)
        words += b->word[e].count;
    for (uint64_t e = 0; e < b->start[b->count]; e++)
        rating->weight[b->word[e].term] += b->word[e].count / words;
    return TM_OK;
}

/*
 * How much closer the summary's distribution gets to the text's: the divergence is, but for what
 * does not change, ln(words of the summary) less the sum of p ln(count in the summary).
 */
static double value(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    const double unseen = smoothing * (double)b->terms;
    double words = 0, gain = 0;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        const struct tm__bag_word *w = &b->word[e];
        const double before = rating->other[w->term] + smoothing;
        gain += rating->weight[w->term] * log((before + w->count) / before);
        words += w->count;
    }
    return words > 0 ? gain - log((rating->total + words + unseen) / (rating->total + unseen))
                     : -1e9;
}

static void choose(struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        rating->other[b->word[e].term] += b->word[e].count;
        rating->total += b->word[e].count;
    }
}

/* KL-sum (Haghighi & Vanderwende 2009), greedily. */
const struct tm__rater tm__rater_kl = {.start = start, .value = value, .choose = choose};
