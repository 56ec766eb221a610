/* The entries of a block while its documents are counted: wide, and in the cache. */
#ifndef TM_VECTOR_TALLY_H
#define TM_VECTOR_TALLY_H

#include "base/chunks.h"

enum { TM__BATCH = 256 }; /* words that are counted at a time, see term_batch.h */

/* A term of a document and how often it stands there. */
struct tm__entry {
    uint32_t term, tf;
};

struct tm__tally {
    uint32_t *length;        /* [documents] distinct terms of a document */
    struct tm__entry *entry; /* [size] row by row, in order of first appearance */
    size_t size, capacity;
    struct tm__chunks rest; /* where counts go when the block is done */
};

/* Room for as many entries as a batch can make. Errors: TM_ENOMEM, TM_EOVERFLOW (2^32 entries). */
tm_status tm__tally_room(struct tm__tally *tally);
void tm__tally_release(struct tm__tally *tally);

#endif
