#include "base/hash.h"

#include <string.h>

static uint64_t load(const unsigned char *p, size_t size)
{
    uint64_t x = 0;

    for (size_t i = 0; i < size; i++)
        x |= (uint64_t)p[i] << (8 * i);
    return x;
}

uint64_t tm__hash(const void *data, size_t size)
{
    const unsigned char *p = data;
    uint64_t hash = 0x2d358dccaa6c78a5u ^ size;

    for (; size > 8; p += 8, size -= 8)
        hash = tm__hash_mix(hash, load(p, 8));
    hash = tm__hash_mix(hash, load(p, size));
    hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9u;
    return hash ^ (hash >> 32);
}

uint32_t tm__crc32(uint32_t crc, const void *data, size_t size)
{
    static const uint32_t nibble[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    const unsigned char *p = data;

    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= p[i];
        crc = (crc >> 4) ^ nibble[crc & 15];
        crc = (crc >> 4) ^ nibble[crc & 15];
    }
    return ~crc;
}
