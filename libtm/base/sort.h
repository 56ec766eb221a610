/* Sorting whole numbers, for loops where qsort's calls would be the work. */
#ifndef TM_BASE_SORT_H
#define TM_BASE_SORT_H

#include <tm/base.h>

/*
 * Sort keys by their upper 32 bits, rising; equal ones keep their order. spare has room for n keys.
 * bits: how many of the upper 32 are used, counted from the lowest. Cost O(n * bits / 8).
 */
void tm__sort_upper(uint64_t *key, uint64_t *spare, size_t n, unsigned bits);

/* Move the `top` largest of n different keys to the front, in no order; returns how many there are.
 * Cost O(n log top). */
size_t tm__select_largest(uint64_t *key, size_t n, size_t top);

#endif
