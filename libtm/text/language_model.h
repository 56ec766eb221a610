/* A language model: a table of n-gram vectors and what they say of each language. */
#ifndef TM_TEXT_LANGUAGE_MODEL_H
#define TM_TEXT_LANGUAGE_MODEL_H

#include "models/container.h"
#include "text/language_ngrams.h"

#include <tm/language.h>

enum {
    TM__LANGUAGE_RANK = 32,
    TM__LANGUAGE_ZERO = 128, /* the byte of a row that stands for 0 */
    TM__LANGUAGE_MOST = 512, /* languages */
    TM__LANGUAGE_CODE = 8
};

struct tm_language {
    uint32_t rows, languages;
    double slope, power;        /* logits are multiplied by slope * n^power for n n-grams */
    const uint64_t *blocks;     /* [TM__BLOCK_WORDS] */
    const uint8_t *row;         /* [rows x RANK] */
    const float *output;        /* [RANK x languages] */
    const char **code;          /* [languages + 1] */
    struct tm__container *file; /* what the arrays belong to */
};

/* The row of an n-gram in a table. */
static inline uint32_t tm__language_row(uint32_t hash, uint32_t rows)
{
    return (uint32_t)((uint64_t)hash * rows >> 32);
}

/* Sums of the rows of a text's n-grams. */
struct tm__language_sum {
    int32_t at[TM__LANGUAGE_RANK];
    uint64_t ngrams;
};

void tm__language_add(struct tm__language_sum *sum, const tm_language *model, const char *text,
                      size_t size);

/* logit[languages]: how well each fits, calibrated; all 0 if there are no n-grams. */
void tm__language_logits(const tm_language *model, const struct tm__language_sum *sum,
                         float *logit);

/* tm_language_load() of bytes in memory, which must stay and be aligned to 8. */
tm_status tm__language_read(tm_language **out, const void *data, size_t size, const char *name,
                            tm_error *err);

/* Write what the pointers point to. */
tm_status tm__language_save(const tm_language *model, const char *path, tm_error *err);

/* 2 to 7 lower-case letters with NULs behind them. */
bool tm__language_code_ok(const char code[TM__LANGUAGE_CODE]);

#endif
