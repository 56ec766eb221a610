#include "evaluate/resample.h"

#include "base/parallel.h"
#include "base/rng.h"

enum { SAMPLES_PER_BLOCK = 64 };

struct work {
    double *sample;
    size_t samples;
    tm__sample_fn fn;
    const void *ctx;
    uint64_t seed;
};

static tm_status fill(void *ctx, size_t block, unsigned worker)
{
    const struct work *w = ctx;

    (void)worker;
    for (size_t s = block * SAMPLES_PER_BLOCK;
         s < w->samples && s < (block + 1) * SAMPLES_PER_BLOCK; s++) {
        struct tm__rng rng;
        tm__rng_seed(&rng, w->seed, s);
        w->sample[s] = w->fn(w->ctx, &rng);
    }
    return TM_OK;
}

tm_status tm__resample(double *sample, size_t samples, tm__sample_fn fn, const void *ctx,
                       const tm_run *run, tm_error *err)
{
    struct work w = {sample, samples, fn, ctx, run ? run->seed : 0};

    return tm__parallel_for((samples + SAMPLES_PER_BLOCK - 1) / SAMPLES_PER_BLOCK, fill, &w,
                            "resample", run, err);
}
