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

/* Rows of the counts, weighted by tf and idf and normalised as the options say. Errors: TM_ENOMEM,
 * TM_ECANCELLED. */
tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts,
                    const struct tm__weights *weights, const tm_run *run, tm_error *err);

/* The same in the memory of the counts, whose rows are gone then; after an error they are spoilt.
 */
tm_status tm__weigh_in_place(tm_sparse **out, struct tm__counts *counts,
                             const struct tm__weights *weights, const tm_run *run, tm_error *err);

#endif
