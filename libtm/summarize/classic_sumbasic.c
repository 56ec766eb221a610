#include "summarize/rater.h"

/* weight: how probable words are, less so once they are said; total: the highest of those that
 * sentences have which are not chosen; other: chosen sentences */
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
    for (size_t k = 0; k < b->terms; k++)
        if (rating->weight[k] > rating->total)
            rating->total = rating->weight[k];
    return TM_OK;
}

/* The mean of its words; sentences with the most probable word of all go first. */
static double value(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    double sum = 0, words = 0;
    bool top = false;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        const double p = rating->weight[b->word[e].term];
        sum += b->word[e].count * p;
        words += b->word[e].count;
        top = top || p >= rating->total;
    }
    return words > 0 ? sum / words + top : 0;
}

static void choose(struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        double *p = &rating->weight[b->word[e].term];
        *p *= *p;
    }
    rating->other[sentence] = 1;
    rating->total = 0;
    for (size_t i = 0; i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1] && rating->other[i] == 0; e++)
            if (rating->weight[b->word[e].term] > rating->total)
                rating->total = rating->weight[b->word[e].term];
}

/* Nenkova & Vanderwende 2005. */
const struct tm__rater tm__rater_sumbasic = {.start = start, .value = value, .choose = choose};
