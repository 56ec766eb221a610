#include "summarize/coverage.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

/* The transpose of the passages' concepts. */
static void invert(struct tm__coverage *s)
{
    const struct tm__concepts *c = s->concepts;
    uint64_t sum = 0;

    for (uint64_t e = 0; e < c->start[c->passages]; e++)
        s->holder_start[c->occurrence[e].concept]++;
    for (size_t k = 0; k <= c->count; k++) {
        const uint64_t here = s->holder_start[k];
        s->holder_start[k] = sum;
        sum += here;
    }
    for (size_t i = 0; i < c->passages; i++)
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            s->holder[s->holder_start[c->occurrence[e].concept]++] = (uint32_t)i;
    /* Each start has moved to the next one's place. */
    memmove(s->holder_start + 1, s->holder_start, c->count * sizeof *s->holder_start);
    s->holder_start[0] = 0;
}

/* All who hold concept k gain or lose its weight. */
static void change_gain(struct tm__coverage *s, uint32_t k, double weight, uint32_t fresh)
{
    for (uint64_t h = s->holder_start[k]; h < s->holder_start[k + 1]; h++) {
        s->gain[s->holder[h]] += weight;
        s->fresh[s->holder[h]] += fresh; /* -1 wraps around */
    }
}

tm_status tm__coverage_start(struct tm__coverage *s)
{
    const struct tm__concepts *c = s->concepts;
    const size_t n = c->passages;

    if (n > UINT32_MAX)
        return TM_EOVERFLOW;
    s->holder_start = tm__calloc(c->count + 1, sizeof *s->holder_start);
    s->holder = tm__alloc_array(c->start[n], sizeof *s->holder);
    s->gain = tm__calloc(n, sizeof *s->gain);
    s->fresh = tm__calloc(n, sizeof *s->fresh);
    s->covered = tm__calloc(c->count, sizeof *s->covered);
    s->out = tm__calloc(n, sizeof *s->out);
    if (!s->holder_start || !s->holder || !s->gain || !s->fresh || !s->covered || !s->out)
        return TM_ENOMEM;
    invert(s);
    for (size_t i = 0; i < n; i++) {
        double gain = 0;
        s->out[i] =
            s->passages->passage[i].repeated || s->passages->passage[i].guard == TM__GUARD_ASIDE;
        s->fresh[i] = (uint32_t)(c->start[i + 1] - c->start[i]);
        for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++)
            gain += s->ranking->weight[c->occurrence[e].concept];
        s->gain[i] = gain;
    }
    s->single = s->passages->own > 0 && s->passages->passage[s->passages->own - 1].document == 0;
    s->left = s->task->budget;
    return TM_OK;
}

static void cover(struct tm__coverage *s, size_t i)
{
    const struct tm__concepts *c = s->concepts;

    for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++) {
        const uint32_t k = c->occurrence[e].concept;
        if (s->covered[k]++ == 0)
            change_gain(s, k, -s->ranking->weight[k], UINT32_MAX);
    }
}

void tm__coverage_add_known(struct tm__coverage *s)
{
    for (size_t i = s->task->known_from; i < s->task->known_to; i++)
        cover(s, i);
}

void tm__coverage_release(struct tm__coverage *s)
{
    tm__free(s->holder_start);
    tm__free(s->holder);
    tm__free(s->gain);
    tm__free(s->fresh);
    tm__free(s->covered);
    tm__free(s->out);
}

/* Bytes that a passage takes, with the space before it unless it is the first. */
static size_t bytes_of(const struct tm__coverage *s, size_t i, size_t chosen)
{
    return s->passages->passage[i].length.bytes + (chosen > 0);
}

bool tm__coverage_fits(const struct tm__coverage *s, size_t i, size_t chosen)
{
    return s->left.sentences > 0 && s->passages->passage[i].length.words <= s->left.words &&
           bytes_of(s, i, chosen) <= s->left.bytes;
}

bool tm__coverage_has(const struct tm__coverage *s, size_t i)
{
    const uint64_t all = s->concepts->start[i + 1] - s->concepts->start[i];

    return (uint64_t)s->fresh[i] * 5 < all;
}

double tm__coverage_value(const struct tm__coverage *s, size_t i, size_t chosen)
{
    const struct tm__budget *b = &s->task->budget;
    /* Sums that were subtracted again may end a trace below 0. */
    const double gain = fmax(s->gain[i], 0);

    switch (s->task->objective) {
    case TM__OBJECTIVE_DIGEST:
        return s->ranking->repetition[i];
    case TM__OBJECTIVE_COST: {
        const double words = (double)s->passages->passage[i].length.words / (double)b->words;
        const double bytes = (double)bytes_of(s, i, chosen) / (double)b->bytes;
        return gain / fmax(words, bytes);
    }
    case TM__OBJECTIVE_F:
        break;
    }
    return (s->mass + gain) / (s->words + s->concepts->size[i] + s->task->expected);
}

void tm__coverage_choose(struct tm__coverage *s, size_t i, size_t chosen)
{
    s->left.words -= s->left.words == SIZE_MAX ? 0 : s->passages->passage[i].length.words;
    s->left.bytes -= s->left.bytes == SIZE_MAX ? 0 : bytes_of(s, i, chosen);
    s->left.sentences -= s->left.sentences != SIZE_MAX;
    s->mass += s->gain[i];
    s->words += s->concepts->size[i];
    s->out[i] = true;
    cover(s, i);
}

void tm__coverage_drop(struct tm__coverage *s, size_t i, size_t chosen)
{
    const struct tm__concepts *c = s->concepts;

    s->left.words += s->left.words == SIZE_MAX ? 0 : s->passages->passage[i].length.words;
    s->left.bytes += s->left.bytes == SIZE_MAX ? 0 : bytes_of(s, i, chosen);
    s->left.sentences += s->left.sentences != SIZE_MAX;
    s->words -= c->size[i];
    s->out[i] = false;
    for (uint64_t e = c->start[i]; e < c->start[i + 1]; e++) {
        const uint32_t k = c->occurrence[e].concept;
        if (--s->covered[k] == 0)
            change_gain(s, k, s->ranking->weight[k], 1);
    }
    s->mass -= s->gain[i];
}

double tm__coverage_worth(const struct tm__coverage *s)
{
    return s->task->objective == TM__OBJECTIVE_F ? s->mass / (s->words + s->task->expected)
                                                 : s->mass;
}

double tm__coverage_worth_with(const struct tm__coverage *s, size_t i)
{
    const double mass = s->mass + fmax(s->gain[i], 0);

    return s->task->objective == TM__OBJECTIVE_F
               ? mass / (s->words + s->concepts->size[i] + s->task->expected)
               : mass;
}
