#include "cluster/kmeans_bounds.h"

#include <math.h>

/* What rounding a bound to float and a cosine of 1 - 1e-15 may do to it. */
static const double rounding = 2e-7;

struct tm__kmeans_turns tm__kmeans_turns_of(const struct tm__kmeans_sums *s)
{
    struct tm__kmeans_turns turns = {s->turn, 0, 1, 1};

    for (size_t j = 0; j < s->clusters; j++) {
        if (s->turn[j] < turns.first) {
            turns.second = turns.first;
            turns.first = s->turn[j];
            turns.most = (uint32_t)j;
        } else if (s->turn[j] < turns.second) {
            turns.second = s->turn[j];
        }
    }
    return turns;
}

static double sine(double cosine)
{
    return cosine < 1 ? sqrt(1 - cosine * cosine) : 0;
}

void tm__kmeans_loosen(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                       const struct tm__kmeans_turns *turns)
{
    const double turn = turns->turn[own], other = own == turns->most ? turns->second : turns->first,
                 low = bounds->lower[row], high = bounds->upper[row];

    if (turn < 1)
        bounds->lower[row] = (float)(low * turn - sine(low) * sine(turn) - rounding);
    if (other < 1)
        bounds->upper[row] =
            high < other ? (float)(high * other + sine(high) * sine(other) + rounding) : 1;
}

bool tm__kmeans_is_safe(const struct tm__kmeans_bounds *bounds, size_t row, uint64_t entries)
{
    const float slack = (float)(entries + 16) * 0x1p-23f;

    return bounds->lower[row] - slack > bounds->upper[row] + slack;
}

void tm__kmeans_bounds_forget(struct tm__kmeans_bounds *bounds, size_t row)
{
    if (!bounds->lower)
        return;
    bounds->lower[row] = 0;
    bounds->upper[row] = 1;
}
