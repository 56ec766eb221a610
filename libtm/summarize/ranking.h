/* How much sentences and concepts matter. */
#ifndef TM_SUMMARIZE_RANKING_H
#define TM_SUMMARIZE_RANKING_H

#include "summarize/concepts.h"

struct tm__ranking {
    enum tm__guard kind; /* the best there is; sentences of worse kinds carry no weight */
    size_t candidates;   /* passages of that kind, repetitions not counted */
    double *score;       /* [passages] centrality and a factor for early position */
    double *weight;      /* [concepts] worth of covering it */
    double *repetition;  /* [passages] how much of what the text repeats it holds */
};

/*
 * Rank passages, whose guards become stricter: what is shorter than `least` words is a fragment.
 * The score is LexRank over its maximum, times 1 + 4 / (1 + p) where p candidates of the document
 * come before. A concept's weight is the share of the candidates' scores that hold it, twice that
 * for a pair. Zeroed ranking in; release it on failure too. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__rank(struct tm__ranking *ranking, struct tm__passages *passages,
                   struct tm__concepts *concepts, size_t least, const tm_run *run, tm_error *err);
void tm__ranking_release(struct tm__ranking *ranking);

#endif
