/*
 * The key of a string: its first 16 bytes as two numbers, and a hash. In a header because it is
 * made for every word of every text.
 */
#ifndef TM_BASE_STRING_KEY_H
#define TM_BASE_STRING_KEY_H

#include "base/hash.h"

#include <string.h>

struct tm__string_key {
    uint64_t head[2]; /* zero-padded; one to one among strings of one size up to 16 */
    uint64_t hash;
};

static inline uint64_t tm__load8(const char *p)
{
    uint64_t x;

    memcpy(&x, p, 8);
    return x;
}

static inline uint64_t tm__load4(const char *p)
{
    uint32_t x;

    memcpy(&x, p, 4);
    return x;
}

/*
 * Up to 8 bytes as one number, without a loop and without reading past the end. One to one among
 * strings of the same size, which is all that is needed: sizes are compared apart.
 */
static inline uint64_t tm__load_short(const char *p, size_t size)
{
    if (size >= 8)
        return tm__load8(p);
    if (size >= 4)
        return tm__load4(p) | tm__load4(p + size - 4) << 32;
    if (size == 0)
        return 0;
    return (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[size / 2] << 8 |
           (uint64_t)(unsigned char)p[size - 1] << 16;
}

static inline uint64_t tm__mix_key(uint64_t a, uint64_t b, size_t size)
{
    uint64_t hash = (a ^ size * 0x9e3779b97f4a7c15u) * 0x9fb21c651e98df25u;

    hash = ((hash ^ hash >> 32) ^ b) * 0xbf58476d1ce4e5b9u;
    return hash ^ hash >> 29;
}

static inline struct tm__string_key tm__string_key(const char *data, size_t size)
{
    struct tm__string_key key;

    key.head[0] = tm__load_short(data, size);
    key.head[1] = size > 8 ? tm__load_short(data + 8, size - 8) : 0;
    key.hash = tm__mix_key(key.head[0], key.head[1], size);
    if (size > 16)
        key.hash = tm__hash_mix(key.hash, tm__hash(data + 16, size - 16));
    return key;
}

#endif
