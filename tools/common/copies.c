#include "copies.h"

#include "bytes.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A text that is in the table; place: its number + 1, 0 in a free slot. */
struct slot {
    size_t place;
    uint64_t hash;
};

static uint64_t mix(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * 0x9e3779b97f4a7c15U;
    return hash ^ hash >> 32;
}

static uint64_t hash_of(tm_text text)
{
    uint64_t hash = text.size, part;
    size_t i = 0;

    for (; i + sizeof part <= text.size; i += sizeof part) {
        memcpy(&part, text.data + i, sizeof part);
        hash = mix(hash, part);
    }
    part = 0;
    if (i < text.size)
        memcpy(&part, text.data + i, text.size - i);
    return mix(hash, part);
}

static bool same(tm_text a, tm_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

size_t *cli_copies(const tm_text *text, size_t count)
{
    size_t *const first = cli_alloc(count, sizeof *first);
    struct slot *slot;
    size_t slots = 4;

    while (slots < 2 * count)
        slots *= 2;
    slot = cli_alloc(slots, sizeof *slot);
    for (size_t i = 0; i < count; i++) {
        const uint64_t hash = hash_of(text[i]);
        size_t at = (size_t)hash & (slots - 1);

        while (slot[at].place > 0 &&
               (slot[at].hash != hash || !same(text[slot[at].place - 1], text[i])))
            at = (at + 1) & (slots - 1);
        if (slot[at].place == 0)
            slot[at] = (struct slot){i + 1, hash};
        first[i] = slot[at].place - 1;
    }
    free(slot);
    return first;
}
