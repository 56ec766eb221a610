#include "base/memory.h"
#include "base/status.h"
#include "summarize/rater.h"
#include "summarize/walk.h"

#include <math.h>
#include <string.h>

/*
 * Words that two sentences share over the logarithms of their lengths (Mihalcea & Tarau 2004). The
 * sum of two logarithms does not come apart into factors, but sentences of one length have the
 * same: z is added up for each word and length, and a sentence reads these sums instead of other
 * sentences. A word that is shared as often as both have it is one word a time: "said", "said a
 * second time". Each of these is called a share here.
 */
struct overlaps {
    const struct tm__bags *bags;
    size_t lengths;       /* different ones */
    uint32_t *length_of;  /* [sentences] which it has, rising with the length */
    double *log_words;    /* [lengths] */
    double *met;          /* [lengths] z of those who share, each as often as it does */
    size_t shares;        /* different ones */
    uint64_t *first_sum;  /* [shares + 1] */
    uint32_t *sum_length; /* [first_sum[shares]] rising within a share */
    double *sum;          /* z of those of a length who have a share */
    uint64_t *start;      /* [sentences + 1] */
    uint32_t *share;      /* [start[sentences]] what each sentence has */
    uint64_t *own;        /* the sum that it is in */
};

static void add_up(const struct overlaps *o, const double *z)
{
    memset(o->sum, 0, o->first_sum[o->shares] * sizeof *o->sum);
    for (size_t i = 0; i < o->bags->count; i++)
        for (uint64_t e = o->start[i]; e < o->start[i + 1]; e++)
            o->sum[o->own[e]] += z[i];
}

/* What sentence i meets in the others, by their length. */
static void meet(const struct overlaps *o, size_t i, double z)
{
    memset(o->met, 0, o->lengths * sizeof *o->met);
    for (uint64_t e = o->start[i]; e < o->start[i + 1]; e++) {
        const uint64_t end = o->first_sum[o->share[e] + 1];
        for (uint64_t s = o->first_sum[o->share[e]]; s < end; s++)
            o->met[o->sum_length[s]] += s == o->own[e] ? o->sum[s] - z : o->sum[s];
    }
}

static void multiply(double *out, const double *z, void *ctx)
{
    const struct overlaps *o = ctx;

    add_up(o, z);
    for (size_t i = 0; i < o->bags->count; i++) {
        double sum = 0;
        meet(o, i, z[i]);
        for (size_t l = 0; l < o->lengths; l++) {
            const double words = o->log_words[o->length_of[i]] + o->log_words[l];
            if (words > 0)
                sum += o->met[l] / words;
        }
        out[i] = sum;
    }
}

/* number: [longest + 1] zeroed */
static void number_lengths(struct overlaps *o, uint32_t *number, size_t longest)
{
    const struct tm__bags *b = o->bags;

    for (size_t i = 0; i < b->count; i++)
        number[b->sentence[i].size] = 1;
    for (size_t size = 0; size <= longest; size++) {
        if (!number[size])
            continue;
        o->log_words[o->lengths] = size ? log((double)size) : 0;
        number[size] = (uint32_t)o->lengths++;
    }
    for (size_t i = 0; i < b->count; i++)
        o->length_of[i] = number[b->sentence[i].size];
}

static bool find_lengths(struct overlaps *o)
{
    const struct tm__bags *b = o->bags;
    size_t longest = 0;
    uint32_t *number;

    for (size_t i = 0; i < b->count; i++)
        longest = b->sentence[i].size > longest ? b->sentence[i].size : longest;
    number = tm__calloc(longest + 1, sizeof *number);
    o->length_of = tm__alloc_array(b->count, sizeof *o->length_of);
    o->log_words = tm__alloc_array(b->count, sizeof *o->log_words);
    if (number && o->length_of && o->log_words) {
        number_lengths(o, number, longest);
        o->met = tm__alloc_array(o->lengths, sizeof *o->met);
    }
    tm__free(number);
    return o->met != NULL;
}

/* Sentences in the order of their lengths. next: [lengths + 1] zeroed */
static void sort_by_length(const struct overlaps *o, uint32_t *order, uint64_t *next)
{
    for (size_t i = 0; i < o->bags->count; i++)
        next[o->length_of[i] + 1]++;
    for (size_t l = 0; l < o->lengths; l++)
        next[l + 1] += next[l];
    for (size_t i = 0; i < o->bags->count; i++)
        order[next[o->length_of[i]]++] = (uint32_t)i;
}

