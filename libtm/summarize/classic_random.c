#include "base/rng.h"
#include "summarize/rater.h"

/* By chance: what any method has to beat. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    struct tm__rng rng;

    (void)run;
    (void)err;
    tm__rng_seed(&rng, rating->seed, 0);
    for (size_t i = 0; i < rating->bags->count; i++)
        rating->score[i] = tm__rng_uniform(&rng);
    return TM_OK;
}

const struct tm__rater tm__rater_random = {.start = start};
