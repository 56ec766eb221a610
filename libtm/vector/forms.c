#include "vector/forms.h"

#include "base/hash.h"
#include "base/memory.h"

enum { FIRST_BITS = 8 };

uint64_t tm__form_hash_rest(uint64_t hash, const char *rest, size_t size)
{
    return tm__hash_mix(hash, tm__hash(rest, size)) * 0x9e3779b97f4a7c15u;
}

static bool allocate_slots(struct tm__forms *forms, unsigned bits)
{
    const size_t slots = (size_t)1 << bits;
    struct tm__form_slot *fresh = tm__alloc_array(slots, sizeof *fresh);

    if (!fresh)
        return false;
    tm__huge_pages(fresh, slots * sizeof *fresh);
    memset(fresh, 0xff, slots * sizeof *fresh);
    forms->slot = fresh;
    forms->slots = slots;
    forms->shift = 64 - bits;
    return true;
}

bool tm__forms_init(struct tm__forms *forms)
{
    memset(forms, 0, sizeof *forms);
    return allocate_slots(forms, FIRST_BITS);
}

void tm__forms_release(struct tm__forms *forms)
{
    tm__free(forms->slot);
    tm__buffer_release(&forms->arena);
    memset(forms, 0, sizeof *forms);
}

struct tm__form_slot *tm__forms_find(const struct tm__forms *forms, const struct tm__form_key *key,
                                     const char *data, size_t size)
{
    size_t i = key->hash >> forms->shift;

    for (;; i = (i + 1) & (forms->slots - 1)) {
        struct tm__form_slot *slot = &forms->slot[i];

        if (slot->size == UINT32_MAX)
            return slot;
        if (slot->size == size && slot->head[0] == key->head[0] && slot->head[1] == key->head[1] &&
            (size <= 16 ||
             memcmp(forms->arena.data + slot->position + 16, data + 16, size - 16) == 0))
            return slot;
    }
}

static uint64_t hash_of(const struct tm__forms *forms, const struct tm__form_slot *slot)
{
    const uint64_t hash = tm__form_hash(slot->head);

    if (slot->size <= 16)
        return hash;
    return tm__form_hash_rest(hash, forms->arena.data + slot->position + 16, slot->size - 16);
}

static bool double_slots(struct tm__forms *forms)
{
    struct tm__form_slot *const old = forms->slot;
    const size_t old_slots = forms->slots;

    if (!allocate_slots(forms, 64 - forms->shift + 1))
        return false;
    for (size_t k = 0; k < old_slots; k++) {
        size_t i;

        if (old[k].size == UINT32_MAX)
            continue;
        i = hash_of(forms, &old[k]) >> forms->shift;
        while (forms->slot[i].size != UINT32_MAX)
            i = (i + 1) & (forms->slots - 1);
        forms->slot[i] = old[k];
    }
    tm__free(old);
    return true;
}

bool tm__forms_add(struct tm__forms *forms, const struct tm__form_key *key, const char *data,
                   size_t size, uint32_t term)
{
    const uint64_t position = forms->arena.size;
    struct tm__form_slot *slot;

    if (size >= UINT32_MAX)
        return false;
    if (forms->count >= forms->slots / 2 && !double_slots(forms))
        return false;
    if (size > 16 && !tm__buffer_append(&forms->arena, data, size))
        return false;
    slot = tm__forms_find(forms, key, data, size);
    *slot = (struct tm__form_slot){{key->head[0], key->head[1]}, position, (uint32_t)size, term};
    forms->count++;
    return true;
}
