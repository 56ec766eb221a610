/* What a fitted TF-IDF model is made of; shared by fitting and by the file. */
#ifndef TM_VECTOR_MODEL_H
#define TM_VECTOR_MODEL_H

#include "models/container.h"
#include "vector/vocabulary.h"

#include <tm/vector.h>

struct tm_tfidf {
    tm_tfidf_options options; /* analyzer.language points to language */
    char language[16];
    uint64_t documents;
    struct tm__vocabulary vocabulary;
    double *idf; /* [terms] */
    /* Who owns the vocabulary: these blocks, or a mapped file. */
    char *own_bytes;
    uint64_t *own_offset;
    uint32_t *own_df;
    struct tm__container *file;
};

/* Options that can be used: sizes, ranges, language copied. Errors: TM_EINVAL. */
tm_status tm__tfidf_set_options(tm_tfidf *model, const tm_tfidf_options *options, tm_error *err);

/* A model from bytes that stay (aligned to 8); name is used in messages. Errors as tm_tfidf_load().
 */
tm_status tm__tfidf_read(tm_tfidf **out, const void *data, size_t size, const char *name,
                         tm_error *err);

/* Fill model->idf from df. Errors: TM_ENOMEM. */
tm_status tm__tfidf_set_idf(tm_tfidf *model, tm_error *err);

#endif
