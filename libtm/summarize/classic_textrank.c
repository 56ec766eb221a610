#include "base/memory.h"
#include "base/status.h"
#include "summarize/rater.h"
#include "summarize/walk.h"

#include <math.h>

/* Which sentences hold a word, and how often. */
struct overlaps {
    const struct tm__bags *bags;
    uint64_t *first;   /* [terms + 1] */
    uint32_t *holder;  /* [words] sentences, rising */
    uint32_t *count;   /* [words] */
    double *shared;    /* [sentences] with the one that is looked at, zero between */
    double *log_words; /* [sentences] */
};

/*
 * Words that two sentences share over the logarithms of their lengths (Mihalcea & Tarau 2004). The
 * lengths do not come apart into factors, so every pair is computed, each time anew: a matrix of
 * them would need n^2 memory.
 */
static void multiply(double *out, const double *z, void *ctx)
{
    const struct overlaps *o = ctx;
    const struct tm__bags *b = o->bags;

    for (size_t i = 0; i < b->count; i++) {
        double sum = 0;
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            const struct tm__bag_word *w = &b->word[e];
            for (uint64_t h = o->first[w->term]; h < o->first[w->term + 1]; h++)
                o->shared[o->holder[h]] += o->count[h] < w->count ? o->count[h] : w->count;
        }
        o->shared[i] = 0;
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++)
            for (uint64_t h = o->first[b->word[e].term]; h < o->first[b->word[e].term + 1]; h++) {
                const size_t j = o->holder[h];
                const double lengths = o->log_words[i] + o->log_words[j];
                if (lengths > 0)
                    sum += z[j] * o->shared[j] / lengths;
                o->shared[j] = 0; /* so that it counts once */
            }
        out[i] = sum;
    }
}

static void invert(struct overlaps *o)
{
    const struct tm__bags *b = o->bags;

    for (uint64_t e = 0; e < b->start[b->count]; e++)
        o->first[b->word[e].term + 1]++;
    for (size_t k = 0; k < b->terms; k++)
        o->first[k + 1] += o->first[k];
    for (size_t i = 0; i < b->count; i++)
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
            const uint64_t at = o->first[b->word[e].term]++;
            o->holder[at] = (uint32_t)i;
            o->count[at] = b->word[e].count;
        }
    for (size_t k = b->terms; k > 0; k--)
        o->first[k] = o->first[k - 1];
    o->first[0] = 0;
    for (size_t i = 0; i < b->count; i++)
        o->log_words[i] = b->sentence[i].size ? log(b->sentence[i].size) : 0;
}

static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    const struct tm__bags *b = rating->bags;
    const uint64_t words = b->start[b->count];
    struct overlaps o = {.bags = b};
    tm_status status;

    o.first = tm__calloc(b->terms + 1, sizeof *o.first);
    o.holder = tm__alloc_array(words, sizeof *o.holder);
    o.count = tm__alloc_array(words, sizeof *o.count);
    o.shared = tm__calloc(b->count, sizeof *o.shared);
    o.log_words = tm__alloc_array(b->count, sizeof *o.log_words);
    if (o.first && o.holder && o.count && o.shared && o.log_words) {
        invert(&o);
        status = tm__walk(rating->score, b->count, multiply, &o, 0.85, run, err);
    } else {
        status = tm__fail_memory(err, "ranking sentences");
    }
    tm__free(o.first);
    tm__free(o.holder);
    tm__free(o.count);
    tm__free(o.shared);
    tm__free(o.log_words);
    return status;
}

const struct tm__rater tm__rater_textrank = {.start = start};
