#include "text/fold_ascii.h"

#include <string.h>

/*
 * Eight bytes as they are folded; false if there is one that is no letter or digit of ASCII. In
 * each byte the high bit says what a comparison gives; none carries into the next.
 */
static bool fold_eight(uint64_t *bytes, bool fold)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones, x = *bytes, low = x & ~high;
    const uint64_t lower = (x | 0x20 * ones) & ~high;
    const uint64_t letter = (lower + (0x80 - 'a') * ones) & ~(lower + (0x7F - 'z') * ones);
    const uint64_t digit = (low + (0x80 - '0') * ones) & ~(low + (0x7F - '9') * ones);

    if (((letter | digit) & ~x & high) != high)
        return false;
    if (fold)
        *bytes = x | (letter & high) >> 2; /* 0x20 */
    return true;
}

static bool fold_block(char *to, const char *from, bool fold)
{
    uint64_t bytes;

    memcpy(&bytes, from, sizeof bytes);
    if (!fold_eight(&bytes, fold))
        return false;
    memcpy(to, &bytes, sizeof bytes);
    return true;
}

/* Four to seven: two halves, which may overlap. */
static bool fold_halves(char *to, const char *from, size_t size, bool fold)
{
    const size_t second = size - sizeof(uint32_t);
    uint32_t half[2];
    uint64_t bytes;

    memcpy(&half[0], from, sizeof *half);
    memcpy(&half[1], from + second, sizeof *half);
    memcpy(&bytes, half, sizeof bytes);
    if (!fold_eight(&bytes, fold))
        return false;
    memcpy(half, &bytes, sizeof bytes);
    memcpy(to, &half[0], sizeof *half);
    memcpy(to + second, &half[1], sizeof *half);
    return true;
}

static bool fold_few(char *to, const char *from, size_t size, bool fold)
{
    char bytes[sizeof(uint64_t) + 1] = "00000000";

    for (size_t i = 0; i < size; i++)
        bytes[i] = from[i];
    if (!fold_block(bytes, bytes, fold))
        return false;
    for (size_t i = 0; i < size; i++)
        to[i] = bytes[i];
    return true;
}

bool tm__fold_ascii(char *to, const char *from, size_t size, bool fold)
{
    enum { BLOCK = sizeof(uint64_t) };
    size_t i = 0;

    if (size < BLOCK / 2)
        return fold_few(to, from, size, fold);
    if (size < BLOCK)
        return fold_halves(to, from, size, fold);
    for (; i + BLOCK < size; i += BLOCK)
        if (!fold_block(to + i, from + i, fold))
            return false;
    i = size - BLOCK; /* the last block goes back a bit: what is folded twice stays as it is */
    return fold_block(to + i, from + i, fold);
}
