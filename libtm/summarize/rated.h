/* Choosing sentences by a classic method. */
#ifndef TM_SUMMARIZE_RATED_H
#define TM_SUMMARIZE_RATED_H

#include "summarize/selection.h"

#include <tm/summarize.h>

/*
 * Choose what the method rates best and fits the budget, until nothing fits: among the passages of
 * the best kind, then of the next but never chrome, those in their order. Ties go to the first. The
 * score of what is chosen becomes its rating. Zeroed selection in; release it on failure too.
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__select_rated(struct tm__selection *selection, struct tm__ranking *ranking,
                           const struct tm__passages *passages, const tm_text *texts,
                           const struct tm__reading *reading, const struct tm__budget *budget,
                           tm_summary_algorithm algorithm, const tm_run *run, tm_error *err);

#endif
