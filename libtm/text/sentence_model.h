/* What was learnt of sentences: for each language, words and what they are. */
#ifndef TM_TEXT_SENTENCE_MODEL_H
#define TM_TEXT_SENTENCE_MODEL_H

#include "models/container.h"

#include <tm/sentences.h>

/* What a word is; bits. A collocation is two words with a space between. */
enum {
    TM__ABBREVIATION = 1,
    TM__STARTER = 2,
    TM__COLLOCATION = 4,
    TM__SURE_STARTER = 8, /* one that even a name before it does not put in doubt */
    TM__WORD_KINDS = 15
};

/* In the file as it is here. */
struct tm__sentence_stored {
    char code[8];          /* NUL-padded */
    uint32_t first, words; /* of the model's words */
    uint32_t nouns;        /* 1: nouns are capitals */
    uint32_t zero;
};

/* Which four bytes starters begin with, spaces behind short ones; a bit by hash, some too many. */
struct tm__starter_filter {
    uint64_t bit[64];
};

struct tm_sentence_model {
    size_t languages, words;
    const struct tm__sentence_stored *language; /* [languages], sorted by code */
    const uint32_t *offset;                     /* [words + 1] into bytes */
    const char *bytes;                          /* sorted within a language */
    const uint8_t *kind;                        /* [words] */
    const char **code;                          /* [languages + 1] */
    struct tm__starter_filter *filter;          /* [languages] */
    struct tm__container *file;                 /* what the arrays belong to */
};

/* NULL if the model is NULL or does not know it. */
const struct tm__sentence_stored *tm__sentence_model_find(const tm_sentence_model *model,
                                                          const char *code);

/* False: no starter begins with these four bytes of text. A quick answer for most capitals. */
bool tm__sentence_model_may_start(const tm_sentence_model *model,
                                  const struct tm__sentence_stored *language, const char *text);

/* The kinds of a word, 0 if it is none; language must be of the model. Cost O(log words). */
unsigned tm__sentence_model_word(const tm_sentence_model *model,
                                 const struct tm__sentence_stored *language, const char *word,
                                 size_t size);

/* tm_sentence_model_load() of bytes in memory, which must stay and be aligned to 8. */
tm_status tm__sentence_model_read(tm_sentence_model **out, const void *data, size_t size,
                                  const char *name, tm_error *err);

/* Write what the pointers point to. */
tm_status tm__sentence_model_save(const tm_sentence_model *model, const char *path, tm_error *err);

#endif
