/* From counts to weighted rows. */
#ifndef TM_VECTOR_WEIGHTS_H
#define TM_VECTOR_WEIGHTS_H

#include "vector/count.h"
#include "vector/term_weights.h"

#include <tm/linalg.h>
#include <tm/vector.h>

/* What the counts are weighed by. */
struct tm__weights {
    const tm_tfidf_options *options;
    const struct tm__vocabulary *vocabulary; /* the columns */
    const double *idf;                       /* [columns] */
    struct tm__totals totals;                /* of the fit; used if tm__needs_totals() */
};

/*
 * Rows of the counts, weighted by tf and idf and normalised as the options say.
 * new_id: [terms of the counts] column of each term, or TM__NO_TERM to leave it out; NULL: as it
 * is.
 */
tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts, const uint32_t *new_id,
                    const struct tm__weights *weights, const tm_run *run, tm_error *err);

#endif
