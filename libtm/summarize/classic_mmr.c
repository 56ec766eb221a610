#include "summarize/rater.h"

#include <math.h>
#include <string.h>

/* How much being relevant counts against being new. */
static const double relevant = 0.7;

/* weight: the centroid of the text, then scratch; other: likeness to what is chosen */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const tm_sparse *m = rating->bags->rows;
    double squares = 0;

    (void)run;
    (void)err;
    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        rating->weight[m->column[e]] += m->value[e];
    for (size_t k = 0; k < m->cols; k++)
        squares += rating->weight[k] * rating->weight[k];
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            rating->score[i] += m->value[e] * rating->weight[m->column[e]] / sqrt(squares);
    memset(rating->weight, 0, m->cols * sizeof *rating->weight);
    return TM_OK;
}

static double value(const struct tm__rating *rating, size_t sentence)
{
    return relevant * rating->score[sentence] - (1 - relevant) * rating->other[sentence];
}

static void choose(struct tm__rating *rating, size_t sentence)
{
    const tm_sparse *m = rating->bags->rows;
    const uint64_t from = m->row_start[sentence], to = m->row_start[sentence + 1];

    for (uint64_t e = from; e < to; e++)
        rating->weight[m->column[e]] = m->value[e];
    for (size_t i = 0; i < m->rows; i++) {
        double cosine = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            cosine += m->value[e] * rating->weight[m->column[e]];
        rating->other[i] = fmax(rating->other[i], cosine);
    }
    for (uint64_t e = from; e < to; e++)
        rating->weight[m->column[e]] = 0;
}

/* Maximal marginal relevance to the text itself (Carbonell & Goldstein 1998). */
const struct tm__rater tm__rater_mmr = {.start = start, .value = value, .choose = choose};
