#include "summarize/rater.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

tm_status tm__rating_start(struct tm__rating *rating, const struct tm__rater *rater,
                           const struct tm__bags *bags, const tm_run *run, tm_error *err)
{
    const size_t most = larger(bags->terms, bags->pairs);

    rating->bags = bags;
    rating->seed = run ? run->seed : 0;
    rating->score = tm__calloc(bags->count, sizeof *rating->score);
    rating->weight = tm__calloc(most, sizeof *rating->weight);
    rating->other = tm__calloc(larger(most, bags->count), sizeof *rating->other);
    if (!rating->score || !rating->weight || !rating->other)
        return tm__fail_memory(err, "rating sentences");
    return rater->start(rating, run, err);
}

double tm__rating_value(const struct tm__rating *rating, const struct tm__rater *rater,
                        size_t sentence)
{
    return rater->value ? rater->value(rating, sentence) : rating->score[sentence];
}

void tm__rating_choose(struct tm__rating *rating, const struct tm__rater *rater, size_t sentence)
{
    if (rater->choose)
        rater->choose(rating, sentence);
}

void tm__rating_release(struct tm__rating *rating)
{
    tm__free(rating->score);
    tm__free(rating->weight);
    tm__free(rating->other);
    memset(rating, 0, sizeof *rating);
}
