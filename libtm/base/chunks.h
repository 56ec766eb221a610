/*
 * Memory for many arrays that live long: pieces of large chunks, which the system can give in large
 * pages. A chunk goes back when all of its pieces have.
 */
#ifndef TM_BASE_CHUNKS_H
#define TM_BASE_CHUNKS_H

#include <tm/base.h>

struct tm__chunk;

/* Where pieces come from; of one thread. Zeroed: none yet. */
struct tm__chunks {
    struct tm__chunk *current;
    size_t size; /* of the current chunk; each is twice as large as the one before, up to 4 MB */
};

/* So many bytes are going to be taken in all: from the first, chunks are as large as suits them. */
void tm__chunks_expect(struct tm__chunks *chunks, size_t size);

/*
 * A piece of so many bytes, which starts at a cache line. NULL when memory is out.
 * @param[out] chunk  what to give back, once
 */
void *tm__chunks_take(struct tm__chunks *chunks, size_t size, struct tm__chunk **chunk);

/* No more pieces will be taken; those that were are not touched. */
void tm__chunks_release(struct tm__chunks *chunks);

/* Give a piece back, from any thread. NULL is ignored. */
void tm__chunk_drop(struct tm__chunk *chunk);

#endif
