/* What terms weigh, and what rows are compared with, from the counts a model was fitted on. */
#ifndef TM_VECTOR_TERM_WEIGHTS_H
#define TM_VECTOR_TERM_WEIGHTS_H

#include "vector/count.h"

#include <tm/vector.h>

/* Sums over the documents of a fit, of the terms that were kept. */
struct tm__totals {
    uint64_t documents;
    uint64_t entries;    /* different terms of each document */
    uint64_t tokens;     /* the same with how often they are in it */
    uint64_t characters; /* of the tokens, and one more for each */
};

/* By df alone: every weight of tm_idf_weight but TM_IDF_ENTROPY. */
double tm__idf(tm_idf_weight kind, double log_base, uint64_t documents, uint64_t df);

/* Fill idf [terms] by df alone. */
void tm__fill_idf(double *idf, const struct tm__vocabulary *v, const tm_tfidf_options *options,
                  uint64_t documents);

/*
 * Fill idf [terms kept] as the options say. new_id: see tm__weigh().
 * Errors: TM_ENOMEM.
 */
tm_status tm__term_weights(double *idf, const struct tm__vocabulary *kept,
                           const struct tm__counts *counts, const tm_tfidf_options *options,
                           tm_error *err);

/*
 * Entropy from counts that come in pieces, in the order of the documents.
 * @param idf, all  [terms] zeroed before the first piece
 */
void tm__entropy_add(double *idf, double *all, const struct tm__counts *counts);
void tm__entropy_end(double *idf, const double *all, size_t terms, uint64_t documents);

/* Whether weights of rows need the sums below; they cost a pass over all counts. */
bool tm__needs_totals(const tm_tfidf_options *options);
/* Add a piece of the counts to sums, whose documents stay; characters only if the norm is by them.
 */
void tm__add_totals(struct tm__totals *sum, const struct tm__vocabulary *kept,
                    const struct tm__counts *counts, const tm_tfidf_options *options);

/* Characters of a term. */
size_t tm__characters(tm_text term);

#endif
