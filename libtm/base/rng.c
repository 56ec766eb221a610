#include "base/rng.h"

static uint64_t splitmix(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

void tm__rng_seed(struct tm__rng *rng, uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;

    state = splitmix(&state) ^ (stream * 0xd1342543de82ef95u);
    for (int i = 0; i < 4; i++)
        rng->state[i] = splitmix(&state);
}

uint64_t tm__rng_next(struct tm__rng *rng)
{
    uint64_t *s = rng->state;
    const uint64_t result = rotate(s[1] * 5, 7) * 9;
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double tm__rng_uniform(struct tm__rng *rng)
{
    return (double)(tm__rng_next(rng) >> 11) * 0x1.0p-53;
}

uint64_t tm__rng_below(struct tm__rng *rng, uint64_t bound)
{
    /* Numbers below this would make the low remainders a little more likely. */
    const uint64_t reject = (0 - bound) % bound;
    uint64_t x;

    do
        x = tm__rng_next(rng);
    while (x < reject);
    return x % bound;
}
