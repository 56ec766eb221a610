/*
 * The product of a row with a sum S becomes that with S + D: the product with D is added, and the
 * whole is divided by the new length. Rare columns of D are lists, and few of them are in a row; of
 * frequent ones, which weigh little, the lengths of row and D there are taken (Cauchy and Schwarz).
 */
#include "cluster/kmeans_follow.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"

#include <math.h>

tm_status tm__kmeans_follow_new(struct tm__kmeans_follow *follow, size_t width, tm_error *err)
{
    follow->ratio = tm__calloc(width, sizeof *follow->ratio);
    follow->rest = tm__calloc(width, sizeof *follow->rest);
    follow->more = tm__calloc(width, sizeof *follow->more);
    if (follow->ratio && follow->rest && follow->more)
        return TM_OK;
    tm__kmeans_follow_release(follow);
    return tm__fail_memory(err, "assigning rows to clusters");
}

void tm__kmeans_follow_release(struct tm__kmeans_follow *follow)
{
    tm__free(follow->ratio);
    tm__free(follow->rest);
    tm__free(follow->more);
    *follow = (struct tm__kmeans_follow){0};
}

void tm__kmeans_follow_move(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s)
{
    for (size_t j = 0; j < s->clusters; j++) {
        const double ratio = ceil((s->shrink[j] - 1) * (1 << 16));
        const double rest = ceil(s->shrink[j] * sqrt(s->changes->rest[j]) * 2 * TM__BOUND_STEPS);
        double more = s->turn[j] < 1 ? 3 : 0; /* the two products and the share, rounded down */

        if (ratio > INT16_MAX) /* of a bound of 1 at most */
            more += ceil((ratio - INT16_MAX) * TM__BOUND_STEPS / (1 << 16));
        if (rest > INT16_MAX)
            more = TM__BOUND_STEPS;
        follow->ratio[j] = (int16_t)fmax(INT16_MIN, fmin(ratio, INT16_MAX));
        follow->rest[j] = (int16_t)fmin(rest, INT16_MAX);
        follow->more[j] = (int16_t)fmin(more, TM__BOUND_STEPS);
    }
}

/* Add the row's products with what changed in rare columns; does every bound stay below 1? */
static bool add_changes(int16_t *upper, float *gain, float *frequent,
                        const struct tm__kmeans_sums *s, size_t row, uint32_t own)
{
    const struct tm__kmeans_rows *x = s->x;
    const struct tm__kmeans_changes *changes = s->changes;
    int most = 0;

    for (uint64_t e = x->start[row]; e < x->start[row + 1]; e++) {
        const uint32_t column = x->column[e], count = changes->count[column];
        const struct tm__kmeans_posting *const posting =
            changes->posting + 2 * changes->start[column];
        const float value = x->value[e];

        *frequent += column < changes->frequent ? value * value : 0;
        for (uint32_t p = 0; p < count; p++) {
            const uint32_t j = posting[p].cluster;
            const float by = value * posting[p].value;
            /* rounded up, with what rounding may have done to `by` */
            const int to = upper[j] + (int)(by * TM__BOUND_STEPS + 1.01f);

            most = to > most ? to : most;
            upper[j] = (int16_t)(to < 0 ? 0 : to < TM__BOUND_STEPS ? to : TM__BOUND_STEPS);
            *gain += j == own ? by : 0;
        }
    }
    return most <= TM__BOUND_STEPS;
}

/* What the new lengths and frequent columns do, up to 1; share: of the row, in 2^-15. The largest.
 */
static TM__CLONES int16_t apply(int16_t *restrict upper, const int16_t *restrict ratio,
                                const int16_t *restrict rest, const int16_t *restrict more,
                                int16_t share, size_t width)
{
    int16_t most = 0;

    for (size_t j = 0; j < width; j++) {
        const int16_t stretch = (int16_t)((upper[j] * ratio[j]) >> 16);
        const int16_t drift = (int16_t)((rest[j] * share) >> 16);
        const uint16_t sum = (uint16_t)(upper[j] + stretch + drift + more[j]);

        upper[j] = (int16_t)(sum < TM__BOUND_STEPS ? sum : TM__BOUND_STEPS);
        most = upper[j] > most ? upper[j] : most;
    }
    return most;
}

bool tm__kmeans_follow_row(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_follow *follow,
                           const struct tm__kmeans_sums *s, size_t row, uint32_t own)
{
    int16_t *const upper = bounds->upper + row * bounds->width;
    const uint64_t entries = s->x->start[row + 1] - s->x->start[row];
    const float shrink = (float)s->shrink[own], rest = (float)follow->rest[own] / TM__BOUND_STEPS;
    float gain = 0, frequent = 0, share;

    if (!add_changes(upper, &gain, &frequent, s, row, own))
        return false;
    upper[own] = 0;
    share = sqrtf(frequent) + tm__kmeans_slack(entries);
    bounds->lower[row] = (bounds->lower[row] + gain) * shrink - share * rest / 2 -
                         (1 + shrink) * tm__kmeans_slack(entries);
    share = share * (1 << 15) + 1;
    return apply(upper, follow->ratio, follow->rest, follow->more,
                 (int16_t)(share < INT16_MAX ? share : INT16_MAX),
                 bounds->width) < tm__kmeans_least_rival(bounds->lower[row], entries);
}
