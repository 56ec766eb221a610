/* Uniform random numbers, many at once. */
#ifndef TM_LINALG_UNIFORM_H
#define TM_LINALG_UNIFORM_H

#include <tm/base.h>

/* out[count] in [-1, 1] of a stream of the run's seed, the same on any number of threads. Errors:
 * TM_ECANCELLED. */
tm_status tm__uniform_fill(float *out, size_t count, uint32_t stream, const tm_run *run,
                           tm_error *err);

#endif
