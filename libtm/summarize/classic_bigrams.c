#include "summarize/rater.h"

/* weight: documents, or of one document sentences, that hold a pair of words; 0 once it is covered.
 * other: the document or sentence that held it last, plus 1 */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;

    (void)run;
    (void)err;
    for (size_t i = 0; i < b->count; i++) {
        const double unit = 1 + (b->documents > 1 ? (double)b->sentence[i].document : (double)i);
        for (uint64_t e = b->pair_start[i]; e < b->pair_start[i + 1]; e++) {
            rating->weight[b->pair[e]] += rating->other[b->pair[e]] != unit;
            rating->other[b->pair[e]] = unit;
        }
    }
    /* What is in one alone is left out, unless nothing is in two. */
    for (size_t k = 0; k < b->pairs; k++)
        if (rating->weight[k] > rating->total)
            rating->total = rating->weight[k];
    for (size_t k = 0; k < b->pairs && rating->total > 1; k++)
        if (rating->weight[k] < 2)
            rating->weight[k] = 0;
    return TM_OK;
}

static double value(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    double sum = 0;

    for (uint64_t e = b->pair_start[sentence]; e < b->pair_start[sentence + 1]; e++)
        sum += rating->weight[b->pair[e]];
    return sum;
}

static void choose(struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;

    for (uint64_t e = b->pair_start[sentence]; e < b->pair_start[sentence + 1]; e++)
        rating->weight[b->pair[e]] = 0;
}

/* Coverage of bigrams (Gillick & Favre 2009, ICSI), greedily. */
const struct tm__rater tm__rater_bigrams = {
    .pairs = true, .start = start, .value = value, .choose = choose};
