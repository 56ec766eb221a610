#include "text/language_sgd.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/*
 * The rates were chosen on 100 sentences a language kept apart. Twice or half of them, another norm
 * than sqrt(n), n-grams of 6 letters or whole words as features changed accuracy by less than 0.2
 * points; windows gave 0.8 points on six words.
 */
static const float RATE = 0.5f, OUTPUT_RATE = 0.1f; /* the second is relative to the first */
static const float ROW_START = 1.0f / TM__LANGUAGE_RANK, OUTPUT_START = 0.1f;
static const double DROP = 0.2; /* share of n-grams left out each time */
static const float TOO_SMALL = 1e-5f;
enum { WINDOW = 10, RANK = TM__LANGUAGE_RANK, LANES = 8 };

struct learner {
    struct tm__sgd *sgd;
    struct tm__rng rng;
    struct tm__gram *ngram; /* of the sample at hand */
    size_t count, capacity;
    float hidden[RANK], gradient[RANK], logit[TM__LANGUAGE_MOST];
};

static void fill_randomly(float *value, size_t count, float most, struct tm__rng *rng)
{
    for (size_t i = 0; i < count; i++)
        value[i] = most * (float)(2 * tm__rng_uniform(rng) - 1);
}

tm_status tm__sgd_init(struct tm__sgd *sgd, uint32_t rows, uint32_t languages,
                       const uint64_t *blocks, uint64_t seed, tm_error *err)
{
    struct tm__rng rng;

    sgd->rows = rows;
    sgd->languages = languages;
    sgd->blocks = blocks;
    sgd->row = tm__alloc_array(rows, RANK * sizeof *sgd->row);
    sgd->output = tm__alloc_array(languages, RANK * sizeof *sgd->output);
    if (!sgd->row || !sgd->output) {
        tm__sgd_release(sgd);
        return tm__fail_memory(err, "training a language model");
    }
    tm__rng_seed(&rng, seed, 0);
    fill_randomly(sgd->row, (size_t)rows * RANK, ROW_START, &rng);
    fill_randomly(sgd->output, (size_t)languages * RANK, OUTPUT_START, &rng);
    return TM_OK;
}

void tm__sgd_release(struct tm__sgd *sgd)
{
    tm__free(sgd->row);
    tm__free(sgd->output);
    sgd->row = sgd->output = NULL;
}

static bool read_ngrams(struct learner *l, tm_text text)
{
    struct tm__grams reader;
    size_t got;

    l->count = 0;
    tm__grams_start(&reader, text.data, text.size, l->sgd->blocks);
    do {
        if (!tm__grow(&l->ngram, &l->capacity, l->count + TM__GRAM_LENGTH, sizeof *l->ngram))
            return false;
        got = tm__grams_next(&reader, l->ngram + l->count, l->capacity - l->count);
        l->count += got;
    } while (got > 0);
    return true;
}

/*
 * Half of the time a few words instead of the whole sample, so that headlines are learnt as well as
 * sentences; and always without some n-grams, so that no single one is relied on.
 */
static void thin_out(struct learner *l)
{
    const uint32_t words = l->count ? l->ngram[l->count - 1].word + 1 : 0;
    uint64_t first = 0, end = words;
    size_t kept = 0;

    if (words > 1 && tm__rng_below(&l->rng, 2)) {
        first = tm__rng_below(&l->rng, words - 1);
        end = first + 1 + tm__rng_below(&l->rng, WINDOW);
    }
    for (size_t i = 0; i < l->count; i++)
        if (l->ngram[i].word >= first && l->ngram[i].word < end && tm__rng_uniform(&l->rng) >= DROP)
            l->ngram[kept++] = l->ngram[i];
    l->count = kept;
}

static float *row_of(const struct learner *l, size_t i)
{
    return l->sgd->row + (size_t)tm__language_row(l->ngram[i].hash, l->sgd->rows) * RANK;
}

