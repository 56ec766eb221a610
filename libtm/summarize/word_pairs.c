#include "summarize/word_pairs.h"

#include "base/memory.h"

#include <string.h>

bool tm__word_pairs_init(struct tm__word_pairs *p, size_t most)
{
    memset(p, 0, sizeof *p);
    if (most >= UINT32_MAX / 2)
        return false;
    for (p->slots = 16; p->slots < 2 * most;)
        p->slots *= 2;
    p->slot = tm__calloc(p->slots, sizeof *p->slot);
    p->pair = tm__alloc_array(most, sizeof *p->pair);
    return p->slot && p->pair;
}

void tm__word_pairs_release(struct tm__word_pairs *p)
{
    tm__free(p->slot);
    tm__free(p->pair);
    memset(p, 0, sizeof *p);
}

uint32_t tm__word_pairs_add(struct tm__word_pairs *p, uint32_t first, uint32_t second)
{
    const uint64_t pair = (uint64_t)first << 32 | second;
    const uint64_t hash = pair * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(hash ^ hash >> 32) & (p->slots - 1);

    for (; p->slot[i]; i = (i + 1) & (p->slots - 1))
        if (p->pair[p->slot[i] - 1] == pair)
            return p->slot[i] - 1;
    p->pair[p->count++] = pair;
    p->slot[i] = (uint32_t)p->count;
    return p->slot[i] - 1;
}
