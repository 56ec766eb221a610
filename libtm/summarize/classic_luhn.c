#include "summarize/rater.h"

#include <math.h>

/* Words this close belong to one cluster. */
enum { GAP = 4 };

/*
 * The best cluster of significant words of a sentence: their number squared over the words the
 * cluster spans. A word is significant if the text has it twice.
 */
static double best_cluster(const struct tm__rating *rating, size_t sentence)
{
    const struct tm__bags *b = rating->bags;
    double best = 0, words = 0;
    uint32_t first = 0, last = 0;

    for (uint64_t e = b->start[sentence]; e < b->start[sentence + 1]; e++) {
        const struct tm__bag_word *w = &b->word[e];
        if (rating->weight[w->term] < 2)
            continue;
        if (words == 0 || w->at - last > GAP) {
            words = 0;
            first = w->at;
        }
        last = w->at;
        words++;
        best = fmax(best, words * words / (last - first + 1));
    }
    return best;
}

/* Luhn 1958. */
static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;

    (void)run;
    (void)err;
    for (uint64_t e = 0; e < b->start[b->count]; e++)
        rating->weight[b->word[e].term] += b->word[e].count;
    for (size_t i = 0; i < b->count; i++)
        rating->score[i] = best_cluster(rating, i);
    return TM_OK;
}

const struct tm__rater tm__rater_luhn = {.start = start};
