#include "base/strings.h"

#include "base/memory.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

/* The slot that holds the string, or the free one where it belongs. */
static size_t locate(const struct tm__strings *s, const struct tm__string_key *key,
                     const char *data, size_t size)
{
    const size_t mask = s->slots - 1;
    size_t i = tm__strings_home(s, key);

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
    memset(fresh, 0xff, slots * sizeof *fresh);
    s->slot = fresh;
    s->slots = slots;
    return true;
}

bool tm__strings_init(struct tm__strings *strings)
{
    memset(strings, 0, sizeof *strings);
    /* A NUL in the arena: data is never NULL, not even for the empty string. */
    if (!tm__buffer_append(&strings->arena, NULL, 0) || !allocate_slots(strings, FIRST_SLOTS)) {
        tm__strings_release(strings);
        return false;
    }
    return true;
}

void tm__strings_release(struct tm__strings *strings)
{
    tm__free(strings->slot);
    tm__free(strings->slot_of);
    tm__buffer_release(&strings->arena);
    memset(strings, 0, sizeof *strings);
}

static bool rehash(struct tm__strings *s)
{
    struct tm__string_slot *old = s->slot;
    const size_t old_slots = s->slots;

    if (!allocate_slots(s, old_slots * 2))
        return false;
    for (size_t i = 0; i < old_slots; i++)
        if (old[i].id != UINT32_MAX) {
            const char *data = s->arena.data + old[i].position;
            const struct tm__string_key key = tm__string_key(data, old[i].size);
            const size_t place = locate(s, &key, data, old[i].size);
            s->slot[place] = old[i];
            s->slot_of[old[i].id] = (uint32_t)place;
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

    return tm__strings_add_key(strings, &key, data, size);
}

uint32_t tm__strings_add_key(struct tm__strings *strings, const struct tm__string_key *key,
                             const char *data, size_t size)
{
    size_t place = locate(strings, key, data, size);
    struct tm__string_slot *slot = &strings->slot[place];
    const uint64_t position = strings->arena.size;

    if (slot->id != UINT32_MAX)
        return slot->id;
    if (size > UINT32_MAX || strings->count >= UINT32_MAX - 1)
        return UINT32_MAX;
    if (strings->count + 1 > strings->slots / 4 * 3) {
        if (!rehash(strings))
            return UINT32_MAX;
        place = locate(strings, key, data, size);
        slot = &strings->slot[place];
    }
    if (!tm__grow(&strings->slot_of, &strings->slot_of_capacity, strings->count + 1,
                  sizeof *strings->slot_of) ||
        !tm__buffer_append(&strings->arena, data, size))
        return UINT32_MAX;
    slot->head[0] = key->head[0];
    slot->head[1] = key->head[1];
    slot->position = position;
    slot->size = (uint32_t)size;
    slot->id = (uint32_t)strings->count;
    strings->slot_of[strings->count++] = (uint32_t)place;
    return slot->id;
}

tm_text tm__strings_get(const struct tm__strings *strings, uint32_t id)
{
    const struct tm__string_slot *slot = &strings->slot[strings->slot_of[id]];
    const tm_text text = {strings->arena.data + slot->position, slot->size};

    return text;
}
