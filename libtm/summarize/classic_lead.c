#include "summarize/rater.h"

/* The first sentences; of several documents the first of each, then the second of each. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;

    (void)run;
    (void)err;
    for (size_t i = 0; i < b->count; i++)
        rating->score[i] = -((double)b->sentence[i].place * (double)b->documents +
                             (double)b->sentence[i].document);
    return TM_OK;
}

const struct tm__rater tm__rater_lead = {.start = start};
