/* A hash table of runs of words, counted by document. */
#ifndef TM_PHRASES_NGRAMS_H
#define TM_PHRASES_NGRAMS_H

#include "phrases/tokens.h"

enum { TM__LONGEST_NGRAM = 4 };

struct tm__ngram {
    uint64_t hash;
    uint64_t at;        /* its first occurrence: a place in tokens->token */
    uint32_t length;    /* words; 0: the slot is free */
    uint32_t documents; /* that hold it */
    uint32_t last;      /* the document it was met in last */
    uint32_t mark;      /* the caller's */
};

struct tm__ngrams {
    const struct tm__tokens *tokens;
    struct tm__ngram *slot; /* [slots], a power of two, at most half full */
    size_t slots, count;
};

void tm__ngrams_start(struct tm__ngrams *ngrams, const struct tm__tokens *tokens);
void tm__ngrams_release(struct tm__ngrams *ngrams);

/* The hash of a run from that of the run without its last word; start with 0. */
uint64_t tm__ngram_hash(uint64_t hash, uint32_t term);

/* Is the run of `length` words at `at` also at `place`, in a document that ends at `end`? */
bool tm__ngram_occurs(const struct tm__tokens *tokens, uint64_t at, uint32_t length, uint64_t place,
                      uint64_t end);

/* The entry of the run of `length` words at `at`, or NULL. */
struct tm__ngram *tm__ngrams_find(const struct tm__ngrams *ngrams, uint64_t hash, uint64_t at,
                                  uint32_t length);
/* The same, made if it is not there, with no documents. NULL: memory is out. Entries move. */
struct tm__ngram *tm__ngrams_add(struct tm__ngrams *ngrams, uint64_t hash, uint64_t at,
                                 uint32_t length);
/* Count a document once. */
void tm__ngram_meet(struct tm__ngram *ngram, uint32_t document);

#endif
