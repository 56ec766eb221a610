/*
 * Runs of words as terms: a table from a run and the word behind it to the longer run.
 *
 * A run of two words is a pair of ids of terms; a longer one is the id of a run, marked by
 * TM__GRAM, and the id of a term. A slot is also where the run is counted, so that an occurrence
 * touches one place in memory.
 */
#ifndef TM_VECTOR_GRAMS_H
#define TM_VECTOR_GRAMS_H

#include <tm/base.h>

enum { TM__MOST_WORDS = 5 }; /* of a run */

#define TM__GRAM ((uint32_t)1 << 31)

struct tm__gram_slot {
    uint64_t key; /* what comes before, above 32 bits, and the last term */
    uint32_t id;  /* dense from 0; UINT32_MAX: the slot is free */
    uint32_t row; /* these three as in struct tm__place */
    uint32_t at;
    uint32_t df;
};

/* A zeroed struct is empty and ready. */
struct tm__grams {
    struct tm__gram_slot *slot; /* [slots], a power of two or 0; at most 3/4 are used */
    size_t slots, count;
    unsigned shift;
};

void tm__grams_release(struct tm__grams *grams);

/* Room for `more` new runs, so that slots do not move. False when memory is out, or with 2^31. */
bool tm__grams_reserve(struct tm__grams *grams, size_t more);

static inline size_t tm__gram_home(const struct tm__grams *grams, uint64_t key)
{
    const uint64_t mixed = (key ^ key >> 32) * 0x9fb21c651e98df25u;

    return (size_t)((mixed ^ mixed >> 29) * 0xbf58476d1ce4e5b9u >> grams->shift);
}

/* The slot of a run, which is put in if it is new; there must be room. */
struct tm__gram_slot *tm__grams_find(struct tm__grams *grams, uint64_t key);

#endif
