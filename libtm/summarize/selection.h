/* Choosing sentences under a budget. */
#ifndef TM_SUMMARIZE_SELECTION_H
#define TM_SUMMARIZE_SELECTION_H

#include "summarize/ranking.h"

/* SIZE_MAX where there is no limit. */
struct tm__budget {
    size_t sentences, words, bytes; /* bytes of the sentences joined by one byte each */
};

enum tm__objective {
    TM__OBJECTIVE_F,     /* coverage by length, as the F score counts it: a number of sentences */
    TM__OBJECTIVE_COST,  /* new coverage by cost: a number of words or bytes */
    TM__OBJECTIVE_DIGEST /* most repetition: a large share of the text */
};

struct tm__task {
    struct tm__budget budget;
    enum tm__objective objective;
    double expected;     /* words of the summary a reader would write, for TM__OBJECTIVE_F */
    bool exchange;       /* reconsider greedy choices */
    bool self_contained; /* the first opens its document, and none leans on what is not chosen */
    size_t known_from, known_to; /* passages that the reader knows */
};

struct tm__selection {
    size_t count;
    size_t *chosen; /* [count] passages, rising; self-contained: those of the first's document, then
                       the others */
    double covered; /* weight of their concepts, of those only that are not known */
};

/*
 * Choose greedily among the passages of the best kind, then of the next but never chrome, what
 * fits the budget, until nothing fits. What says hardly anything new is never chosen. Ties go to
 * the first. Zeroed selection in; release it on failure too.
 * Cost O(concept occurrences + chosen * passages). Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__select(struct tm__selection *selection, const struct tm__passages *passages,
                     const struct tm__concepts *concepts, const struct tm__ranking *ranking,
                     const struct tm__task *task, const tm_run *run, tm_error *err);
void tm__selection_release(struct tm__selection *selection);

/* The passage whose beginning, as far as the budget shows it, covers most; *covered is how much. */
size_t tm__select_beginning(double *covered, const struct tm__passages *passages,
                            const struct tm__concepts *concepts, const struct tm__ranking *ranking,
                            const struct tm__budget *budget, const tm_text *documents);

#endif
