/* Phrases that could name a cluster. */
#ifndef TM_CLUSTER_PHRASES_H
#define TM_CLUSTER_PHRASES_H

#include "phrases/ngrams.h"

enum { TM__LEAD_WORDS = 50 /* that a text begins with; a shorter one tells nothing else */ };

/* A run of words that occurs in `inside` documents of its cluster. */
struct tm__phrase {
    uint64_t hash, at; /* as in struct tm__ngram */
    uint32_t length, inside;
    uint32_t content; /* words that are no stop words */
    bool fragment;    /* nearly always goes on, in more words than a label has */
    bool loose;       /* looks like a piece of a sentence */
    double weight;    /* of the documents inside, how much it stands for each */
    double word;      /* how specific the most specific of its words is */
    double weakest;   /* and the least specific; of words that are no stop words */
    double prior;     /* how many documents that weighs */
    double score;
};

struct tm__phrases {
    struct tm__phrase *phrase; /* [size] */
    size_t size, capacity;
    const struct tm__tokens *tokens;
    const tm_text *documents; /* [tokens->documents] */
    const char *language;
    const bool *name;      /* [tokens->terms] which words are names */
    uint32_t *seen, *last; /* [terms] documents of the cluster that hold a term; scratch */
    uint32_t *alone;       /* [terms] how often a form in -ing tells of no noun behind it */
    uint32_t *touched;     /* [terms] terms that were seen */
    size_t count;
    uint32_t *mentions; /* [terms] of a term in a document; 0 between documents */
    bool *starts;       /* [terms] a phrase starts with it; false between clusters */
};

/* language as in tm_analyzer_options; name may be NULL, as for tm__is_noun_phrase(). */
bool tm__phrases_start(struct tm__phrases *phrases, const struct tm__tokens *tokens,
                       const tm_text *documents, const char *language, const bool *name);
void tm__phrases_release(struct tm__phrases *phrases);

/*
 * Append the candidates of a cluster: runs of 1 to 4 words, no stop word at an edge, not
 * numbers alone, in at least two of its documents, and not part of a longer candidate that is
 * nearly as frequent; fragments of runs of 5 or 6 words are marked. At most a few hundred, the most
 * frequent and longest.
 * @param document  [count] the documents of the cluster, rising
 * Errors: TM_ENOMEM. Cost O(words).
 */
tm_status tm__phrases_collect(struct tm__phrases *phrases, const uint32_t *document, size_t count);

/*
 * How much likelier a phrase is inside than outside, 0 to 1: what would be spread evenly over all
 * documents is worth nothing.
 * @param total  documents in all that hold it
 * @param share  the cluster's share of all documents
 */
double tm__phrase_specific(uint32_t inside, uint32_t total, double share);
/* What a phrase is worth more for its words, 1 to 4 that are no stop words: it tells more. */
double tm__phrase_bonus(uint32_t words);
/*
 * How well a phrase names a cluster: what it stands for of the documents, times how specific it is,
 * times a bonus for longer ones. Two long texts share runs of words by chance that are nowhere
 * else, so that a run tells less of how specific it is than its words do. A fragment is worth half,
 * what is loose a quarter.
 */
double tm__phrase_worth(const struct tm__phrase *phrase, uint32_t total, double share);

#endif
