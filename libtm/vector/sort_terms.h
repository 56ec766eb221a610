/* Terms of a set in byte order. */
#ifndef TM_VECTOR_SORT_TERMS_H
#define TM_VECTOR_SORT_TERMS_H

#include "vector/term_list.h"

/* A term by its place: which set and which id there. */
struct tm__ranked {
    uint64_t prefix; /* its first 8 bytes, the first one highest, zero-padded */
    uint32_t set, id;
};

/* Byte order; 0 if the terms are equal. */
int tm__ranked_compare(const struct tm__term_list *const *set, const struct tm__ranked *a,
                       const struct tm__ranked *b);

/* Sort by prefix alone, rising; equal ones keep their order. spare has room for n, too. */
void tm__sort_prefixes(struct tm__ranked *item, struct tm__ranked *spare, size_t n);

/*
 * The terms of set[index], which are all different, in byte order.
 * @param item   [set[index]->count] filled and sorted
 * @param spare  the same room
 * Cost: a radix sort of the first 8 bytes, then a merge sort of each run that shares them.
 */
void tm__sort_terms(struct tm__ranked *item, struct tm__ranked *spare,
                    const struct tm__term_list *const *set, uint32_t index);

#endif
