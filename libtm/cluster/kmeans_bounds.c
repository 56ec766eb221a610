#include "cluster/kmeans_bounds.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* Bounds that are kept: 128 MB. */
static const size_t most_bounds = 1 << 26;
/* What rounding may do to the square of the distance that a centroid went. */
static const double rounding = 1e-11;

/* Two registers' worth of lanes: bounds are half as long as cosines. */
enum { NARROW = 2 * TM__LANES };
typedef int16_t narrow
    __attribute__((vector_size(NARROW * sizeof(int16_t)), aligned(2), may_alias));
typedef uint64_t words __attribute__((vector_size(NARROW * sizeof(int16_t))));

static size_t round_up(size_t width)
{
    return (width + NARROW - 1) / NARROW * NARROW;
}

tm_status tm__kmeans_bounds_new(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_sums *s,
                                size_t rows, tm_error *err)
{
    const size_t all = round_up(s->width), fit = rows ? most_bounds / rows / NARROW * NARROW : all;

    *bounds = (struct tm__kmeans_bounds){.width = all < fit ? all : fit > NARROW ? fit : NARROW};
    bounds->lower = tm__alloc_array(rows, sizeof *bounds->lower);
    bounds->upper = tm__alloc_array(rows, bounds->width * sizeof *bounds->upper);
    bounds->rise = tm__alloc_array(bounds->width, sizeof *bounds->rise);
    if (bounds->lower && bounds->upper && bounds->rise)
        return TM_OK;
    tm__kmeans_bounds_release(bounds);
    return tm__fail_memory(err, "assigning rows to clusters");
}

void tm__kmeans_bounds_release(struct tm__kmeans_bounds *bounds)
{
    tm__free(bounds->lower);
    tm__free(bounds->upper);
    tm__free(bounds->rise);
    *bounds = (struct tm__kmeans_bounds){0};
}

/* Cosines in steps, rounded up. Where they are several to a bound, the larger counts. */
static TM__CLONES void raise(int16_t *restrict upper, const float *restrict cosine, size_t count)
{
    for (size_t j = 0; j < count; j++) {
        const int16_t steps = (int16_t)(cosine[j] * TM__BOUND_STEPS + 1);

        upper[j] = steps > upper[j] ? steps : upper[j];
    }
}

void tm__kmeans_bounds_set(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                           float *cosine, size_t width)
{
    int16_t *const upper = bounds->upper + row * bounds->width;

    bounds->lower[row] = cosine[own];
    memset(upper, 0, bounds->width * sizeof *upper);
    cosine[own] = 0;
    for (size_t j = 0; j < width; j += bounds->width)
        raise(upper, cosine + j, width - j < bounds->width ? width - j : bounds->width);
    cosine[own] = bounds->lower[row];
}

void tm__kmeans_bounds_finish(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                              float cosine, size_t width)
{
    int16_t *const upper = bounds->upper + row * bounds->width;

    bounds->lower[row] = cosine;
    upper[own] = 1; /* 0, rounded up */
    memset(upper + width, 0, (bounds->width - width) * sizeof *upper);
}

int16_t *tm__kmeans_bounds_of(const struct tm__kmeans_bounds *bounds, size_t row, size_t width)
{
    return bounds->lower && width <= bounds->width ? bounds->upper + row * bounds->width : NULL;
}

void tm__kmeans_bounds_move(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_sums *s)
{
    memset(bounds->rise, 0, bounds->width * sizeof *bounds->rise);
    for (size_t j = 0; j < s->clusters; j++) {
        int16_t *const rise = &bounds->rise[j % bounds->width];
        const double square = 2 - 2 * s->turn[j] + rounding;
        const int16_t steps =
            s->turn[j] < 1 ? (int16_t)(ceil(sqrt(square) * TM__BOUND_STEPS) + 1) : 0;

        *rise = steps > *rise ? steps : *rise;
    }
}

/* A comparison as whole words: asking for elements of the vector itself would keep it in memory. */
static inline bool is_any(const narrow *comparison)
{
    const words w = (words)*comparison;

    return (w[0] | w[1] | w[2] | w[3]) != 0;
}

/* Add rise to upper, up to 1; is any then as large as `least`? */
static TM__CLONES bool loosen(int16_t *upper, const int16_t *rise, int16_t least, size_t width)
{
    const narrow *const by = (const narrow *)rise;
    narrow *const at = (narrow *)upper, any = {0};

    for (size_t v = 0; v < width / NARROW; v++) {
        const narrow is_less = by[v] < TM__BOUND_STEPS - at[v]; /* their sum may not fit */

        at[v] = ((at[v] + (by[v] & is_less)) & is_less) | (TM__BOUND_STEPS & ~is_less);
        any |= at[v] >= least;
    }
    return is_any(&any);
}

/* However both were rounded. */
int16_t tm__kmeans_least_rival(float lower, uint64_t entries)
{
    const float least = (lower - 2 * tm__kmeans_slack(entries)) * TM__BOUND_STEPS;

    return least > 0 ? least < TM__BOUND_STEPS ? (int16_t)least : TM__BOUND_STEPS : 0;
}

float tm__kmeans_rise(const struct tm__kmeans_bounds *bounds, uint32_t cluster)
{
    return (float)bounds->rise[cluster % bounds->width] / TM__BOUND_STEPS;
}

bool tm__kmeans_loosen(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own, uint64_t entries)
{
    bounds->lower[row] -= tm__kmeans_rise(bounds, own);
    return !loosen(bounds->upper + row * bounds->width, bounds->rise,
                   tm__kmeans_least_rival(bounds->lower[row], entries), bounds->width);
}

static TM__CLONES bool is_below(const int16_t *upper, int16_t least, size_t width)
{
    const narrow *const at = (const narrow *)upper;
    narrow any = {0};

    for (size_t v = 0; v < width / NARROW; v++)
        any |= at[v] >= least;
    return !is_any(&any);
}

bool tm__kmeans_is_safe(const struct tm__kmeans_bounds *bounds, size_t row, float lower,
                        uint64_t entries)
{
    return is_below(bounds->upper + row * bounds->width, tm__kmeans_least_rival(lower, entries),
                    bounds->width);
}

void tm__kmeans_bounds_forget(struct tm__kmeans_bounds *bounds, size_t row)
{
    if (!bounds->lower)
        return;
    bounds->lower[row] = 0;
    for (size_t j = 0; j < bounds->width; j++)
        bounds->upper[row * bounds->width + j] = TM__BOUND_STEPS;
}
