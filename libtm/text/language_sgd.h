/* Stochastic gradient descent for the language model. */
#ifndef TM_TEXT_LANGUAGE_SGD_H
#define TM_TEXT_LANGUAGE_SGD_H

#include "text/language_model.h"

/* logit[k] = output[k] . (sum of the rows of the n-grams) / sqrt(n) */
struct tm__sgd {
    uint32_t rows, languages;
    float *row;             /* [rows x RANK] */
    float *output;          /* [languages x RANK] */
    const uint64_t *blocks; /* [TM__BLOCK_WORDS] */
};

/* What is learnt from. */
struct tm__sgd_data {
    const tm_language_sample *sample;
    const uint32_t *label; /* [count] below languages */
    const uint32_t *order; /* [count] the samples that take part */
    size_t count;
};

/* Random weights. Errors: TM_ENOMEM. */
tm_status tm__sgd_init(struct tm__sgd *sgd, uint32_t rows, uint32_t languages,
                       const uint64_t *blocks, uint64_t seed, tm_error *err);
void tm__sgd_release(struct tm__sgd *sgd);

/* Learn for some epochs, each in a new order. Errors: TM_ENOMEM, TM_ECANCELLED. */
tm_status tm__sgd_learn(struct tm__sgd *sgd, const struct tm__sgd_data *data, unsigned epochs,
                        const char *stage, const tm_run *run, tm_error *err);

#endif
