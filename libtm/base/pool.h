/*
 * Memory for many small arrays that come and go while several threads work: blocks of sizes a
 * quarter apart, cut from chunks. What is given back is taken again by whoever gave it back,
 * without a lock; malloc() locks the arena that a block came from, and threads that merge clusters
 * of each other's wait there.
 */
#ifndef TM_BASE_POOL_H
#define TM_BASE_POOL_H

#include <stddef.h>

enum { TM__POOL_SIZES = 160 };

struct tm__pool_block;
struct tm__pool_chunk;

/* Of one thread. Zeroed: empty. */
struct tm__pool {
    struct tm__pool_block *spare[TM__POOL_SIZES];
    struct tm__pool_chunk *chunks; /* the one that is cut first */
    size_t used;                   /* of it */
    struct tm__pool_chunk *idle;   /* cut when chunks are asked for */
};

/* A block of so many bytes, for any type. NULL when memory is out. */
void *tm__pool_take(struct tm__pool *pool, size_t size);

/* Give a block of that size back, from whichever pool it is; NULL is ignored. */
void tm__pool_give(struct tm__pool *pool, void *block, size_t size);

/*
 * All blocks of the pool are gone, wherever they are now, and its memory is for new ones. No pool
 * may hold a block of another then.
 */
void tm__pool_reset(struct tm__pool *pool);

/* All memory that the pool took goes back, wherever its blocks are now. */
void tm__pool_release(struct tm__pool *pool);

#endif
