/* From counts to weighted rows. */
#ifndef TM_VECTOR_WEIGHTS_H
#define TM_VECTOR_WEIGHTS_H

#include "vector/count.h"

#include <tm/linalg.h>
#include <tm/vector.h>

/* Smooth inverse document frequency, ln((1 + documents) / (1 + df)) + 1: never 0, never infinite.
 */
double tm__idf(uint64_t documents, uint64_t df);

/*
 * Rows of the counts, weighted by tf and idf and normalised as the options say.
 * new_id: [terms of the counts] column of each term, or TM__NO_TERM to leave it out; NULL: as it
 * is.
 */
tm_status tm__weigh(tm_sparse **out, const struct tm__counts *counts, const uint32_t *new_id,
                    size_t columns, const double *idf, const tm_tfidf_options *options,
                    const tm_run *run, tm_error *err);

#endif
