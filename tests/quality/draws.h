/* Documents by chance, the same everywhere. */
#ifndef QUALITY_DRAWS_H
#define QUALITY_DRAWS_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

/* xorshift64 */
static inline double next(struct random *r)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 7;
    r->state ^= r->state << 17;
    return (double)(r->state >> 11) / 9007199254740992.0;
}

static inline void shuffle(size_t *x, size_t n, struct random *r)
{
    for (size_t i = n; i > 1; i--) {
        const size_t j = (size_t)(next(r) * (double)i), swap = x[i - 1];
        x[i - 1] = x[j];
        x[j] = swap;
    }
}

#endif
