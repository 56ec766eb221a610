#include "vector/grams.h"

#include "base/memory.h"

#include <string.h>

enum { FIRST_BITS = 10 };

void tm__grams_release(struct tm__grams *grams)
{
    tm__free(grams->slot);
    memset(grams, 0, sizeof *grams);
}

static struct tm__gram_slot *locate(const struct tm__grams *grams, uint64_t key)
{
    size_t i = tm__gram_home(grams, key);

    while (grams->slot[i].id != UINT32_MAX && grams->slot[i].key != key)
        i = (i + 1) & (grams->slots - 1);
    return &grams->slot[i];
}

static bool resize(struct tm__grams *grams, unsigned bits)
{
    struct tm__grams bigger = {NULL, (size_t)1 << bits, grams->count, 64 - bits};

    bigger.slot = tm__alloc_array(bigger.slots, sizeof *bigger.slot);
    if (!bigger.slot)
        return false;
    tm__huge_pages(bigger.slot, bigger.slots * sizeof *bigger.slot);
    memset(bigger.slot, 0xff, bigger.slots * sizeof *bigger.slot);
    for (size_t i = 0; i < grams->slots; i++)
        if (grams->slot[i].id != UINT32_MAX)
            *locate(&bigger, grams->slot[i].key) = grams->slot[i];
    tm__free(grams->slot);
    *grams = bigger;
    return true;
}

bool tm__grams_reserve(struct tm__grams *grams, size_t more)
{
    unsigned bits = grams->slots ? 64 - grams->shift : FIRST_BITS;

    if (grams->count + more >= TM__GRAM)
        return false;
    while (grams->count + more > ((size_t)1 << bits) / 4 * 3)
        bits++;
    return (size_t)1 << bits == grams->slots || resize(grams, bits);
}

/* Whether a run is new is as good as chance: it is put in without a branch on that. */
struct tm__gram_slot *tm__grams_find(struct tm__grams *grams, uint64_t key)
{
    struct tm__gram_slot *const slot = locate(grams, key);
    const uint32_t fresh = slot->id == UINT32_MAX, old = fresh - 1;

    slot->key = key;
    slot->id = ((uint32_t)grams->count & ~old) | (slot->id & old);
    slot->row &= old;
    slot->df &= old;
    grams->count += fresh;
    return slot;
}
