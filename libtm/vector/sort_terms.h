/* Terms of some sets in byte order. */
#ifndef TM_VECTOR_SORT_TERMS_H
#define TM_VECTOR_SORT_TERMS_H

#include "vector/term_list.h"

enum { TM__MOST_SETS = (1 << 23) - 1 }; /* nobody has so many threads */

/* A term by its place: which set and which id there. */
struct tm__ranked {
    uint64_t prefix; /* its first 8 bytes, the first one highest, zero-padded */
    uint32_t id;
    uint32_t set : 23, again : 1; /* again: the term before is the same; false to start */
    uint32_t size : 8;            /* bytes; 255: so many or more */
};

/* Term id of set number `set`, which is in this list. */
struct tm__ranked tm__ranked_term(const struct tm__term_list *list, size_t set, uint32_t id);

/* Byte order; 0 if the terms are equal. */
int tm__ranked_compare(const struct tm__term_list *const *set, const struct tm__ranked *a,
                       const struct tm__ranked *b);

/* Sort by prefix alone, rising; equal ones keep their order. spare has room for n, too. */
void tm__sort_prefixes(struct tm__ranked *item, struct tm__ranked *spare, size_t n);

/*
 * Sort by the terms; equal ones keep their order. spare has room for n, too.
 * Cost: a radix sort of the first 8 bytes, then a merge sort of each run that shares them.
 */
void tm__sort_terms(struct tm__ranked *item, struct tm__ranked *spare, size_t n,
                    const struct tm__term_list *const *set);

#endif
