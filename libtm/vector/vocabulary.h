/*
 * Terms with ids, and the documents that hold each. Ids are in byte order, or terms were added
 * later behind those that had ids; then `order` has the ids in byte order of their terms.
 *
 * Invariants: offset[0] = 0, offsets never fall, offset[terms] is the size of the bytes; terms rise
 * strictly in byte order. The arrays belong to the struct, or lie in a mapped file.
 */
#ifndef TM_VECTOR_VOCABULARY_H
#define TM_VECTOR_VOCABULARY_H

#include <tm/base.h>

struct tm__vocabulary {
    size_t terms;
    const char *bytes;      /* the terms one behind the other */
    const uint64_t *offset; /* [terms + 1]; NULL: terms have no names, but are columns of a hash */
    const uint32_t *df;     /* [terms] documents that hold the term */
    const uint32_t *order;  /* [terms]; NULL: 0, 1, 2 ... */
};

tm_text tm__vocabulary_term(const struct tm__vocabulary *v, uint32_t id);

/* The id of the term that is at this place in byte order. */
static inline uint32_t tm__vocabulary_at(const struct tm__vocabulary *v, size_t place)
{
    return v->order ? v->order[place] : (uint32_t)place;
}

/*
 * The id in `known` of each term of `found`, or UINT32_MAX. @param[out] id  [found->terms]
 * Cost O(terms of both): it walks through both in byte order.
 */
void tm__vocabulary_match(uint32_t *id, const struct tm__vocabulary *found,
                          const struct tm__vocabulary *known);

/* The id of a term, or UINT32_MAX. Cost O(log terms). */
uint32_t tm__vocabulary_lookup(const struct tm__vocabulary *v, const char *term, size_t size);

/* Byte order, as memcmp, a prefix before what it begins. */
int tm__text_compare(tm_text a, tm_text b);

#endif
