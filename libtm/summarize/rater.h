/*
 * The classic methods of summarising. Each rates sentences; the best that fits is taken until
 * nothing fits, and a method may change its mind about the others after each.
 */
#ifndef TM_SUMMARIZE_RATER_H
#define TM_SUMMARIZE_RATER_H

#include "summarize/bags.h"

/* One method at work. */
struct tm__rating {
    const struct tm__bags *bags;
    uint64_t seed;
    double *score;  /* [count] high is good; set by start() where there is no value() */
    double *weight; /* [terms, or pairs if those are more] the method's, zeroed */
    double *other;  /* [count, terms or pairs, whatever is most] the same */
    double total;   /* the method's, zero */
};

struct tm__rater {
    bool pairs; /* looks at pairs of words */
    /* Errors: TM_ENOMEM, TM_ECANCELLED. */
    tm_status (*start)(struct tm__rating *rating, const tm_run *run, tm_error *err);
    double (*value)(const struct tm__rating *rating, size_t sentence); /* NULL: the score */
    void (*choose)(struct tm__rating *rating, size_t sentence);        /* NULL: nothing changes */
};

extern const struct tm__rater tm__rater_lead, tm__rater_random, tm__rater_luhn, tm__rater_edmundson,
    tm__rater_lexrank, tm__rater_textrank, tm__rater_textrank_bm25, tm__rater_lsa,
    tm__rater_sumbasic, tm__rater_kl, tm__rater_centroid, tm__rater_mmr, tm__rater_bigrams;

/* Zeroed rating in; release it on failure too. */
tm_status tm__rating_start(struct tm__rating *rating, const struct tm__rater *rater,
                           const struct tm__bags *bags, const tm_run *run, tm_error *err);
double tm__rating_value(const struct tm__rating *rating, const struct tm__rater *rater,
                        size_t sentence);
void tm__rating_choose(struct tm__rating *rating, const struct tm__rater *rater, size_t sentence);
void tm__rating_release(struct tm__rating *rating);

#endif
