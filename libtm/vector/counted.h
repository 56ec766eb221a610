/* Counts of the documents of one block at rest, in ids of the worker that did it. */
#ifndef TM_VECTOR_COUNTED_H
#define TM_VECTOR_COUNTED_H

#include "vector/tally.h"

/* Five bytes an entry: hardly a term stands in a document more often than a byte can tell. */
struct tm__counted {
    uint32_t *length;  /* [documents] distinct terms of a document */
    uint32_t *term;    /* [size] row by row, in order of first appearance */
    unsigned char *tf; /* [size] 0: the next of `many` */
    uint32_t *many;    /* [counts above 255] */
    size_t size, many_size;
    struct tm__chunk *chunk; /* that the entries are a piece of */
};

/*
 * What was tallied, into a zeroed struct, in as much memory as it takes. The lengths change hands.
 * Release it after an error, too. Errors: TM_ENOMEM.
 */
tm_status tm__counted_store(struct tm__counted *counted, struct tm__tally *tally);
/* Room for so many in a zeroed struct; release it after an error, too. Errors: TM_ENOMEM. */
tm_status tm__counted_new(struct tm__counted *counted, size_t rows, size_t size, size_t many);
void tm__counted_release(struct tm__counted *counted);

/* How often the term of entry e stands in its document; *many starts at 0 and goes from call to
 * call. */
static inline uint32_t tm__counted_tf(const struct tm__counted *counted, size_t e, size_t *many)
{
    return counted->tf[e] ? counted->tf[e] : counted->many[(*many)++];
}

#endif
