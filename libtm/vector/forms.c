#include "vector/forms.h"

#include "base/hash.h"
#include "base/memory.h"

enum { FIRST_BITS = 8 };

#define ONES(n) ((n) == 0 ? 0 : ~(uint64_t)0 >> (64 - 8 * ((n) == 0 ? 1 : (n))))
#define LOW(n)                                                                                     \
    {                                                                                              \
        ONES(n), 0                                                                                 \
    }
#define HIGH(n)                                                                                    \
    {                                                                                              \
        ~(uint64_t)0, ONES(n)                                                                      \
    }

const uint64_t tm__form_mask[17][2] = {LOW(0),  LOW(1),  LOW(2),  LOW(3),  LOW(4),  LOW(5),
                                       LOW(6),  LOW(7),  LOW(8),  HIGH(1), HIGH(2), HIGH(3),
                                       HIGH(4), HIGH(5), HIGH(6), HIGH(7), HIGH(8)};

uint64_t tm__form_hash_rest(uint64_t hash, const char *rest, size_t size)
{
    return tm__hash_mix(hash, tm__hash(rest, size)) * 0x9e3779b97f4a7c15u;
}

void tm__form_key_last(struct tm__form_key *key, const char *data, size_t size)
{
    key->head[0] = key->head[1] = 0;
    memcpy(key->head, data, size < 16 ? size : 16);
    key->hash = tm__form_hash(key->head[0], key->head[1]);
    if (size > 16)
        key->hash = tm__form_hash_rest(key->hash, data + 16, size - 16);
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

static const char *string_of(const struct tm__forms *forms, const struct tm__form_slot *slot)
{
    return forms->arena.data + (size_t)slot->place * 8;
}

struct tm__form_slot *tm__forms_find(const struct tm__forms *forms, const struct tm__form_key *key,
                                     const char *data, size_t size)
{
    size_t i = key->hash >> forms->shift;

    for (;; i = (i + 1) & (forms->slots - 1)) {
        struct tm__form_slot *slot = &forms->slot[i];

        if (slot->size == UINT32_MAX)
            return slot;
        if ((slot->size & ~TM__FORM_UNREAD) == size && slot->head[0] == key->head[0] &&
            slot->head[1] == key->head[1] &&
            (size <= 16 || memcmp(string_of(forms, slot) + 16, data + 16, size - 16) == 0))
            return slot;
    }
}

void tm__forms_promote(struct tm__forms *forms, const struct tm__form_key *key,
                       struct tm__form_slot *slot)
{
    struct tm__form_slot *const home = &forms->slot[key->hash >> forms->shift];
    const struct tm__form_slot other = *home;

    if (slot == home || slot->size > 16) /* longer ones are never found at a glance */
        return;
    *home = *slot;
    *slot = other;
}

static uint64_t hash_of(const struct tm__forms *forms, const struct tm__form_slot *slot)
{
    const uint64_t hash = tm__form_hash(slot->head[0], slot->head[1]);
    const size_t size = slot->size & ~TM__FORM_UNREAD;

    return size <= 16 ? hash : tm__form_hash_rest(hash, string_of(forms, slot) + 16, size - 16);
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

/* Where a long string went, in steps of 8 bytes; UINT32_MAX when memory is out. */
static uint32_t keep(struct tm__forms *forms, const char *data, size_t size)
{
    static const char padding[8] = {0};
    const size_t place = forms->arena.size / 8, odd = size % 8;

    if (place >= UINT32_MAX || !tm__buffer_append(&forms->arena, data, size))
        return UINT32_MAX;
    if (odd && !tm__buffer_append(&forms->arena, padding, 8 - odd)) {
        forms->arena.size = place * 8;
        return UINT32_MAX;
    }
    return (uint32_t)place;
}

struct tm__form_slot *tm__forms_put(struct tm__forms *forms, const struct tm__form_key *key,
                                    const char *data, size_t size)
{
    struct tm__form_slot *slot = tm__forms_find(forms, key, data, size);
    uint32_t place = 0;

    if (slot->size != UINT32_MAX)
        return slot;
    if (size >= TM__FORM_UNREAD - 1)
        return NULL;
    if (forms->count >= forms->slots / 2) {
        if (!double_slots(forms))
            return NULL;
        slot = tm__forms_find(forms, key, data, size);
    }
    if (size > 16 && (place = keep(forms, data, size)) == UINT32_MAX)
        return NULL;
    *slot = (struct tm__form_slot){{key->head[0], key->head[1]},
                                   (uint32_t)size | TM__FORM_UNREAD,
                                   TM__NO_TERM,
                                   TM__NO_TERM,
                                   place};
    forms->count++;
    return slot;
}
