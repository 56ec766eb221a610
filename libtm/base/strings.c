#include "base/strings.h"

#include "base/memory.h"
#include "base/string_key.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

static size_t home(const struct tm__strings *s, const struct tm__string_key *key)
{
    return (size_t)(key->hash ^ key->hash >> 32) & (s->slots - 1);
}

/* The slot that holds the string, or the free one where it belongs. */
static size_t locate(const struct tm__strings *s, const struct tm__string_key *key,
                     const char *data, size_t size)
{
    const size_t mask = s->slots - 1;
    size_t i = home(s, key);

    for (;; i = (i + 1) & mask) {
        const struct tm__string_slot *slot = &s->slot[i];
        if (slot->id == UINT32_MAX)
            return i;
        if (slot->head[0] == key->head[0] && slot->head[1] == key->head[1] && slot->size == size &&
            (size <= 16 || memcmp(s->arena.data + slot->position, data, size) == 0))
            return i;
    }
}

static bool allocate_slots(struct tm__strings *s, size_t slots)
{
    struct tm__string_slot *fresh = tm__alloc_array(slots, sizeof *fresh);

    if (!fresh)
        return false;
    tm__huge_pages(fresh, slots * sizeof *fresh);
    memset(fresh, 0xff, slots * sizeof *fresh);
    s->slot = fresh;
    s->slots = slots;
    return true;
}

bool tm__strings_init(struct tm__strings *strings)
{
    memset(strings, 0, sizeof *strings);
    /* A NUL in the arena: data is never NULL, not even for the empty string. */
    if (!tm__buffer_append(&strings->arena, NULL, 0) || !allocate_slots(strings, FIRST_SLOTS) ||
        !tm__grow(&strings->start, &strings->start_capacity, 1, sizeof *strings->start)) {
        tm__strings_release(strings);
        return false;
    }
    strings->start[0] = 0;
    return true;
}

void tm__strings_release(struct tm__strings *strings)
{
    tm__free(strings->slot);
    tm__free(strings->start);
    tm__buffer_release(&strings->arena);
    memset(strings, 0, sizeof *strings);
}

/* The key again; a short string is all in its slot. */
static struct tm__string_key key_of(const struct tm__strings *s, const struct tm__string_slot *slot)
{
    struct tm__string_key key = {{slot->head[0], slot->head[1]}, 0};

    if (slot->size > 16)
        return tm__string_key(s->arena.data + slot->position, slot->size);
    key.hash = tm__mix_key(key.head[0], key.head[1], slot->size);
    return key;
}

static bool rehash(struct tm__strings *s)
{
    struct tm__string_slot *old = s->slot;
    const size_t old_slots = s->slots;

    if (!allocate_slots(s, old_slots * 2))
        return false;
    for (size_t k = 0; k < old_slots; k++) {
        struct tm__string_key key;
        size_t i;

        if (old[k].id == UINT32_MAX)
            continue;
        key = key_of(s, &old[k]);
        i = home(s, &key);
        while (s->slot[i].id != UINT32_MAX)
            i = (i + 1) & (s->slots - 1);
        s->slot[i] = old[k];
    }
    tm__free(old);
    return true;
}

uint32_t tm__strings_find(const struct tm__strings *strings, const char *data, size_t size)
{
    const struct tm__string_key key = tm__string_key(data, size);

    return strings->slot[locate(strings, &key, data, size)].id;
}

uint32_t tm__strings_add(struct tm__strings *strings, const char *data, size_t size)
{
    const struct tm__string_key key = tm__string_key(data, size);
    size_t place = locate(strings, &key, data, size);
    struct tm__string_slot *slot = &strings->slot[place];
    const uint64_t position = strings->arena.size;

    if (slot->id != UINT32_MAX)
        return slot->id;
    if (size > UINT32_MAX || strings->count >= UINT32_MAX - 1)
        return UINT32_MAX;
    if (strings->count + 1 > strings->slots / 4 * 3) {
        if (!rehash(strings))
            return UINT32_MAX;
        place = locate(strings, &key, data, size);
        slot = &strings->slot[place];
    }
    if (!tm__grow(&strings->start, &strings->start_capacity, strings->count + 2,
                  sizeof *strings->start) ||
        !tm__buffer_append(&strings->arena, data, size))
        return UINT32_MAX;
    *slot = (struct tm__string_slot){
        {key.head[0], key.head[1]}, position, (uint32_t)size, (uint32_t)strings->count};
    strings->start[++strings->count] = strings->arena.size;
    return slot->id;
}

tm_text tm__strings_get(const struct tm__strings *strings, uint32_t id)
{
    const uint64_t start = strings->start[id];
    const tm_text text = {strings->arena.data + start, (size_t)(strings->start[id + 1] - start)};

    return text;
}
