#include "vector/forms.h"

#include "base/hash.h"
#include "base/memory.h"

enum { FIRST_BITS = 8, MOST_EXPECTED_BITS = 20 };

const unsigned char tm__form_ones[2 * TM__FORM_HEAD] = {
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};

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
    const bool lent = forms->room && slots * sizeof *forms->slot == forms->room_size;
    void *block = NULL;
    struct tm__form_slot *const fresh =
        lent ? forms->room : tm__alloc_pages(&block, slots, sizeof *fresh);

    if (!fresh)
        return false;
    memset(fresh, 0xff, slots * sizeof *fresh);
    forms->slot = fresh;
    forms->block = block;
    forms->slots = slots;
    forms->shift = 64 - bits;
    if (lent)
        forms->room = NULL; /* for one table only */
    return true;
}

bool tm__forms_init(struct tm__forms *forms)
{
    memset(forms, 0, sizeof *forms);
    return allocate_slots(forms, FIRST_BITS);
}

void tm__forms_release(struct tm__forms *forms)
{
    tm__free(forms->block);
    tm__buffer_release(&forms->arena);
    memset(forms, 0, sizeof *forms);
}

void tm__forms_lend(struct tm__forms *forms, void *room, size_t size)
{
    forms->room = room;
    forms->room_size = size;
}

static const char *string_of(const struct tm__forms *forms, const struct tm__form_slot *slot)
{
    return forms->arena.data + (size_t)slot->place * 8;
}

/*
 * Where to look at the step-th attempt for what belongs into slot home: first at its neighbour in
 * the cache line, then slot by slot from the next line on.
 */
static size_t attempt(const struct tm__forms *forms, size_t home, size_t step)
{
    return step < 2 ? home ^ step : ((home | 1) + step - 1) & (forms->slots - 1);
}

struct tm__form_slot *tm__forms_find(const struct tm__forms *forms, const struct tm__form_key *key,
                                     const char *data, size_t size)
{
    const size_t home = (size_t)(tm__forms_home(forms, key) - forms->slot);

    for (size_t step = 0;; step++) {
        struct tm__form_slot *const slot = &forms->slot[attempt(forms, home, step)];

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
    struct tm__form_slot *const home = &forms->slot[tm__forms_home(forms, key) - forms->slot];
    const struct tm__form_slot other = *home;

    if (slot == home || slot->size > 16) /* longer ones are never found at a glance */
        return;
    *home = *slot;
    *slot = other;
}

static struct tm__form_key key_of(const struct tm__forms *forms, const struct tm__form_slot *slot)
{
    const size_t size = slot->size & ~TM__FORM_UNREAD;
    struct tm__form_key key = {{slot->head[0], slot->head[1]},
                               tm__form_hash(slot->head[0], slot->head[1])};

    if (size > 16)
        key.hash = tm__form_hash_rest(key.hash, string_of(forms, slot) + 16, size - 16);
    return key;
}

static bool more_slots(struct tm__forms *forms, unsigned bits)
{
    struct tm__form_slot *const old = forms->slot;
    void *const old_block = forms->block;
    const size_t old_slots = forms->slots;

    if (!allocate_slots(forms, bits))
        return false;
    for (size_t k = 0; k < old_slots; k++) {
        struct tm__form_key key;
        size_t home, step = 0;

        if (old[k].size == UINT32_MAX)
            continue;
        key = key_of(forms, &old[k]);
        home = (size_t)(tm__forms_home(forms, &key) - forms->slot);
        while (forms->slot[attempt(forms, home, step)].size != UINT32_MAX)
            step++;
        forms->slot[attempt(forms, home, step)] = old[k];
    }
    tm__free(old_block);
    return true;
}

/* How many strings the slots hold before there have to be more. */
static size_t most_strings(size_t slots)
{
    return slots / 8 * 5;
}

static unsigned expected_bits(size_t strings)
{
    unsigned bits = FIRST_BITS;

    while (bits < MOST_EXPECTED_BITS && most_strings((size_t)1 << bits) < strings)
        bits++;
    return bits;
}

size_t tm__forms_bytes(size_t strings)
{
    return sizeof(struct tm__form_slot) << expected_bits(strings);
}

bool tm__forms_expect(struct tm__forms *forms, size_t strings)
{
    const unsigned bits = expected_bits(strings);

    return 64 - forms->shift >= bits || more_slots(forms, bits);
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
    if (forms->count >= most_strings(forms->slots)) {
        if (!more_slots(forms, 64 - forms->shift + 1))
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
