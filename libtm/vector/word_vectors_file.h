/* Word vectors learnt elsewhere, for the terms of a model. */
#ifndef TM_VECTOR_WORD_VECTORS_FILE_H
#define TM_VECTOR_WORD_VECTORS_FILE_H

#include <tm/vector.h>

/*
 * As tm_word_vectors_load(), from bytes that stay for as long as the call lasts (aligned to 8);
 * name is used in messages.
 */
tm_status tm__word_vectors_read(tm_word_vectors **out, const void *data, size_t size,
                                const char *name, const tm_tfidf *model, tm_error *err);

#endif
