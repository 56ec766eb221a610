/*
 * Words as written and the terms they stand for: the table that is asked once for every word of
 * every text.
 *
 * Open addressing over 32-byte slots, two to a cache line. A slot holds the first 16 bytes of its
 * string, its size and its term, so that most look-ups touch one cache line and compare two
 * numbers. Most terms are spelt like one of their forms, so terms have no table of their own: a
 * slot knows which term the string stands for as a form, and which term it is. Invariants: at most
 * 5/8 of the slots are used; strings are never taken out.
 */
#ifndef TM_VECTOR_FORMS_H
#define TM_VECTOR_FORMS_H

#include "base/buffer.h"
#include "base/prefetch.h"
#include "vector/choose_terms.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { TM__FORM_HEAD = 16 }; /* bytes of a string that stand in its slot */

#define TM__FORM_UNREAD ((uint32_t)1 << 31)

struct tm__form_slot {
    uint64_t head[2]; /* the first 16 bytes, zero-padded */
    uint32_t size; /* bytes; with TM__FORM_UNREAD if it is known as a term only; UINT32_MAX: free */
    uint32_t term; /* of the form, or TM__NO_TERM */
    uint32_t own;  /* the term that is spelt like this, or TM__NO_TERM */
    uint32_t place; /* of longer strings: where they start in the arena, in steps of 8 bytes */
};

struct tm__forms {
    struct tm__form_slot *slot; /* [slots], a power of two; two to a cache line */
    void *block;                /* that they are in; NULL: it is lent */
    void *room;                 /* lent for a table of that size and not used yet, or NULL */
    size_t room_size;
    size_t slots, count;
    unsigned shift;          /* from hash to slot */
    struct tm__buffer arena; /* strings of more than 16 bytes, at multiples of 8 */
};

/* A form that is about to be looked for. */
struct tm__form_key {
    uint64_t head[2];
    uint64_t hash;
};

/* A zeroed struct is not ready; init allocates. False when memory is out. */
bool tm__forms_init(struct tm__forms *forms);
void tm__forms_release(struct tm__forms *forms);

/*
 * Room for about so many strings at once, at most for 650,000: doubling the slots on the way there
 * costs more than filling them. False when memory is out; the table is as it was then.
 */
bool tm__forms_expect(struct tm__forms *forms, size_t strings);

/* What the slots take then. */
size_t tm__forms_bytes(size_t strings);

/*
 * Lend a table memory for when it has slots of just so many bytes. It starts at a cache line and
 * stays until the table is released; larger tables have their own.
 */
void tm__forms_lend(struct tm__forms *forms, void *room, size_t size);

/* Bytes of ones, then of zeros: what is read from 16 - n on has n bytes of ones. */
extern const unsigned char tm__form_ones[2 * TM__FORM_HEAD];

/* The key of a form at the end of its text, and of one that is longer than a slot. */
void tm__form_key_last(struct tm__form_key *key, const char *data, size_t size);
uint64_t tm__form_hash_rest(uint64_t hash, const char *rest, size_t size);

/* What tells a capital from a small letter, in the first byte of a head. */
#define TM__FORM_CASE ((uint64_t)0x20)

/*
 * Its top bits are what counts: each bit of both numbers reaches them, but for the case of the
 * first letter. So a capitalised form leads to the cache line of its term.
 */
static inline uint64_t tm__form_hash(uint64_t low, uint64_t high)
{
    return (low & ~TM__FORM_CASE) * 0x9fb21c651e98df25u + high * 0xbf58476d1ce4e5b9u;
}

/*
 * The key of the form at data if it has no more than TM__FORM_HEAD bytes, all of which can be read,
 * whatever its size. How long a word is cannot be predicted, so there is no branch on it.
 */
static inline void tm__form_key_head(struct tm__form_key *key, const char *data, size_t size)
{
    const unsigned char *const ones =
        tm__form_ones + TM__FORM_HEAD - (size < TM__FORM_HEAD ? size : TM__FORM_HEAD);
#if defined(__SSE2__)
    const __m128i head =
        _mm_and_si128(_mm_loadu_si128((const void *)data), _mm_loadu_si128((const void *)ones));

    _mm_storeu_si128((void *)key->head, head);
    key->hash = tm__form_hash((uint64_t)_mm_cvtsi128_si64(head),
                              (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(head, head)));
#else
    uint64_t mask[2];

    memcpy(mask, ones, sizeof mask);
    memcpy(key->head, data, sizeof key->head);
    key->head[0] &= mask[0];
    key->head[1] &= mask[1];
    key->hash = tm__form_hash(key->head[0], key->head[1]);
#endif
}

/* The key of the form at data, which goes on for `left` bytes, behind the form as well. */
static inline void tm__form_key(struct tm__form_key *key, const char *data, size_t size,
                                size_t left)
{
    if (left < TM__FORM_HEAD) {
        tm__form_key_last(key, data, size);
        return;
    }
    tm__form_key_head(key, data, size);
    if (size > TM__FORM_HEAD)
        key->hash = tm__form_hash_rest(key->hash, data + TM__FORM_HEAD, size - TM__FORM_HEAD);
}

/* Where a form is looked for first: the case of its first letter says in which half of the line. */
static inline const struct tm__form_slot *tm__forms_home(const struct tm__forms *forms,
                                                         const struct tm__form_key *key)
{
    const uint64_t bytes = (key->hash >> forms->shift) * sizeof *forms->slot; /* as TM__FORM_CASE */

    return (const void *)((const char *)forms->slot + (bytes ^ (key->head[0] & TM__FORM_CASE)));
}

/* Ask for the line. */
static inline void tm__forms_ask(const struct tm__forms *forms, const struct tm__form_key *key)
{
    TM__PREFETCH(&forms->slot[key->hash >> forms->shift]);
}

/* Ask for the line that is looked at behind that one. */
static inline void tm__forms_ask_next(const struct tm__forms *forms, const struct tm__form_key *key)
{
    TM__PREFETCH(&forms->slot[((key->hash >> forms->shift | 1) + 1) & (forms->slots - 1)]);
}

/* Does the slot hold this form, read before? False, too, for all of more than 16 bytes. */
static inline bool tm__form_is(const struct tm__form_slot *slot, const struct tm__form_key *key,
                               size_t size)
{
    return ((slot->head[0] ^ key->head[0]) | (slot->head[1] ^ key->head[1]) |
            (slot->size ^ size)) == 0 &&
           size <= 16;
}

/* The slot of a string, wherever it is, or the free one it belongs into. */
struct tm__form_slot *tm__forms_find(const struct tm__forms *forms, const struct tm__form_key *key,
                                     const char *data, size_t size);

/*
 * Exchange a used slot with the one where its string would be found at a glance. All slots that are
 * looked at between are used, and behind the first two they are looked at in the same order
 * whatever is looked for, so both strings are still found. What is frequent so gets there, whoever
 * came first.
 */
void tm__forms_promote(struct tm__forms *forms, const struct tm__form_key *key,
                       struct tm__form_slot *slot);

/*
 * The slot of a string, which is put in as unread and no term if it is not there. Valid until the
 * next one is put in. NULL when memory is out, which it is for a string of 2 GiB, too.
 */
struct tm__form_slot *tm__forms_put(struct tm__forms *forms, const struct tm__form_key *key,
                                    const char *data, size_t size);

#endif
