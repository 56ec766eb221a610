/* Counting terms in documents, in parallel, with results that do not depend on the threads. */
#ifndef TM_VECTOR_COUNT_H
#define TM_VECTOR_COUNT_H

#include "vector/lexicon.h"

#include <tm/vector.h>

/*
 * Term counts of documents: a vocabulary in byte order and rows of counts. In a count of known
 * terms (transform) own_* are NULL and the vocabulary is the caller's.
 */
struct tm__counts {
    size_t documents;
    uint64_t *row_start; /* [documents + 1] */
    uint32_t *term;      /* [row_start[documents]] rising within a row */
    uint32_t *tf;        /* [row_start[documents]] at least 1 */
    struct tm__vocabulary vocabulary;
    char *own_bytes;
    uint64_t *own_offset;
    uint32_t *own_df;
};

/*
 * Count what the options call a term. vocabulary NULL: learn it from the documents, and keep what
 * min_df, max_df and max_terms let pass. Errors: TM_ENOMEM, TM_EINVAL, TM_ENOTFOUND,
 * TM_ECANCELLED; nothing to release then.
 */
tm_status tm__count(struct tm__counts *counts, const tm_text *documents, size_t count,
                    const tm_tfidf_options *options, const struct tm__vocabulary *vocabulary,
                    const tm_run *run, tm_error *err);
void tm__counts_release(struct tm__counts *counts);

#endif
