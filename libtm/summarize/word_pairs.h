/* A table of pairs of words, with dense ids in order of arrival. */
#ifndef TM_SUMMARIZE_WORD_PAIRS_H
#define TM_SUMMARIZE_WORD_PAIRS_H

#include <tm/base.h>

/* Open addressing with linear probing; at most half of the slots are used. */
struct tm__word_pairs {
    uint32_t *slot; /* [slots], a power of two: 1 + id, or 0 */
    size_t slots, count;
    uint64_t *pair; /* [count] both words */
};

/* Room for `most` different pairs. False if memory is out or most is 2^31 or more; release the
 * table all the same. */
bool tm__word_pairs_init(struct tm__word_pairs *pairs, size_t most);
void tm__word_pairs_release(struct tm__word_pairs *pairs);

/* The id of a pair; a new one equals the count before. */
uint32_t tm__word_pairs_add(struct tm__word_pairs *pairs, uint32_t first, uint32_t second);

#endif
