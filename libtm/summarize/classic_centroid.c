#include "summarize/rater.h"

/* Cosine to the sum of the sentences (Radev et al. 2004), but for its length, which is the same
 * for all. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const tm_sparse *m = rating->bags->rows;

    (void)run;
    (void)err;
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        rating->weight[m->column[e]] += m->value[e];
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            rating->score[i] += m->value[e] * rating->weight[m->column[e]];
    return TM_OK;
}

const struct tm__rater tm__rater_centroid = {.start = start};
