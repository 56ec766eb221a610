/* How much sentences and concepts matter. */
#ifndef TM_SUMMARIZE_RANKING_H
#define TM_SUMMARIZE_RANKING_H

#include "summarize/summary_model.h"

struct tm__ranking {
    enum tm__guard kind; /* the best there is */
    size_t candidates;   /* passages of that kind, repetitions not counted */
    double *score;       /* [passages] worth of its concepts over its length */
    double *weight;      /* [concepts] worth of covering it */
    bool asked;          /* a query was found in the text */
    double *repetition;  /* [passages] how much of what the text repeats it holds; or NULL */
};

/*
 * Rank passages, whose guards become stricter: what is shorter than `least` words is a fragment.
 * A concept weighs its probability to be in a person's summary, twice that for a pair of words.
 * Chrome takes no part: its rows in concepts become zero. Zeroed ranking in; release it on failure
 * too. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__rank(struct tm__ranking *ranking, struct tm__passages *passages,
                   struct tm__concepts *concepts, const tm_text *documents,
                   const tm_summary_model *model, size_t least, const tm_run *run, tm_error *err);
/* The repetition of passages that are ranked: the sum, over the content words of each that others
 * hold too, of how many hold them.
 * @param rows  of the concepts
 * Errors: TM_ENOMEM. */
tm_status tm__rank_repetition(struct tm__ranking *ranking, const tm_sparse *rows, tm_error *err);
/* The same as tm__rank() without concepts, for methods that rate sentences themselves: kind and
 * candidates alone, and scores of 0. Errors: TM_ENOMEM. */
tm_status tm__rank_kinds(struct tm__ranking *ranking, struct tm__passages *passages,
                         const struct tm__reading *reading, size_t least, tm_error *err);
/* The features of concepts of passages that are not ranked yet, as tm__features_start() gives them.
 */
tm_status tm__describe(struct tm__features *features, const struct tm__passages *passages,
                       struct tm__concepts *concepts, const tm_text *documents, const tm_run *run,
                       tm_error *err);
void tm__ranking_release(struct tm__ranking *ranking);

#endif
