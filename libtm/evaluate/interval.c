#include <tm/evaluate.h>

#include "base/memory.h"
#include "base/rng.h"
#include "base/status.h"
#include "evaluate/resample.h"

#include <stdlib.h>

struct values {
    const double *value;
    size_t count;
};

static double sample_mean(const void *ctx, struct tm__rng *rng)
{
    const struct values *v = ctx;
    double sum = 0;

    for (size_t i = 0; i < v->count; i++)
        sum += v->value[tm__rng_below(rng, v->count)];
    return sum / (double)v->count;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double percentile(const double *sorted, size_t count, double share)
{
    const double place = share * (double)(count - 1);
    const size_t below = (size_t)place;
    const double rest = place - (double)below;

    return below + 1 < count ? sorted[below] * (1 - rest) + sorted[below + 1] * rest
                             : sorted[count - 1];
}

tm_status tm_evaluate_interval(double *low, double *high, const double *value, size_t count,
                               double level, size_t samples, const tm_run *run, tm_error *err)
{
    const struct values values = {value, count};
    double *sample;
    tm_status status;

    *low = *high = 0;
    if (!count || !samples)
        return tm__fail(err, TM_EINVAL, "%zu samples of %zu values", samples, count);
    if (!(level >= 0 && level <= 1))
        return tm__fail(err, TM_EINVAL, "a level of %g is not within 0 and 1", level);
    sample = tm__alloc_array(samples, sizeof *sample);
    if (!sample)
        return tm__fail_memory(err, "resampling");
    status = tm__resample(sample, samples, sample_mean, &values, run, err);
    if (status == TM_OK) {
        qsort(sample, samples, sizeof *sample, compare);
        *low = percentile(sample, samples, (1 - level) / 2);
        *high = percentile(sample, samples, (1 + level) / 2);
    }
    tm__free(sample);
    return status;
}
