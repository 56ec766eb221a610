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
    uint32_t *shared;  /* [sentences] words with the one that is looked at, zero between */
    uint32_t *met;     /* [sentences + 1] those that share some; one more is written than counted */
    double *log_words; /* [sentences] */
};

/* Sentences share `count` of a word, or as many as they have; `met` share some already. */
static size_t meet_holders(const struct overlaps *o, uint32_t term, uint32_t count, size_t met)
{
    for (uint64_t h = o->first[term]; h < o->first[term + 1]; h++) {
        const uint32_t j = o->holder[h];
        o->met[met] = j;
        met += o->shared[j] == 0;
        o->shared[j] += o->count[h] < count ? o->count[h] : count;
    }
    return met;
}

/* The same of a word that the sentence has once, as it has most. */
static size_t meet_once(const struct overlaps *o, uint32_t term, size_t met)
{
    uint32_t *const shared = o->shared, *const list = o->met;
    const uint32_t *const end = o->holder + o->first[term + 1];

    for (const uint32_t *h = o->holder + o->first[term]; h < end; h++) {
        const uint32_t j = *h, before = shared[j];
        list[met] = j;
        met += before == 0;
        shared[j] = before + 1;
    }
    return met;
}

/* Those who share words with sentence i, in the order in which they are met; how many. */
static size_t meet(const struct overlaps *o, size_t i)
{
    const struct tm__bags *b = o->bags;
    size_t met = 0;

    for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++) {
        const struct tm__bag_word *w = &b->word[e];
        met = w->count == 1 ? meet_once(o, w->term, met) : meet_holders(o, w->term, w->count, met);
    }
    return met;
}

/*
 * Words that two sentences share over the logarithms of their lengths (Mihalcea & Tarau 2004). The
 * lengths do not come apart into factors, so every pair is computed, each time anew: a matrix of
 * them would need n^2 memory.
 */
static void multiply(double *out, const double *z, void *ctx)
{
    const struct overlaps *o = ctx;

    for (size_t i = 0; i < o->bags->count; i++) {
        const size_t met = meet(o, i);
        double sum = 0;
        o->shared[i] = 0; /* not with itself */
        for (size_t k = 0; k < met; k++) {
            const size_t j = o->met[k];
            const double lengths = o->log_words[i] + o->log_words[j];
            if (lengths > 0)
                sum += z[j] * o->shared[j] / lengths;
            o->shared[j] = 0;
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
    o.met = tm__alloc_array(b->count + 1, sizeof *o.met);
    o.log_words = tm__alloc_array(b->count, sizeof *o.log_words);
    if (o.first && o.holder && o.count && o.shared && o.met && o.log_words) {
        invert(&o);
        status = tm__walk(rating->score, b->count, multiply, &o, 0.85, run, err);
    } else {
        status = tm__fail_memory(err, "ranking sentences");
    }
    tm__free(o.first);
    tm__free(o.holder);
    tm__free(o.count);
    tm__free(o.shared);
    tm__free(o.met);
    tm__free(o.log_words);
    return status;
}

const struct tm__rater tm__rater_textrank = {.start = start};
