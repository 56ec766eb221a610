#include <tm/evaluate.h>

#include "base/memory.h"
#include "base/rng.h"
#include "base/status.h"
#include "evaluate/resample.h"

#include <math.h>

struct pairs {
    const double *a, *b;
    size_t count;
};

/* The difference if each pair is swapped or not by the toss of a coin. */
static double sample_difference(const void *ctx, struct tm__rng *rng)
{
    const struct pairs *p = ctx;
    uint64_t coins = 0;
    double sum = 0;

    for (size_t i = 0; i < p->count; i++) {
        const double difference = p->a[i] - p->b[i];
        if (i % 64 == 0)
            coins = tm__rng_next(rng);
        sum += coins >> (i % 64) & 1 ? difference : -difference;
    }
    return fabs(sum);
}

static double observed(const struct pairs *p, double *size)
{
    double sum = 0;

    *size = 0;
    for (size_t i = 0; i < p->count; i++) {
        sum += p->a[i] - p->b[i];
        *size += fabs(p->a[i] - p->b[i]);
    }
    return fabs(sum);
}

tm_status tm_evaluate_paired(double *p, const double *a, const double *b, size_t count,
                             size_t samples, const tm_run *run, tm_error *err)
{
    const struct pairs pairs = {a, b, count};
    double size, seen, *sample;
    size_t hits = 0;
    tm_status status;

    *p = 1;
    if (!count || !samples)
        return tm__fail(err, TM_EINVAL, "%zu samples of %zu pairs", samples, count);
    seen = observed(&pairs, &size);
    sample = tm__alloc_array(samples, sizeof *sample);
    if (!sample)
        return tm__fail_memory(err, "resampling");
    status = tm__resample(sample, samples, sample_difference, &pairs, run, err);
    /* Sums that are equal but for rounding are equal. */
    for (size_t s = 0; s < samples && status == TM_OK; s++)
        hits += sample[s] >= seen - 1e-12 * size;
    if (status == TM_OK)
        *p = (double)(hits + 1) / (double)(samples + 1);
    tm__free(sample);
    return status;
}
