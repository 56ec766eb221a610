/* A text as those who score phrases get it. */
#ifndef KEYWORD_SAMPLE_H
#define KEYWORD_SAMPLE_H

#include "fault_alloc.h"
#include "keywords/scorers.h"

#include <string.h>

struct sample {
    tm_text text;
    struct tm__tokens tokens;
    struct tm__facts facts;
    struct tm__candidates candidates;
};

static inline void sample_start(struct sample *s, const char *text)
{
    memset(s, 0, sizeof *s);
    s->text = (tm_text){text, strlen(text)};
    cr_assert_eq(tm__tokens_read(&s->tokens, &s->text, 1, "en", NULL, true, NULL, NULL), TM_OK,
                 "read");
    cr_assert_eq(tm__facts_find(&s->facts, &s->tokens, &s->text, "en", NULL, NULL), TM_OK, "facts");
    cr_assert_eq(tm__candidates_find(&s->candidates, &s->tokens, &s->text, 4, NULL), TM_OK, "runs");
}

static inline void sample_end(struct sample *s)
{
    tm__tokens_release(&s->tokens);
    tm__facts_release(&s->facts);
    tm__candidates_release(&s->candidates);
}

/* The candidate that is written so where it stands first, or NULL. */
static inline const struct tm__candidate *sample_find(const struct sample *s, const char *phrase)
{
    for (size_t i = 0; i < s->candidates.count; i++) {
        const struct tm__candidate *c = &s->candidates.candidate[i];
        const struct tm__token *first = &s->tokens.token[c->at], *last = first + c->length - 1;
        if (last->start + last->size - first->start == strlen(phrase) &&
            memcmp(s->text.data + first->start, phrase, strlen(phrase)) == 0)
            return c;
    }
    return NULL;
}

static inline double sample_score(const struct sample *s, const char *phrase)
{
    const struct tm__candidate *c = sample_find(s, phrase);

    cr_assert(c != NULL, "%s is no candidate", phrase);
    return c->score;
}

#endif
