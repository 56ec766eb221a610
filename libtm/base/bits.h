/* Which bits of a word are set. */
#ifndef TM_BASE_BITS_H
#define TM_BASE_BITS_H

#include <stdint.h>

/* The lowest bit that is set; mask must not be 0. */
static inline unsigned tm__lowest_bit(uint64_t mask)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(mask);
#else
    unsigned bit = 0;

    while (!(mask >> bit & 1))
        bit++;
    return bit;
#endif
}

/* The highest one. */
static inline unsigned tm__highest_bit(uint64_t mask)
{
#if defined(__GNUC__)
    return 63 - (unsigned)__builtin_clzll(mask);
#else
    unsigned bit = 63;

    while (!(mask >> bit & 1))
        bit--;
    return bit;
#endif
}

#endif
