/*
 * Terms with ids in byte order, and the documents that hold each.
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
    const uint64_t *offset; /* [terms + 1] */
    const uint32_t *df;     /* [terms] documents that hold the term */
};

tm_text tm__vocabulary_term(const struct tm__vocabulary *v, uint32_t id);

/* The id of a term, or UINT32_MAX. Cost O(log terms). */
uint32_t tm__vocabulary_lookup(const struct tm__vocabulary *v, const char *term, size_t size);

/* Byte order, as memcmp, a prefix before what it begins. */
int tm__text_compare(tm_text a, tm_text b);

#endif
