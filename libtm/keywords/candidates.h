/* Runs of words that could be key phrases. */
#ifndef TM_KEYWORDS_CANDIDATES_H
#define TM_KEYWORDS_CANDIDATES_H

#include "keywords/facts.h"
#include "phrases/ngrams.h"

struct tm__candidate {
    uint64_t hash, at; /* as in struct tm__ngram */
    uint32_t length;   /* words */
    uint32_t count;    /* occurrences */
    uint32_t names;    /* that are a run of words with capitals, and no longer one */
    uint32_t chunks;   /* that are a run between stop words, and no longer one */
    uint32_t pieces;   /* that are a piece of a sentence: a verb, an adverb, no noun phrase */
    uint32_t around;   /* occurrences of the most frequent longer candidate that it is part of */
    double first;      /* the earliest occurrence, as a share of its document, [0, 1) */
    double score;      /* higher is better; 0: no candidate after all */
};

struct tm__candidates {
    struct tm__ngrams runs;          /* mark: where the candidate is in the array */
    struct tm__candidate *candidate; /* [count] in order of their first occurrence */
    size_t count, capacity;
};

/*
 * All runs of up to `longest` words that neither start nor end with a stop word, in half of a
 * hyphenated word, or with a number (a name may end with one), scored 0. Zeroed candidates in;
 * release them on failure too. Errors: TM_ENOMEM.
 */
tm_status tm__candidates_find(struct tm__candidates *candidates, const struct tm__tokens *tokens,
                              const tm_text *documents, uint32_t longest, tm_error *err);
void tm__candidates_release(struct tm__candidates *candidates);

/* Score those that are mostly no noun phrases 0, if others are left. */
void tm__candidates_prefer_nouns(struct tm__candidates *candidates);

/* Is it a single word, a name, or there more than once? */
bool tm__candidate_holds(const struct tm__candidate *candidate);

#endif
