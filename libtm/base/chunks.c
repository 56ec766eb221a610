#include "base/chunks.h"

#include "base/memory.h"

#include <stdatomic.h>

enum { LINE = 64, LARGE_PAGE = 2 << 20, MOST = 4 << 20 };

struct tm__chunk {
    atomic_size_t users; /* pieces, and who takes pieces from it */
    void *block;
    char *start;
    size_t used;
};

static struct tm__chunk *new_chunk(size_t size)
{
    struct tm__chunk *const chunk = tm__malloc(sizeof *chunk);

    if (!chunk)
        return NULL;
    chunk->start = tm__alloc_pages(&chunk->block, size, 1);
    if (!chunk->start) {
        tm__free(chunk);
        return NULL;
    }
    chunk->used = 0;
    atomic_init(&chunk->users, 1);
    return chunk;
}

void tm__chunk_drop(struct tm__chunk *chunk)
{
    if (!chunk || atomic_fetch_sub(&chunk->users, 1) > 1)
        return;
    tm__free(chunk->block);
    tm__free(chunk);
}

void tm__chunks_release(struct tm__chunks *chunks)
{
    tm__chunk_drop(chunks->current);
    chunks->current = NULL;
    chunks->size = 0;
}

/* Whole large pages, if it is not much less than one. */
static size_t rounded(size_t size)
{
    return size < LARGE_PAGE / 2 || size > SIZE_MAX - LARGE_PAGE
               ? size
               : (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

/* A chunk with room for so much. */
static bool replace(struct tm__chunks *chunks, size_t size)
{
    const size_t twice = chunks->size < MOST / 2 ? chunks->size * 2 : MOST;
    const size_t least = size > twice ? size : twice;
    const size_t wanted = rounded(least);
    struct tm__chunk *const chunk = new_chunk(wanted);

    if (!chunk)
        return false;
    tm__chunk_drop(chunks->current);
    chunks->current = chunk;
    chunks->size = wanted;
    return true;
}

void tm__chunks_expect(struct tm__chunks *chunks, size_t size)
{
    if (!chunks->current && size >= LARGE_PAGE)
        chunks->size = LARGE_PAGE / 2; /* as if there had been one of half a page */
}

void *tm__chunks_take(struct tm__chunks *chunks, size_t size, struct tm__chunk **chunk)
{
    struct tm__chunk *now = chunks->current;
    char *piece;

    *chunk = NULL;
    if (size > SIZE_MAX - LINE)
        return NULL;
    size = (size + LINE - 1) / LINE * LINE;
    if (now && atomic_load(&now->users) == 1)
        now->used = 0; /* all pieces are back */
    if (!now || size > chunks->size - now->used) {
        if (!replace(chunks, size))
            return NULL;
        now = chunks->current;
    }
    piece = now->start + now->used;
    now->used += size;
    atomic_fetch_add(&now->users, 1);
    *chunk = now;
    return piece;
}
