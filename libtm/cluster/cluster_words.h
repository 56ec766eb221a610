/*
 * How often words are in clusters: a table for each cluster, so that what a row asks of one lies
 * together, and in as much memory as there are words in it.
 */
#ifndef TM_CLUSTER_CLUSTER_WORDS_H
#define TM_CLUSTER_CLUSTER_WORDS_H

#include "base/pool.h"
#include "base/prefetch.h"

#include <stdbool.h>
#include <stdint.h>

struct tm__word_count {
    uint32_t word; /* + 1; 0: free */
    uint32_t count;
};

/* Half of the cells are free, or more. */
struct tm__word_table {
    struct tm__word_count *cell; /* [1 << bits] */
    uint32_t used, bits;
};

struct tm__cluster_words {
    struct tm__word_table *of; /* [clusters] */
    size_t clusters;
    struct tm__pool pool;
};

/* Clusters without words. False when memory is out; it is to be released then, too. */
bool tm__cluster_words_new(struct tm__cluster_words *x, size_t clusters);
void tm__cluster_words_release(struct tm__cluster_words *x);

/*
 * A cluster has a word so many times more, modulo 2^32: less works, too. False when memory is out;
 * nothing is counted then.
 */
bool tm__cluster_words_add(struct tm__cluster_words *x, uint32_t cluster, uint32_t word,
                           uint32_t count);

/* Where a word is, if no other was there first. */
static inline uint32_t tm__word_home(const struct tm__word_table *t, uint32_t word)
{
    return (word * 2654435769u) >> (32 - t->bits);
}

/* The cell of a word, or a free one. */
static inline struct tm__word_count *tm__word_find(const struct tm__word_table *t, uint32_t word)
{
    const size_t last = ((size_t)1 << t->bits) - 1;
    size_t at = tm__word_home(t, word);

    while (t->cell[at].word && t->cell[at].word != word + 1)
        at = (at + 1) & last;
    return &t->cell[at];
}

/* A word will be asked for soon. */
static inline void tm__word_prefetch(const struct tm__word_table *t, uint32_t word)
{
    TM__PREFETCH(&t->cell[tm__word_home(t, word)]);
}

#endif
