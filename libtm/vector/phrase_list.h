/* Phrases of two words, as they are found in texts. */
#ifndef TM_VECTOR_PHRASE_LIST_H
#define TM_VECTOR_PHRASE_LIST_H

#include "base/buffer.h"
#include "vector/vocabulary.h"

#include <tm/vector.h>

struct tm__phrase {
    uint64_t pair; /* the ids of its words, the first one above 32 bits */
    uint64_t count;
    double npmi;
};

struct tm_phrases {
    tm_analyzer_options analyzer; /* language points to the string below */
    char language[16];
    struct tm__vocabulary words; /* that phrases are made of, in byte order */
    struct tm__phrase *phrase;   /* [phrases] in the order of their pairs: that of their bytes */
    size_t phrases;
    struct tm__buffer text; /* of all phrases, with a space between the words */
    uint64_t *start;        /* [phrases + 1] of each in the text */
    char *own_bytes;        /* of the words */
    uint64_t *own_offset;
};

/*
 * Make what there is to look up from phrases in byte order, whose text, start, counts and npmi are
 * set. Errors: TM_EINVAL (one is not two words), TM_ENOMEM.
 */
tm_status tm__phrases_index(struct tm_phrases *phrases, tm_error *err);

/* A zeroed struct's options. Errors: TM_EINVAL. */
tm_status tm__phrases_set(struct tm_phrases *phrases, const tm_analyzer_options *analyzer,
                          tm_error *err);

#endif
