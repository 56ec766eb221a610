/*
 * A set of byte strings with dense ids 0, 1, 2, ... in order of arrival.
 *
 * Open addressing with linear probing over 32-byte slots. A slot holds the first 16 bytes of its
 * string beside its length, so that most look-ups touch one cache line and compare two integers.
 * Invariants: at most 3/4 of the slots are used; a string never moves out of its id.
 */
#ifndef TM_BASE_STRINGS_H
#define TM_BASE_STRINGS_H

#include "base/buffer.h"
#include "base/string_key.h"

struct tm__string_slot {
    uint64_t head[2];  /* the first 16 bytes, zero-padded */
    uint64_t position; /* of the whole string in the arena */
    uint32_t size;     /* bytes */
    uint32_t id;       /* UINT32_MAX: the slot is free */
};

struct tm__strings {
    struct tm__string_slot *slot; /* [slots], a power of two */
    size_t slots;
    uint32_t *slot_of; /* [count] id -> slot */
    size_t count, slot_of_capacity;
    struct tm__buffer arena; /* the strings one behind the other */
};

/* A zeroed struct is not ready; init allocates. False when memory is out. */
bool tm__strings_init(struct tm__strings *strings);
void tm__strings_release(struct tm__strings *strings);

/*
 * The id of a string, adding it if it is new. UINT32_MAX when memory is out or 2^32 - 1 strings or
 * a string of 4 GiB is reached. A new id equals the count before.
 */
uint32_t tm__strings_add(struct tm__strings *strings, const char *data, size_t size);

/*
 * The same in two steps, for loops that look ahead: make the keys of some strings, prefetch each,
 * then add them. A key holds for every set.
 */
static inline size_t tm__strings_home(const struct tm__strings *strings,
                                      const struct tm__string_key *key)
{
    return (size_t)(key->hash ^ key->hash >> 32) & (strings->slots - 1);
}

static inline void tm__strings_prefetch(const struct tm__strings *strings,
                                        const struct tm__string_key *key)
{
#if defined(__GNUC__)
    __builtin_prefetch(&strings->slot[tm__strings_home(strings, key)]);
#else
    (void)strings;
    (void)key;
#endif
}

/* The id if the string is where it belongs and short, which is nearly always; else UINT32_MAX,
 * which says nothing. */
static inline uint32_t tm__strings_glance(const struct tm__strings *strings,
                                          const struct tm__string_key *key, size_t size)
{
    const struct tm__string_slot *const slot = &strings->slot[tm__strings_home(strings, key)];

    /* A free slot is all ones: no size is that. */
    return slot->size == size && size <= 16 && slot->head[0] == key->head[0] &&
                   slot->head[1] == key->head[1]
               ? slot->id
               : UINT32_MAX;
}

uint32_t tm__strings_add_key(struct tm__strings *strings, const struct tm__string_key *key,
                             const char *data, size_t size);

/* The id of a string, or UINT32_MAX if it is not there. */
uint32_t tm__strings_find(const struct tm__strings *strings, const char *data, size_t size);

/* String id, which must be below count; borrowed until the next add. */
tm_text tm__strings_get(const struct tm__strings *strings, uint32_t id);

#endif
