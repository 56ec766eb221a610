/*
 * Words as written and the terms they stand for: the table that is asked once for every word of
 * every text.
 *
 * Open addressing with linear probing over 32-byte slots. A slot holds the first 16 bytes of its
 * form, its size and its term, so that most look-ups touch one cache line and compare two numbers.
 * Invariants: at most half of the slots are used; forms are never taken out.
 */
#ifndef TM_VECTOR_FORMS_H
#define TM_VECTOR_FORMS_H

#include "base/buffer.h"

#include <string.h>

#define TM__NO_TERM UINT32_MAX

struct tm__form_slot {
    uint64_t head[2];  /* the first 16 bytes, zero-padded */
    uint64_t position; /* of the whole form in the arena; only of longer ones */
    uint32_t size;     /* bytes; UINT32_MAX: the slot is free */
    uint32_t term;
};

struct tm__forms {
    struct tm__form_slot *slot; /* [slots], a power of two */
    size_t slots, count;
    unsigned shift;          /* from hash to slot */
    struct tm__buffer arena; /* forms of more than 16 bytes, one behind the other */
};

/* A form that is about to be looked for. */
struct tm__form_key {
    uint64_t head[2];
    uint64_t hash;
};

/* A zeroed struct is not ready; init allocates. False when memory is out. */
bool tm__forms_init(struct tm__forms *forms);
void tm__forms_release(struct tm__forms *forms);

/* The first bytes of data, which goes on for `left` bytes, behind the form as well. */
static inline void tm__form_head(uint64_t head[2], const char *data, size_t size, size_t left)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (left >= 16) { /* how long a word is cannot be predicted: no branch on it */
        const unsigned low = size < 8 ? 8 * (unsigned)size : 64;
        const unsigned high = size < 16 ? 8 * (unsigned)size - low : 64;
        const uint64_t keep = ~(uint64_t)0;

        memcpy(head, data, 16);
        head[0] &= low ? keep >> (64 - low) : 0;
        head[1] &= high ? keep >> (64 - high) : 0;
        return;
    }
#else
    (void)left;
#endif
    head[0] = head[1] = 0;
    memcpy(head, data, size < 16 ? size : 16);
}

uint64_t tm__form_hash_rest(uint64_t hash, const char *rest, size_t size);

static inline uint64_t tm__form_hash(const uint64_t head[2])
{
    const uint64_t sum = head[0] * 0x9fb21c651e98df25u + head[1] * 0xbf58476d1ce4e5b9u;

    return (sum ^ sum >> 32) * 0x9e3779b97f4a7c15u;
}

static inline void tm__form_key(struct tm__form_key *key, const char *data, size_t size,
                                size_t left)
{
    tm__form_head(key->head, data, size, left);
    key->hash = tm__form_hash(key->head);
    if (size > 16)
        key->hash = tm__form_hash_rest(key->hash, data + 16, size - 16);
}

static inline const struct tm__form_slot *tm__forms_home(const struct tm__forms *forms,
                                                         const struct tm__form_key *key)
{
    return &forms->slot[key->hash >> forms->shift];
}

/* Does the slot hold this form? False, too, for all of more than 16 bytes. */
static inline bool tm__form_is(const struct tm__form_slot *slot, const struct tm__form_key *key,
                               size_t size)
{
    const uint64_t differ = (slot->head[0] ^ key->head[0]) | (slot->head[1] ^ key->head[1]);

    return size <= 16 && (differ | (slot->size ^ size)) == 0;
}

/*
 * The slot of a form, wherever it is, or the free one it belongs into (size UINT32_MAX).
 */
struct tm__form_slot *tm__forms_find(const struct tm__forms *forms, const struct tm__form_key *key,
                                     const char *data, size_t size);

/* Put a form, which is not there, in. False when memory is out or the form has 4 GiB. */
bool tm__forms_add(struct tm__forms *forms, const struct tm__form_key *key, const char *data,
                   size_t size, uint32_t term);

#endif
