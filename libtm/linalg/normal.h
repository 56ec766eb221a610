/* Normally distributed numbers, many at once. */
#ifndef TM_LINALG_NORMAL_H
#define TM_LINALG_NORMAL_H

#include <tm/base.h>

/* out[count] of a stream of the run's seed, in the order of the stream. Errors: TM_ENOMEM,
 * TM_ECANCELLED. */
tm_status tm__normal_fill(float *out, size_t count, uint64_t stream, const tm_run *run,
                          tm_error *err);

#endif
