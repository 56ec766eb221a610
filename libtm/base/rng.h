/*
 * Seeded random numbers: xoshiro256** (Blackman & Vigna 2018), seeded by splitmix64. The same
 * numbers on every machine; no state outside the struct.
 */
#ifndef TM_BASE_RNG_H
#define TM_BASE_RNG_H

#include <tm/base.h>

struct tm__rng {
    uint64_t state[4];
};

/* Streams of one seed are independent: give each restart or block its own. */
void tm__rng_seed(struct tm__rng *rng, uint64_t seed, uint64_t stream);
uint64_t tm__rng_next(struct tm__rng *rng);
/* Uniform in [0, 1), 53 bits. */
double tm__rng_uniform(struct tm__rng *rng);
/* Uniform in [0, bound), without bias; bound > 0. */
uint64_t tm__rng_below(struct tm__rng *rng, uint64_t bound);

#endif
