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

struct tm__string_slot {
    uint64_t head[2];  /* the first 16 bytes, zero-padded */
    uint64_t position; /* of the whole string in the arena */
    uint32_t size;     /* bytes */
    uint32_t id;       /* UINT32_MAX: the slot is free */
};

struct tm__strings {
    struct tm__string_slot *slot; /* [slots], a power of two */
    size_t slots;
    uint64_t *start; /* [count + 1] id -> where its string starts in the arena */
    size_t count, start_capacity;
    struct tm__buffer arena; /* the strings one behind the other, in the order of their ids */
};

/* A zeroed struct is not ready; init allocates. False when memory is out. */
bool tm__strings_init(struct tm__strings *strings);
void tm__strings_release(struct tm__strings *strings);

/*
 * The id of a string, adding it if it is new. UINT32_MAX when memory is out or 2^32 - 1 strings or
 * a string of 4 GiB is reached. A new id equals the count before.
 */
uint32_t tm__strings_add(struct tm__strings *strings, const char *data, size_t size);

/* The id of a string, or UINT32_MAX if it is not there. */
uint32_t tm__strings_find(const struct tm__strings *strings, const char *data, size_t size);

/* String id, which must be below count; borrowed until the next add. */
tm_text tm__strings_get(const struct tm__strings *strings, uint32_t id);

#endif
