#include "base/pool.h"

#include "base/memory.h"

#include <string.h>

enum {
    STEP = 32,          /* between the small sizes, up to ... */
    SMALL = 256,        /* ... this one; from here on there are four to a doubling */
    FIRST = 64 << 10,   /* bytes of the first chunk */
    LARGEST = 2 << 20,  /* of the others, but for a block that needs more */
    MOST_DOUBLINGS = 37 /* above SMALL: as many as there are lists */
};

struct tm__pool_block {
    struct tm__pool_block *next;
};

struct tm__pool_chunk {
    struct tm__pool_chunk *next;
    void *block;
    char *start;
    size_t size;
};

/* The list that blocks of so many bytes are on; *size becomes what they have. */
static size_t list_of(size_t *size)
{
    size_t step = SMALL / 4, list = SMALL / STEP, quarter;

    if (*size <= SMALL) {
        list = *size ? (*size - 1) / STEP : 0;
        *size = (list + 1) * STEP;
        return list;
    }
    for (size_t top = (*size - 1) / SMALL; top > 1; top /= 2) {
        step *= 2;
        list += 4;
    }
    quarter = (*size - 1) / step; /* 4 to 7 */
    *size = (quarter + 1) * step;
    return list + quarter - 4;
}

static struct tm__pool_chunk *new_chunk(size_t size)
{
    struct tm__pool_chunk *const chunk = tm__malloc(sizeof *chunk);

    if (!chunk)
        return NULL;
    chunk->start = tm__alloc_lines(&chunk->block, size, 1);
    if (!chunk->start) {
        tm__free(chunk);
        return NULL;
    }
    chunk->size = size;
    return chunk;
}

/* An idle chunk of that size or more, taken out; NULL if there is none. */
static struct tm__pool_chunk *idle_chunk(struct tm__pool *pool, size_t least)
{
    for (struct tm__pool_chunk **at = &pool->idle; *at; at = &(*at)->next)
        if ((*at)->size >= least) {
            struct tm__pool_chunk *const chunk = *at;

            *at = chunk->next;
            return chunk;
        }
    return NULL;
}

/* A chunk with room for so much is the one that is cut next. */
static bool add_chunk(struct tm__pool *pool, size_t least)
{
    const size_t twice = pool->chunks ? 2 * pool->chunks->size : FIRST;
    const size_t usual = twice < LARGEST ? twice : LARGEST;
    struct tm__pool_chunk *chunk = idle_chunk(pool, least);

    if (!chunk)
        chunk = new_chunk(least > usual ? least : usual);
    if (!chunk)
        return false;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->used = 0;
    return true;
}

void *tm__pool_take(struct tm__pool *pool, size_t size)
{
    size_t list;
    struct tm__pool_block *block;

    if (size > (size_t)SMALL << MOST_DOUBLINGS)
        return NULL;
    list = list_of(&size);
    block = pool->spare[list];
    if (block) {
        pool->spare[list] = block->next;
        return block;
    }
    if ((!pool->chunks || pool->chunks->size - pool->used < size) && !add_chunk(pool, size))
        return NULL;
    block = (void *)(pool->chunks->start + pool->used);
    pool->used += size;
    return block;
}

void tm__pool_give(struct tm__pool *pool, void *block, size_t size)
{
    struct tm__pool_block *const spare = block;
    size_t list;

    if (!block)
        return;
    list = list_of(&size);
    spare->next = pool->spare[list];
    pool->spare[list] = spare;
}

void tm__pool_reset(struct tm__pool *pool)
{
    struct tm__pool_chunk **end = &pool->idle;

    while (*end)
        end = &(*end)->next;
    *end = pool->chunks;
    pool->chunks = NULL;
    pool->used = 0;
    memset(pool->spare, 0, sizeof pool->spare);
}

void tm__pool_release(struct tm__pool *pool)
{
    tm__pool_reset(pool);
    while (pool->idle) {
        struct tm__pool_chunk *const chunk = pool->idle;

        pool->idle = chunk->next;
        tm__free(chunk->block);
        tm__free(chunk);
    }
}
