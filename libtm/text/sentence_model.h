/* What was learnt of sentences: for each language, words and what they are. */
#ifndef TM_TEXT_SENTENCE_MODEL_H
#define TM_TEXT_SENTENCE_MODEL_H

#include "models/container.h"
#include "text/sentence_words.h"

#include <tm/sentences.h>

/* In the file as it is here. */
struct tm__sentence_stored {
    char code[8];          /* NUL-padded */
    uint32_t first, words; /* of the model's words */
    uint32_t nouns;        /* 1: nouns are capitals */
    uint32_t zero;
};

struct tm_sentence_model {
    size_t languages, words;
    const struct tm__sentence_stored *language; /* [languages], sorted by code */
    const uint32_t *offset;                     /* [words + 1] into bytes */
    const char *bytes;                          /* sorted within a language */
    const uint8_t *kind;                        /* [words] */
    const char **code;                          /* [languages + 1] */
    struct tm__sentence_words *table;           /* [languages], with the lists of each */
    struct tm__container *file;                 /* what the arrays belong to */
};

/* The words of a language; NULL if the model is NULL or does not know it. */
const struct tm__sentence_words *tm__sentence_model_find(const tm_sentence_model *model,
                                                         const char *code);

/* tm_sentence_model_load() of bytes in memory, which must stay and be aligned to 8. */
tm_status tm__sentence_model_read(tm_sentence_model **out, const void *data, size_t size,
                                  const char *name, tm_error *err);

/* Write what the pointers point to. */
tm_status tm__sentence_model_save(const tm_sentence_model *model, const char *path, tm_error *err);

#endif
