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

bool tm__fold_ascii(char *to, const char *from, size_t size, bool fold)
{
    uint64_t bytes;

    for (; size >= sizeof bytes; from += sizeof bytes, to += sizeof bytes, size -= sizeof bytes) {
        memcpy(&bytes, from, sizeof bytes);
        if (!fold_eight(&bytes, fold))
            return false;
        memcpy(to, &bytes, sizeof bytes);
    }
    if (size == 0)
        return true;
    bytes = 0x3030303030303030u; /* digits behind what is left */
    memcpy(&bytes, from, size);
    if (!fold_eight(&bytes, fold))
        return false;
    memcpy(to, &bytes, size);
    return true;
}
