/* Sorting by whole numbers, for loops where qsort's calls would be the work. */
#ifndef TM_BASE_SORT_H
#define TM_BASE_SORT_H

#include <tm/base.h>

#include <string.h>

/*
 * Sort keys by their upper 32 bits, rising; equal ones keep their order. spare has room for n keys.
 * bits: how many of the upper 32 are used, counted from the lowest. Cost O(n * bits / 8).
 */
void tm__sort_upper(uint64_t *key, uint64_t *spare, size_t n, unsigned bits);

/* A key that is larger for a higher value, not below 0, and of those alike for a lower number. */
static inline uint64_t tm__rank_key(float value, uint32_t number)
{
    uint32_t bits;

    memcpy(&bits, &value, sizeof bits);
    return (uint64_t)bits << 32 | (uint32_t)~number;
}

/*
 * Move the `top` largest of n different keys to the front; returns how many there are. If some were
 * left out the least of these is first, the others are in no order. Cost O(n log top).
 */
size_t tm__select_largest(uint64_t *key, size_t n, size_t top);

/*
 * Add a key to the `top` (at least 1) largest of those that came so far, kept[*n]. When there are
 * as many, the smallest stands in front. Cost O(log top).
 */
void tm__keep_largest(uint64_t *kept, size_t *n, size_t top, uint64_t key);

#endif
