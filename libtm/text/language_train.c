#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "text/language_sgd.h"

#include <math.h>
#include <string.h>

enum { ROWS = 56000, EPOCHS = 20, RANK = TM__LANGUAGE_RANK, HELD_OUT_EVERY = 10 };

/* Letters of a block must be this share of a language's letters for the block to be read: a word
 * in a foreign script that a sentence quotes is no reason. */
static const double BLOCK_SHARE = 0.001;

struct trainer {
    const tm_language_sample *sample;
    size_t count;
    uint32_t *label; /* [count] */
    /* Samples to learn from, from the front; those held out, from the back. */
    uint32_t *order; /* [count] */
    size_t learnt;
    uint64_t blocks[TM__BLOCK_WORDS];
    struct tm__sgd sgd;
    tm_language model; /* points into what follows */
    char (*code)[TM__LANGUAGE_CODE];
    uint8_t *row;
    float *output;
};

static void release(struct trainer *t)
{
    tm__sgd_release(&t->sgd);
    tm__free(t->label);
    tm__free(t->order);
    tm__free(t->model.code);
    tm__free(t->code);
    tm__free(t->row);
    tm__free(t->output);
}

/* Where a code is or would be among the sorted ones. */
static uint32_t place(const struct trainer *t, const char *code)
{
    uint32_t low = 0, high = t->model.languages;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (strcmp(t->code[middle], code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static tm_status insert_code(struct trainer *t, const char *code, tm_error *err)
{
    char padded[TM__LANGUAGE_CODE] = {0};
    uint32_t at;

    if (strlen(code) < TM__LANGUAGE_CODE)
        memcpy(padded, code, strlen(code));
    if (!tm__language_code_ok(padded))
        return tm__fail(err, TM_EINVAL, "language code '%.20s' is not 2 to 7 of a-z", code);
    at = place(t, code);
    if (at < t->model.languages && strcmp(t->code[at], code) == 0)
        return TM_OK;
    if (t->model.languages == TM__LANGUAGE_MOST)
        return tm__fail(err, TM_EINVAL, "more than %d languages", (int)TM__LANGUAGE_MOST);
    memmove(t->code + at + 1, t->code + at, (t->model.languages - at) * sizeof *t->code);
    memcpy(t->code[at], padded, sizeof padded);
    t->model.languages++;
    return TM_OK;
}

static tm_status label_samples(struct trainer *t, tm_error *err)
{
    for (size_t i = 0; i < t->count; i++) {
        const tm_status status = insert_code(t, t->sample[i].code, err);
        if (status != TM_OK)
            return status;
    }
    if (t->model.languages < 2)
        return tm__fail(err, TM_EINVAL, "samples of %u languages, where at least 2 are needed",
                        t->model.languages);
    for (size_t i = 0; i < t->count; i++)
        t->label[i] = place(t, t->sample[i].code);
    for (uint32_t k = 0; k < t->model.languages; k++)
        t->model.code[k] = t->code[k];
    return TM_OK;
}

/* Every tenth sample of a language is held out. */
static void divide(struct trainer *t)
{
    uint32_t seen[TM__LANGUAGE_MOST] = {0};
    size_t back = t->count;

    t->learnt = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (++seen[t->label[i]] % HELD_OUT_EVERY == 0)
            t->order[--back] = (uint32_t)i;
        else
            t->order[t->learnt++] = (uint32_t)i;
    }
}

static void count_letters(uint32_t *letters, tm_text text)
{
    struct tm__letters reader;
    size_t n;

    tm__letters_start(&reader, text.data, text.size, NULL);
    while ((n = tm__letters_next(&reader)) > 0)
        for (size_t i = 0; i < n; i++)
            if (reader.letter[i])
                letters[reader.letter[i] >> TM__BLOCK_SHIFT]++;
}

static tm_status find_blocks(struct trainer *t, tm_error *err)
{
    uint32_t *letters = tm__calloc((size_t)t->model.languages * TM__BLOCKS, sizeof *letters);

    if (!letters)
        return tm__fail_memory(err, "training a language model");
    for (size_t i = 0; i < t->count; i++)
        count_letters(letters + (size_t)t->label[i] * TM__BLOCKS, t->sample[i].text);
    for (uint32_t k = 0; k < t->model.languages; k++) {
        const uint32_t *of = letters + (size_t)k * TM__BLOCKS;
        double total = 0;

        for (uint32_t b = 0; b < TM__BLOCKS; b++)
            total += of[b];
        for (uint32_t b = 0; b < TM__BLOCKS; b++)
            if (of[b] > 0 && of[b] >= BLOCK_SHARE * total)
                t->blocks[b / 64] |= UINT64_C(1) << b % 64;
    }
    tm__free(letters);
    return TM_OK;
}

/* Each column of the table gets a scale of its own, which its row of the output makes good. */
static void quantise(struct trainer *t)
{
    const struct tm__sgd *s = &t->sgd;

    for (int d = 0; d < RANK; d++) {
        float most = 1e-6f;

        for (size_t r = 0; r < s->rows; r++)
            most = fmaxf(most, fabsf(s->row[r * RANK + (size_t)d]));
        for (size_t r = 0; r < s->rows; r++)
            t->row[r * RANK + (size_t)d] =
                (uint8_t)(TM__LANGUAGE_ZERO + lroundf(s->row[r * RANK + (size_t)d] * (127 / most)));
        for (uint32_t k = 0; k < s->languages; k++)
            t->output[(size_t)d * s->languages + k] =
                s->output[(size_t)k * RANK + (size_t)d] * (most / 127);
    }
}

static tm_status learn(struct trainer *t, size_t count, const char *stage,
                       const tm_language_options *options, const tm_run *run, tm_error *err)
{
    const struct tm__sgd_data data = {t->sample, t->label, t->order, count};
    tm_status status = tm__sgd_init(&t->sgd, t->model.rows, t->model.languages, t->blocks,
                                    run ? run->seed : 0, err);

    if (status == TM_OK)
        status = tm__sgd_learn(&t->sgd, &data, options->epochs, stage, run, err);
    if (status == TM_OK)
        quantise(t);
    tm__sgd_release(&t->sgd);
    return status;
}

/* -ln of the probability that the model gives to the right language. */
static double loss_of(const tm_language *model, const struct tm__language_sum *sum, uint32_t label,
                      bool *right)
{
    float logit[TM__LANGUAGE_MOST];
    double total = 0, top = -INFINITY;
    uint32_t best = 0;

    tm__language_logits(model, sum, logit);
    for (uint32_t k = 0; k < model->languages; k++) {
        if ((double)logit[k] > top)
            best = k;
        top = fmax(top, (double)logit[k]);
    }
    for (uint32_t k = 0; k < model->languages; k++)
        total += exp((double)logit[k] - top);
    *right = best == label;
    return log(total) - ((double)logit[label] - top);
}

/* Mean loss on the held-out samples, whose sums are in the order of t->order. */
static void judge(const struct trainer *t, const struct tm__language_sum *sum,
                  tm_language_report *report)
{
    double loss = 0;
    size_t right = 0;

    for (size_t i = t->learnt; i < t->count; i++) {
        bool hit;

        loss += loss_of(&t->model, &sum[i - t->learnt], t->label[t->order[i]], &hit);
        right += hit;
    }
    report->loss = loss / (double)report->held_out;
    report->accuracy = (double)right / (double)report->held_out;
}

/*
 * Logits grow with sqrt(n), the right confidence may not: the factor slope * n^power with the least
 * loss on text the model has not seen, on a grid.
 */
static tm_status calibrate(struct trainer *t, tm_language_report *report, tm_error *err)
{
    struct tm__language_sum *sum = tm__calloc(report->held_out, sizeof *sum);
    double least = INFINITY, slope = 1, power = 0;

    if (!sum)
        return tm__fail_memory(err, "training a language model");
    for (size_t i = t->learnt; i < t->count; i++) {
        const tm_text text = t->sample[t->order[i]].text;
        tm__language_add(&sum[i - t->learnt], &t->model, text.data, text.size);
    }
    for (int p = -10; p <= 10; p++)
        for (int s = 0; s < 24; s++) {
            t->model.power = p * 0.05;
            t->model.slope = 0.1 * pow(1.2, s);
            judge(t, sum, report);
            if (report->loss < least) {
                least = report->loss;
                slope = t->model.slope;
                power = t->model.power;
            }
        }
    t->model.slope = slope;
    t->model.power = power;
    judge(t, sum, report);
    tm__free(sum);
    return TM_OK;
}

static tm_status train(struct trainer *t, tm_language_report *report,
                       const tm_language_options *options, const tm_run *run, tm_error *err)
{
    tm_status status = label_samples(t, err);

    if (status == TM_OK)
        status = find_blocks(t, err);
    if (status != TM_OK)
        return status;
    t->row = tm__alloc_array(t->model.rows, RANK);
    t->output = tm__alloc_array(t->model.languages, RANK * sizeof *t->output);
    if (!t->row || !t->output)
        return tm__fail_memory(err, "training a language model");
    t->model.row = t->row;
    t->model.output = t->output;
    t->model.blocks = t->blocks;
    divide(t);
    report->languages = t->model.languages;
    report->samples = t->count;
    report->held_out = t->count - t->learnt;
    if (report->held_out) {
        status = learn(t, t->learnt, "calibrate", options, run, err);
        if (status == TM_OK)
            status = calibrate(t, report, err);
    }
    return status == TM_OK ? learn(t, t->count, "train", options, run, err) : status;
}

tm_status tm_language_train(const char *path, tm_language_report *report,
                            const tm_language_sample *samples, size_t count,
                            const tm_language_options *options, const tm_run *run, tm_error *err)
{
    const tm_language_options chosen = {sizeof chosen,
                                        options && options->rows ? options->rows : ROWS,
                                        options && options->epochs ? options->epochs : EPOCHS};
    struct trainer t = {.sample = samples, .count = count};
    tm_language_report found = {0};
    tm_status status = TM_OK;

    if (count > UINT32_MAX)
        return tm__fail(err, TM_EINVAL, "%zu samples are more than 2^32", count);
    t.model.rows = chosen.rows;
    t.model.slope = 1;
    t.label = tm__alloc_array(count, sizeof *t.label);
    t.order = tm__alloc_array(count, sizeof *t.order);
    t.code = tm__calloc(TM__LANGUAGE_MOST, sizeof *t.code);
    t.model.code = tm__calloc(TM__LANGUAGE_MOST + 1, sizeof *t.model.code);
    if (!t.label || !t.order || !t.code || !t.model.code)
        status = tm__fail_memory(err, "training a language model");
    if (status == TM_OK)
        status = train(&t, &found, &chosen, run, err);
    if (status == TM_OK)
        status = tm__language_save(&t.model, path, err);
    release(&t);
    if (status == TM_OK && report)
        *report = found;
    return status;
}
