/*
 * What sentences speak of. A concept is a stemmed word, or two of them in a row; a summary is good
 * if it covers the concepts that matter.
 */
#ifndef TM_SUMMARIZE_CONCEPTS_H
#define TM_SUMMARIZE_CONCEPTS_H

#include "summarize/reading.h"

#include <tm/linalg.h>

/* What is the same wherever a concept occurs. */
struct tm__concept {
    uint32_t part[2]; /* the concepts of a pair's words; a word's own id, twice */
    bool pair;        /* two words in a row */
    bool stop;        /* a stop word; two of them */
    bool digits;      /* a number; a pair with one */
};

/* A concept in a passage. */
struct tm__occurrence {
    uint32_t concept;
    uint32_t words;    /* of the passage up to its first occurrence, the concept's included */
    uint32_t count;    /* how often the passage holds it */
    uint32_t capitals; /* a word: how often capitalised elsewhere than in the first place */
};

struct tm__concepts {
    size_t passages;
    size_t count;                      /* concepts, with ids in order of arrival */
    struct tm__concept *of;            /* [count] */
    uint64_t *start;                   /* [passages + 1] */
    struct tm__occurrence *occurrence; /* [start[passages]] each concept once a passage, by first
                                          occurrence */
    uint32_t *size;                    /* [passages] words (of the analyser) */

    /* Passages as vectors of their content words (no stop words): tf * idf, of length 1. */
    tm_sparse *rows;
};

/* The concepts of passages that were read. Zeroed concepts in; release them on failure too. Errors:
 * TM_ENOMEM, TM_EOVERFLOW. */
tm_status tm__concepts_find(struct tm__concepts *concepts, const struct tm__reading *reading,
                            tm_error *err);
void tm__concepts_release(struct tm__concepts *concepts);

#endif
