#include "text/language_model.h"

#include <math.h>
#include <string.h>

#define LOW_BYTES UINT64_C(0x00FF00FF00FF00FF)
enum {
    BATCH = 250, /* n-grams; 250 * 255 fits 16 bits */
    WORDS = TM__LANGUAGE_RANK / 8,
    WHOLE = 2 << 10, /* a text up to this is read from end to end */
    HEAD = 1 << 10,  /* of a longer one, this much of its start */
    PIECE = 128,     /* and pieces of this size of the rest */
    PIECES = 8
};

/*
 * Eight bytes of a row at a time, the even ones in four lanes of 16 bits and the odd ones in four
 * others: compilers do not make vectors of the plain loop, which takes three times as long. Loading
 * a model fails on a big-endian machine, so byte 0 of a row is the lowest of its word.
 */
static void add_batch(struct tm__language_sum *sum, const tm_language *model,
                      const struct tm__gram *ngram, size_t count)
{
    uint64_t even[WORDS] = {0}, odd[WORDS] = {0};

    for (size_t i = 0; i < count; i++) {
        const uint8_t *row =
            model->row + (size_t)tm__language_row(ngram[i].hash, model->rows) * TM__LANGUAGE_RANK;
        uint64_t word[WORDS];

        memcpy(word, row, sizeof word);
        for (int w = 0; w < WORDS; w++) {
            even[w] += word[w] & LOW_BYTES;
            odd[w] += word[w] >> 8 & LOW_BYTES;
        }
    }
    for (int d = 0; d < TM__LANGUAGE_RANK; d++) {
        const uint64_t lanes = (d % 2 ? odd : even)[d / 8] >> (d % 8 / 2 * 16);
        sum->at[d] += (int32_t)(lanes & 0xFFFF) - TM__LANGUAGE_ZERO * (int32_t)count;
    }
    sum->ngrams += count;
}

static void add_piece(struct tm__language_sum *sum, const tm_language *model, const char *text,
                      size_t size)
{
    struct tm__gram ngram[BATCH];
    struct tm__grams reader;
    size_t count;

    tm__grams_start(&reader, text, size, model->blocks);
    while ((count = tm__grams_next(&reader, ngram, BATCH)) > 0)
        add_batch(sum, model, ngram, count);
}

void tm__language_add(struct tm__language_sum *sum, const tm_language *model, const char *text,
                      size_t size)
{
    if (size <= WHOLE) {
        add_piece(sum, model, text, size);
        return;
    }
    add_piece(sum, model, text, HEAD);
    /* A cut character at the start of a piece is read as U+FFFD, which is no letter. */
    for (size_t i = 0; i < PIECES; i++)
        add_piece(sum, model, text + HEAD + (size - HEAD) / PIECES * i, PIECE);
}

void tm__language_logits(const tm_language *model, const struct tm__language_sum *sum, float *logit)
{
    const double n = (double)sum->ngrams;
    const float scale = (float)(n > 0 ? model->slope * pow(n, model->power) / sqrt(n) : 0);

    for (uint32_t k = 0; k < model->languages; k++)
        logit[k] = 0;
    for (int d = 0; d < TM__LANGUAGE_RANK; d++) {
        const float x = (float)sum->at[d] * scale;
        const float *output = model->output + (size_t)d * model->languages;
        for (uint32_t k = 0; k < model->languages; k++)
            logit[k] += x * output[k];
    }
}

static uint32_t best_of(const float *logit, uint32_t count)
{
    uint32_t best = 0;

    for (uint32_t k = 1; k < count; k++)
        if (logit[k] > logit[best])
            best = k;
    return best;
}

size_t tm_language_detect(const tm_language *model, const char *text, size_t size,
                          tm_language_guess *best, size_t n)
{
    struct tm__language_sum sum = {{0}, 0};
    float logit[TM__LANGUAGE_MOST];
    double total = 0, top;

    if (n == 0)
        return 0;
    tm__language_add(&sum, model, text, size);
    if (sum.ngrams == 0) {
        memcpy(best->code, "und", sizeof "und");
        best->score = 0;
        return 1;
    }
    tm__language_logits(model, &sum, logit);
    top = (double)logit[best_of(logit, model->languages)];
    for (uint32_t k = 0; k < model->languages; k++)
        total += exp((double)logit[k] - top);
    if (n > model->languages)
        n = model->languages;
    for (size_t i = 0; i < n; i++) {
        const uint32_t k = best_of(logit, model->languages);

        memcpy(best[i].code, model->code[k], TM__LANGUAGE_CODE);
        best[i].score = exp((double)logit[k] - top) / total;
        logit[k] = -INFINITY;
    }
    return n;
}
