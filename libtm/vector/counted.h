/* Counts of the documents of one block, in ids of the worker that did it. */
#ifndef TM_VECTOR_COUNTED_H
#define TM_VECTOR_COUNTED_H

#include "vector/sort_rows.h"

enum { TM__BATCH = 128 }; /* words that are counted at a time, see term_batch.h */

struct tm__counted {
    uint32_t *length;        /* [documents] distinct terms of a document */
    struct tm__entry *entry; /* [size] row by row, in order of first appearance */
    size_t size, capacity;
};

/* Room for as many entries as a batch can make. Errors: TM_ENOMEM, TM_EOVERFLOW (2^32 entries). */
tm_status tm__counted_room(struct tm__counted *counted);
void tm__counted_release(struct tm__counted *counted);

#endif
