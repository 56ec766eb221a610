/* How much phrases stand for the documents that hold them. */
#ifndef TM_CLUSTER_PHRASE_EVIDENCE_H
#define TM_CLUSTER_PHRASE_EVIDENCE_H

#include "cluster/phrases.h"

/*
 * Set weight and loose of phrases[from..size), which were found in some documents.
 *
 * A headline is its words, but two articles share a piece of a sentence more often than a name of
 * what they are about. So what stands once far down in a long text stands for less of it than what
 * it begins with and comes back to; an article goes on with the last word of a name.
 *
 * @param document  [count]
 * Errors: TM_ENOMEM. Cost O(words).
 */
tm_status tm__phrase_evidence(struct tm__phrases *phrases, size_t from, const uint32_t *document,
                              size_t count);

#endif
