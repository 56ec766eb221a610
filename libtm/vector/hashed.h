/* Columns by the hash of a term instead of its place in a vocabulary. */
#ifndef TM_VECTOR_HASHED_H
#define TM_VECTOR_HASHED_H

#include "vector/builder.h"

enum { TM__MOST_HASH_BITS = 28 };

/* MurmurHash3 of 32 bits with seed 0 (Appleby 2011), as scikit-learn hashes terms. */
uint32_t tm__murmur(const void *data, size_t size);

/* The column of a term among 2^bits: the size of the hash as a signed number. */
uint32_t tm__hashed_column(tm_text term, unsigned bits);

/* The columns of all terms. @param[out] column  [v->terms] */
void tm__hashed_columns(uint32_t *column, const struct tm__vocabulary *v, unsigned bits);

/* Terms of a row that share a column become one entry, with the sum of their counts; none of the
 * arrays moves. The rows have to be in order. */
void tm__join_columns(struct tm__counts *counts);

/* A fit of documents in memory, by a builder. Errors: those of the builder. */
tm_status tm__hashed_fit(tm_tfidf **out, tm_sparse **rows, const tm_text *documents, size_t count,
                         const tm_tfidf_options *options, const tm_run *run, tm_error *err);
tm_status tm__hashed_transform(tm_sparse **out, const tm_tfidf *model, const tm_text *documents,
                               size_t count, const tm_run *run, tm_error *err);

#endif