/* A fixed order of additions that the compiler can keep in vector registers. */
static float dot(const float *a, const float *b)
{
    float lane[LANES] = {0}, sum = 0;

    for (int d = 0; d < RANK; d += LANES)
        for (int j = 0; j < LANES; j++)
            lane[j] += a[d + j] * b[d + j];
    for (int j = 0; j < LANES; j++)
        sum += lane[j];
    return sum;
}

static void add(float *to, float factor, const float *from)
{
    for (int d = 0; d < RANK; d++)
        to[d] += factor * from[d];
}

/* logit becomes the probability of each language. */
static void forward(struct learner *l, float scale)
{
    const uint32_t languages = l->sgd->languages;
    float top = -INFINITY, total = 0;

    memset(l->hidden, 0, sizeof l->hidden);
    for (size_t i = 0; i < l->count; i++)
        add(l->hidden, scale, row_of(l, i));
    for (uint32_t k = 0; k < languages; k++) {
        l->logit[k] = dot(l->hidden, l->sgd->output + (size_t)k * RANK);
        top = l->logit[k] > top ? l->logit[k] : top;
    }
    for (uint32_t k = 0; k < languages; k++)
        total += l->logit[k] = expf(l->logit[k] - top);
    for (uint32_t k = 0; k < languages; k++)
        l->logit[k] /= total;
}

static void backward(struct learner *l, uint32_t label, float scale, float rate)
{
    memset(l->gradient, 0, sizeof l->gradient);
    for (uint32_t k = 0; k < l->sgd->languages; k++) {
        float *output = l->sgd->output + (size_t)k * RANK;
        const float error = l->logit[k] - (k == label ? 1.0f : 0.0f);

        if (fabsf(error) < TOO_SMALL)
            continue;
        add(l->gradient, error, output);
        add(output, -rate * OUTPUT_RATE * error, l->hidden);
    }
    for (size_t i = 0; i < l->count; i++)
        add(row_of(l, i), -rate * scale, l->gradient);
}

static bool learn_one(struct learner *l, tm_text text, uint32_t label, float rate)
{
    float scale;

    if (!read_ngrams(l, text))
        return false;
    thin_out(l);
    if (l->count == 0)
        return true;
    scale = 1.0f / sqrtf((float)l->count);
    forward(l, scale);
    backward(l, label, scale, rate);
    return true;
}

static void shuffle(uint32_t *order, size_t count, struct tm__rng *rng)
{
    for (size_t i = count; i > 1; i--) {
        const size_t j = (size_t)tm__rng_below(rng, i);
        const uint32_t t = order[i - 1];

        order[i - 1] = order[j];
        order[j] = t;
    }
}

static tm_status learn_all(struct learner *l, const struct tm__sgd_data *data, uint32_t *order,
                           unsigned epochs, const char *stage, const tm_run *run, tm_error *err)
{
    const uint64_t total = (uint64_t)epochs * data->count;
    uint64_t done = 0;

    for (unsigned e = 0; e < epochs; e++) {
        shuffle(order, data->count, &l->rng);
        for (size_t i = 0; i < data->count; i++, done++) {
            const float rate = RATE * (1.0f - (float)done / (float)total);
            tm_status status = TM_OK;

            if (!learn_one(l, data->sample[order[i]].text, data->label[order[i]], rate))
                return tm__fail_memory(err, "training a language model");
            if (done % 1024 == 0)
                status = tm__progress(run, stage, done, total, err);
            if (status != TM_OK)
                return status;
        }
    }
    return TM_OK;
}

tm_status tm__sgd_learn(struct tm__sgd *sgd, const struct tm__sgd_data *data, unsigned epochs,
                        const char *stage, const tm_run *run, tm_error *err)
{
    struct learner learner = {.sgd = sgd};
    uint32_t *order = tm__alloc_array(data->count, sizeof *order);
    tm_status status;

    if (!order)
        return tm__fail_memory(err, "training a language model");
    memcpy(order, data->order, data->count * sizeof *order);
    tm__rng_seed(&learner.rng, run ? run->seed : 0, 1);
    status = learn_all(&learner, data, order, epochs, stage, run, err);
    tm__free(learner.ngram);
    tm__free(order);
    return status;
}
