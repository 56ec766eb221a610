/* What the tests by resampling share. */
#ifndef TM_EVALUATE_RESAMPLE_H
#define TM_EVALUATE_RESAMPLE_H

#include <tm/base.h>

/* One sample: a number made with a stream of random numbers of its own. */
struct tm__rng;
typedef double (*tm__sample_fn)(const void *ctx, struct tm__rng *rng);

/*
 * Fill sample[samples], each with its own stream of run's seed: they do not depend on threads.
 * Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__resample(double *sample, size_t samples, tm__sample_fn fn, const void *ctx,
                       const tm_run *run, tm_error *err);

#endif
