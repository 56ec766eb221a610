/* Sentences as the classic methods get them. */
#ifndef RATER_SAMPLE_H
#define RATER_SAMPLE_H

#include "reading_sample.h"
#include "summarize/rater.h"

#include <math.h>
#include <string.h>

enum { SAMPLE_MOST = 16 };

struct rater_sample {
    struct tm__bags bags;
    struct tm__rating rating;
    const struct tm__rater *rater;
};

/* Read sentences, up to NULL, of documents[i] (NULL: one document). */
static inline void sample_bags(struct tm__bags *bags, const char *const *sentences,
                               const size_t *documents)
{
    static const size_t one[SAMPLE_MOST];
    size_t sentence[SAMPLE_MOST], count = 0;
    tm_text text[SAMPLE_MOST] = {{NULL, 0}};
    struct tm__reading reading;
    struct tm__bag_choice choice = {0, sentence, text, documents ? documents : one};

    for (; sentences[count]; count++) {
        text[count] = (tm_text){sentences[count], strlen(sentences[count])};
        sentence[count] = count;
    }
    choice.count = count;
    memset(bags, 0, sizeof *bags);
    cr_assert_eq(sample_reading(&reading, text, count), TM_OK, "read");
    cr_assert_eq(tm__bags_make(bags, &reading, &choice, true, NULL), TM_OK, "make");
    tm__reading_release(&reading);
}

static inline void rater_start(struct rater_sample *s, const struct tm__rater *rater,
                               const char *const *sentences, const size_t *documents)
{
    memset(s, 0, sizeof *s);
    sample_bags(&s->bags, sentences, documents);
    s->rater = rater;
    cr_assert_eq(tm__rating_start(&s->rating, rater, &s->bags, NULL, NULL), TM_OK, "start");
}

static inline double rater_value(const struct rater_sample *s, size_t sentence)
{
    return tm__rating_value(&s->rating, s->rater, sentence);
}

static inline void rater_choose(struct rater_sample *s, size_t sentence)
{
    tm__rating_choose(&s->rating, s->rater, sentence);
}

static inline void rater_end(struct rater_sample *s)
{
    tm__rating_release(&s->rating);
    tm__bags_release(&s->bags);
}

/* For a FAULT_LOOP. */
static inline tm_status rate_once(const struct tm__rater *rater, const struct tm__bags *bags)
{
    struct tm__rating rating = {.bags = NULL};
    const tm_status status = tm__rating_start(&rating, rater, bags, NULL, NULL);

    tm__rating_release(&rating);
    return status;
}

/* Sentences without a word and no sentence at all are rated too, and memory may run out. */
static inline void rater_edges(const struct tm__rater *rater)
{
    static const char *const none[] = {NULL}, *const stops[] = {"He was it.", "The a of.", NULL},
                             *const some[] = {"Storm floods coast road.", "The coast road.",
                                              "It is.", NULL};
    struct rater_sample s;

    rater_start(&s, rater, none, NULL);
    rater_end(&s);
    rater_start(&s, rater, stops, NULL);
    for (size_t i = 0; i < 2; i++) {
        cr_expect(isfinite(rater_value(&s, i)), "a number for %zu", i);
        rater_choose(&s, i);
    }
    rater_end(&s);
    fault_install();
    sample_bags(&s.bags, some, NULL);
    FAULT_LOOP(rate_once(rater, &s.bags));
    tm__bags_release(&s.bags);
    cr_expect_eq(fault_live, 0, "nothing left");
}

#endif
