/* Which terms of a count become columns. */
#ifndef TM_VECTOR_CHOOSE_TERMS_H
#define TM_VECTOR_CHOOSE_TERMS_H

#include <tm/vector.h>

#define TM__NO_TERM UINT32_MAX

/* What is known of the terms that were counted. */
struct tm__term_counts {
    size_t terms, documents;
    const uint32_t *df; /* [terms] documents that hold the term; one of none is left out */
    const uint64_t *cf; /* [terms] how often it stands there; used with max_terms */
};

/*
 * Columns 0, 1, 2, ... in the order of the terms for those that min_df, max_df and max_terms of
 * the options let pass; of equally frequent ones the first. Returns how many they are.
 * @param[out] column  [terms] or TM__NO_TERM
 */
size_t tm__choose_terms(uint32_t *column, const struct tm__term_counts *counts,
                        const tm_tfidf_options *options);

#endif
