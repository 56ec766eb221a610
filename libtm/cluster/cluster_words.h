/*
 * How often words are in clusters: a table for each cluster, so that what a row asks of one lies
 * together, and in as much memory as there are words in it.
 */
#ifndef TM_CLUSTER_CLUSTER_WORDS_H
#define TM_CLUSTER_CLUSTER_WORDS_H

#include "cluster/word_table.h"

struct tm__cluster_words {
    struct tm__word_table *of; /* [clusters] */
    size_t clusters;
};

/* Clusters without words. False when memory is out; it is to be released then, too. */
bool tm__cluster_words_new(struct tm__cluster_words *x, size_t clusters, struct tm__pool *pool);
/* Pools have the cells until they are reset or released. */
void tm__cluster_words_release(struct tm__cluster_words *x);

/*
 * A cluster has a word so many times more, modulo 2^32: less works, too. Threads may count in
 * clusters of their own, each with a pool. False when memory is out; nothing is counted then.
 */
bool tm__cluster_words_add(const struct tm__cluster_words *x, struct tm__pool *pool,
                           uint32_t cluster, uint32_t word, uint32_t count);

#endif
