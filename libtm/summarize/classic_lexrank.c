#include "summarize/centrality.h"
#include "summarize/rater.h"

/* Erkan & Radev 2004. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    return tm__lexrank(rating->score, rating->bags->rows, 0.85, run, err);
}

const struct tm__rater tm__rater_lexrank = {.start = start};
