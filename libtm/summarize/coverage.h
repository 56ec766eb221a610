/* Which concepts the sentences chosen so far hold, and what each other would add. */
#ifndef TM_SUMMARIZE_COVERAGE_H
#define TM_SUMMARIZE_COVERAGE_H

#include "summarize/selection.h"

struct tm__coverage {
    const struct tm__passages *passages;
    const struct tm__concepts *concepts;
    const struct tm__ranking *ranking;
    const struct tm__task *task;
    uint64_t *holder_start; /* [concepts + 1] */
    uint32_t *holder;       /* passages that hold each concept, rising */
    double *gain;           /* [passages] weight of its concepts that are not covered yet */
    uint32_t *fresh;        /* [passages] how many those are */
    uint32_t *covered;      /* [concepts] how many of the chosen hold it */
    bool *out;              /* [passages] chosen, or never to be */
    bool single;            /* one document, not several on one matter */
    double mass, words;     /* covered weight and analyser's words of what is chosen */
    struct tm__budget left;
};

/*
 * Nothing is chosen. Passages, concepts, ranking and task are set by the caller, who keeps them;
 * the rest is zero. Released by the caller, also after an error. Errors: TM_ENOMEM, TM_EOVERFLOW.
 */
tm_status tm__coverage_start(struct tm__coverage *s);
void tm__coverage_release(struct tm__coverage *s);
/* What the reader knows is covered. */
void tm__coverage_add_known(struct tm__coverage *s);

/* Is there room for passage i beside `chosen` others? */
bool tm__coverage_fits(const struct tm__coverage *s, size_t i, size_t chosen);
/* Less than a fifth of its concepts are new: another version of what is chosen. */
bool tm__coverage_has(const struct tm__coverage *s, size_t i);
/* What the task's objective says of passage i as number `chosen` from 0. */
double tm__coverage_value(const struct tm__coverage *s, size_t i, size_t chosen);
/* What the whole choice is worth. */
double tm__coverage_worth(const struct tm__coverage *s);
/* And with passage i. */
double tm__coverage_worth_with(const struct tm__coverage *s, size_t i);

/* Choose passage i as number `chosen` from 0. Cost O(who holds its concepts). */
void tm__coverage_choose(struct tm__coverage *s, size_t i, size_t chosen);
/* Undo a choice, of which `chosen` others are left. */
void tm__coverage_drop(struct tm__coverage *s, size_t i, size_t chosen);

#endif
