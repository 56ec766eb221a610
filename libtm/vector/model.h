/* What a fitted TF-IDF model is made of; shared by fitting and by the file. */
#ifndef TM_VECTOR_MODEL_H
#define TM_VECTOR_MODEL_H

#include "models/container.h"
#include "vector/model_components.h"
#include "vector/weights.h"

#include <tm/vector.h>

struct tm_tfidf {
    tm_tfidf_options options; /* analyzer.language points to language */
    char language[16];
    tm_stop_list *stop_list; /* the options have it too; held */
    struct tm__vocabulary vocabulary;
    const double *idf;                /* [terms] */
    struct tm__components components; /* of its rows; most models have none */
    struct tm__totals totals;         /* only its documents unless tm__needs_totals() */
    /* Who owns the arrays: these blocks, or a mapped file. */
    char *own_bytes;
    uint64_t *own_offset;
    uint32_t *own_df, *own_order;
    double *own_idf;
    struct tm__container *file;
};

/* Options that can be used: sizes, ranges, language copied, stop list held. Errors: TM_EINVAL. */
tm_status tm__tfidf_set_options(tm_tfidf *model, const tm_tfidf_options *options, tm_error *err);

/* A model from bytes that stay (aligned to 8); name is used in messages. Errors as tm_tfidf_load().
 */
tm_status tm__tfidf_read(tm_tfidf **out, const void *data, size_t size, const char *name,
                         tm_error *err);

/* The vocabulary of a fit becomes the model's own. */
void tm__tfidf_take_vocabulary(tm_tfidf *model, struct tm__counts *counts);

/* What rows of the model are weighed by, borrowed from it. */
struct tm__weights tm__tfidf_weights(const tm_tfidf *model);

#endif
