/* Phrases that could name a cluster. */
#ifndef TM_CLUSTER_PHRASES_H
#define TM_CLUSTER_PHRASES_H

#include "phrases/ngrams.h"

/* A run of words that occurs in `inside` documents of its cluster. */
struct tm__phrase {
    uint64_t hash, at; /* as in struct tm__ngram */
    uint32_t length, inside;
    bool fragment; /* nearly always goes on, in more words than a label has */
    double score;
};

struct tm__phrases {
    struct tm__phrase *phrase; /* [size] */
    size_t size, capacity;
    uint32_t *seen, *last; /* [terms] documents of the cluster that hold a term; scratch */
    uint32_t *touched;     /* [terms] terms that were seen */
    size_t count;
};

bool tm__phrases_start(struct tm__phrases *phrases, const struct tm__tokens *tokens);
void tm__phrases_release(struct tm__phrases *phrases);

/*
 * Append the candidates of a cluster: runs of 1 to 4 words, no stop word at an edge, not
 * numbers alone, in at least two of its documents, and not part of a longer candidate that is
 * nearly as frequent; fragments of runs of 5 or 6 words are marked. At most a few hundred, the most
 * frequent and longest.
 * @param document  [count] the documents of the cluster, rising
 * Errors: TM_ENOMEM. Cost O(words).
 */
tm_status tm__phrases_collect(struct tm__phrases *phrases, const struct tm__tokens *tokens,
                              const uint32_t *document, size_t count);

/*
 * How well a phrase names a cluster: documents inside that hold it, times how much likelier it is
 * inside than outside, times a bonus for longer ones.
 * @param total  documents in all that hold it
 * @param share  the cluster's share of all documents
 */
double tm__phrase_score(uint32_t length, uint32_t inside, uint32_t total, double share);
/* The same of a candidate; a fragment is worth half. */
double tm__phrase_worth(const struct tm__phrase *phrase, uint32_t total, double share);

#endif
