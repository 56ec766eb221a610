/* What a builder has counted; shared by the model and the rows that are made of it. */
#ifndef TM_VECTOR_BUILDER_H
#define TM_VECTOR_BUILDER_H

#include "vector/kept.h"
#include "vector/model.h"
#include "vector/term_union.h"

/*
 * Workers' tables are large and know most words each, so they are not left to grow: when they are
 * full their terms go to the union, which is compact, and they start anew (a generation).
 */
struct tm_tfidf_builder {
    tm_tfidf *empty;           /* the options, checked */
    const tm_tfidf *model;     /* what it goes on from, borrowed; NULL: from nothing */
    tm_tfidf_options counting; /* the same without what is dropped in the end */
    struct tm__count_job job;  /* no workers between generations */
    size_t threads;
    size_t most_strings; /* of a worker's tables, before they are full */
    struct tm__term_union terms;
    struct tm__kept *kept; /* NULL: rows are forgotten */
    uint64_t documents;    /* added */
    bool failed;           /* in the middle of documents: what was counted is not known */
};

/* Everything counted so far gets into the union. After an error the builder has failed. */
tm_status tm__builder_settle(struct tm_tfidf_builder *builder, const tm_run *run, tm_error *err);

/*
 * What the model to be learns from kept rows: idf by entropy, totals. Its vocabulary is set, as is
 * own_idf if it has any, zeroed. Errors: TM_EINVAL (no rows were kept), and those of reading.
 */
tm_status tm__builder_sum_rows(tm_tfidf *model, struct tm_tfidf_builder *builder, const tm_run *run,
                               tm_error *err);

/* How often each term of the union, by its place there, stands in all documents, or in how many.
 * Errors as above. */
tm_status tm__builder_frequencies(uint64_t *cf, struct tm_tfidf_builder *builder, const tm_run *run,
                                  tm_error *err);

/* Documents in which each of the hashed columns is, added to df. Errors as above. */
tm_status tm__builder_hashed_df(uint32_t *df, struct tm_tfidf_builder *builder, const tm_run *run,
                                tm_error *err);

/* The columns that ids of the union have in a model. NULL when memory is out. */
uint32_t *tm__builder_columns(const struct tm_tfidf_builder *builder,
                              const struct tm__vocabulary *vocabulary);

#endif
