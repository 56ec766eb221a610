/* Random numbers for tests that make up texts: always the same ones. */
#ifndef RANDOM_TEXTS_H
#define RANDOM_TEXTS_H

#include <stdint.h>

static inline uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

#endif
