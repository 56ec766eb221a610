/* Hashing of short byte strings, the same on every machine (little- and big-endian). */
#ifndef TM_BASE_HASH_H
#define TM_BASE_HASH_H

#include <tm/base.h>

/* 64-bit hash of a word. */
uint64_t tm__hash(const void *data, size_t size);
/* Extend a hash by a number, for keys made of several parts. */
static inline uint64_t tm__hash_mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9fb21c651e98df25u;
    return hash ^ (hash >> 32);
}

/* CRC-32 (IEEE 802.3, as in zip) of a file's bytes; start with 0. */
uint32_t tm__crc32(uint32_t crc, const void *data, size_t size);

#endif