/* Numbers for the times of each term. first: [terms + 1] zeroed */
static void number_shares(struct overlaps *o, uint32_t *first)
{
    const struct tm__bags *b = o->bags;
    uint32_t shares = 0;

    for (uint64_t e = 0; e < b->start[b->count]; e++)
        if (b->word[e].count > first[b->word[e].term])
            first[b->word[e].term] = b->word[e].count;
    for (size_t k = 0; k < b->terms; k++) {
        const uint32_t times = first[k];
        first[k] = shares;
        shares += times;
    }
    o->shares = shares;
}

static void list_shares(struct overlaps *o, const uint32_t *first)
{
    const struct tm__bags *b = o->bags;
    uint64_t end = 0;

    for (size_t i = 0; i < b->count; i++) {
        for (uint64_t e = b->start[i]; e < b->start[i + 1]; e++)
            for (uint32_t t = 0; t < b->word[e].count; t++)
                o->share[end++] = first[b->word[e].term] + t;
        o->start[i + 1] = end;
    }
}

/* The sums of a share stand in the order of their lengths. last: [shares] 1 + the length that was
 * met last, zeroed */
static void make_sums(struct overlaps *o, const uint32_t *order, uint32_t *last)
{
    const size_t n = o->bags->count;

    for (size_t k = 0; k < n; k++) {
        const uint32_t i = order[k], length = o->length_of[i] + 1;
        for (uint64_t e = o->start[i]; e < o->start[i + 1]; e++) {
            o->first_sum[o->share[e] + 1] += last[o->share[e]] != length;
            last[o->share[e]] = length;
        }
    }
    for (size_t s = 0; s < o->shares; s++)
        o->first_sum[s + 1] += o->first_sum[s];
    memset(last, 0, o->shares * sizeof *last);
    for (size_t k = 0; k < n; k++) {
        const uint32_t i = order[k], length = o->length_of[i] + 1;
        for (uint64_t e = o->start[i]; e < o->start[i + 1]; e++) {
            uint64_t *const end = &o->first_sum[o->share[e]]; /* moves to where the next begin */
            *end += last[o->share[e]] != length;
            last[o->share[e]] = length;
            o->own[e] = *end - 1;
            o->sum_length[*end - 1] = length - 1;
        }
    }
    memmove(o->first_sum + 1, o->first_sum, o->shares * sizeof *o->first_sum);
    o->first_sum[0] = 0;
}

static bool find_shares(struct overlaps *o)
{
    const struct tm__bags *b = o->bags;
    uint32_t *const first = tm__calloc(b->terms + 1, sizeof *first);
    uint32_t *const order = tm__alloc_array(b->count, sizeof *order);
    uint64_t *const next = tm__calloc(o->lengths + 1, sizeof *next);
    uint32_t *last = NULL;
    uint64_t times = 0;
    bool ok = false;

    for (uint64_t e = 0; e < b->start[b->count]; e++)
        times += b->word[e].count;
    o->start = tm__calloc(b->count + 1, sizeof *o->start);
    o->share = tm__alloc_array(times, sizeof *o->share);
    o->own = tm__alloc_array(times, sizeof *o->own);
    o->sum = tm__alloc_array(times, sizeof *o->sum);
    o->sum_length = tm__alloc_array(times, sizeof *o->sum_length);
    if (first && order && next && o->start && o->share && o->own && o->sum && o->sum_length) {
        number_shares(o, first);
        list_shares(o, first);
        sort_by_length(o, order, next);
        last = tm__calloc(o->shares, sizeof *last);
        o->first_sum = tm__calloc(o->shares + 1, sizeof *o->first_sum);
        ok = last && o->first_sum;
        if (ok)
            make_sums(o, order, last);
    }
    tm__free(first);
    tm__free(order);
    tm__free(next);
    tm__free(last);
    return ok;
}

static tm_status start(struct tm__rating *rating, const tm_run *run, tm_error *err)
{
    struct overlaps o = {.bags = rating->bags};
    const tm_status status =
        find_lengths(&o) && find_shares(&o)
            ? tm__walk(rating->score, o.bags->count, multiply, &o, 0.85, run, err)
            : tm__fail_memory(err, "ranking sentences");

    tm__free(o.length_of);
    tm__free(o.log_words);
    tm__free(o.met);
    tm__free(o.first_sum);
    tm__free(o.sum_length);
    tm__free(o.sum);
    tm__free(o.start);
    tm__free(o.share);
    tm__free(o.own);
    return status;
}

const struct tm__rater tm__rater_textrank = {.start = start};
