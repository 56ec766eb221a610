/* One vocabulary of words and runs of words from what several workers met. */
#ifndef TM_VECTOR_MERGE_GRAMS_H
#define TM_VECTOR_MERGE_GRAMS_H

#include "vector/grams.h"
#include "vector/merge_terms.h"

/*
 * Put runs into a vocabulary of words, a space between two words. No term holds a byte as low as a
 * space, so the order of bytes is that of the words one after the other.
 *
 * @param merged  [in, out] of the words; then of words and runs with df, and id[set] goes on with
 *                the runs behind the words of the set. After an error some ids may be columns of
 *                nothing, but all is there to be released
 * @param words   [sets] words of each set
 * @param grams   [sets] at least one has runs
 * Cost: a radix sort of the runs of each length; ranges of the order are made in parallel.
 * Errors: TM_ENOMEM, TM_EOVERFLOW (2^32 - 1 terms), TM_ECANCELLED.
 */
tm_status tm__merge_grams(struct tm__merged_terms *merged, const size_t *words,
                          const struct tm__grams *const *grams, size_t sets, const tm_run *run,
                          tm_error *err);

/* Where the id of a word or of a run (with TM__GRAM) stands in merged->id[set]. */
static inline uint32_t tm__merged_index(uint32_t id, uint32_t words)
{
    return id + (id >> 31) * (words - TM__GRAM);
}

#endif
