/* A number for each of some words, found by hashing. */
#ifndef TM_CLUSTER_WORD_TABLE_H
#define TM_CLUSTER_WORD_TABLE_H

#include "base/pool.h"
#include "base/prefetch.h"

#include <stdbool.h>
#include <stdint.h>

struct tm__word_count {
    uint32_t word; /* + 1; 0: free */
    uint32_t count;
};

/* Half of the cells are free, or more. All zero: a table that has no cell yet. */
struct tm__word_table {
    struct tm__word_count *cell; /* [1 << bits] */
    uint32_t used, bits;
};

/* Cells for a table that has none. False when memory is out. */
bool tm__word_table_new(struct tm__word_table *t, struct tm__pool *pool);
/* The cells go back to the pool. */
void tm__word_table_give(struct tm__word_table *t, struct tm__pool *pool);

/*
 * The cell of a word, with a count of 0 if there was none. It is good until another word comes.
 * NULL when memory is out; the table is as it was then. When it grows, words with a count of 0 are
 * left out.
 */
struct tm__word_count *tm__word_claim(struct tm__word_table *t, struct tm__pool *pool,
                                      uint32_t word);

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
