/*
 * The product of a row with a sum S becomes that with S + D: the product with D is added. Rare
 * columns of D are lists, and few of them are in a row; of frequent ones, which weigh little, the
 * lengths of row and D there are taken (Cauchy and Schwarz).
 */
#include "cluster/kmeans_follow.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/* How far a length may go until bounds are based anew: they have to fit. */
static const double least_now = .53, most_now = 1.9;

tm_status tm__kmeans_follow_new(struct tm__kmeans_follow *follow, size_t width, size_t rows,
                                tm_error *err)
{
    *follow = (struct tm__kmeans_follow){0};
    follow->length = tm__calloc(width, sizeof *follow->length);
    follow->current = tm__calloc(width, sizeof *follow->current);
    follow->before = tm__calloc(width, sizeof *follow->before);
    follow->now = tm__calloc(width, sizeof *follow->now);
    follow->away = tm__calloc(width, sizeof *follow->away);
    follow->factor = tm__calloc(width, sizeof *follow->factor);
    follow->ratio = tm__calloc(width, sizeof *follow->ratio);
    follow->rest = tm__calloc(width, sizeof *follow->rest);
    follow->more = tm__calloc(width, sizeof *follow->more);
    follow->loss = tm__calloc(width, sizeof *follow->loss);
    follow->margin = tm__calloc(rows, sizeof *follow->margin);
    if (follow->length && follow->current && follow->before && follow->now && follow->away &&
        follow->factor && follow->ratio && follow->rest && follow->more && follow->loss &&
        follow->margin)
        return TM_OK;
    tm__kmeans_follow_release(follow);
    return tm__fail_memory(err, "assigning rows to clusters");
}

void tm__kmeans_follow_release(struct tm__kmeans_follow *follow)
{
    tm__free(follow->length);
    tm__free(follow->current);
    tm__free(follow->before);
    tm__free(follow->now);
    tm__free(follow->away);
    tm__free(follow->factor);
    tm__free(follow->ratio);
    tm__free(follow->rest);
    tm__free(follow->more);
    tm__free(follow->loss);
    tm__free(follow->margin);
    tm__kmeans_touched_release(&follow->touched);
    *follow = (struct tm__kmeans_follow){0};
}

void tm__kmeans_follow_start(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s)
{
    follow->is_light = false;
    for (size_t j = 0; j < s->clusters; j++)
        follow->current[j] = sqrt(s->square[j]);
}

static double share(double length, double of)
{
    return of > 0 ? length / of : 0;
}

/* What lengths do to cosines. */
static void measure(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s)
{
    follow->growth = 0;
    for (size_t j = 0; j < s->clusters; j++) {
        const int growth = (int)ceil(fmin(s->shrink[j] - 1, 2) * (1 << 16));
        const int loss = (int)ceil((1 - s->shrink[j]) * TM__BOUND_STEPS);

        follow->before[j] = (float)share(follow->current[j], follow->length[j]);
        follow->current[j] = sqrt(s->square[j]);
        follow->now[j] = (float)share(follow->length[j], follow->current[j]);
        follow->away[j] = (float)share(follow->current[j], follow->length[j]);
        follow->growth = growth > follow->growth ? growth : follow->growth;
        follow->loss[j] = (int16_t)(loss > 0 ? loss : 0);
    }
}

static bool is_light(const struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s)
{
    uint64_t touched = 0;

    if (s->changes->frequent > 0 || follow->growth > 1 << 16)
        return false;
    for (size_t c = 0; c < s->x->columns && touched <= s->x->rows; c++)
        touched += s->changes->count[c] ? s->x->rows_with[c] : 0;
    if (touched > s->x->rows)
        return false;
    for (size_t j = 0; j < s->clusters; j++)
        if (follow->now[j] < least_now || follow->now[j] > most_now)
            return false;
    return true;
}

/* What basing anew does to bounds. One that is lost becomes 1. */
static void find_effects(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s)
{
    for (size_t j = 0; j < s->clusters; j++) {
        const double ratio = ceil(((double)follow->now[j] - 1) * (1 << 15));
        const double rest = ceil(s->shrink[j] * sqrt(s->changes->rest[j]) * 2 * TM__BOUND_STEPS);
        const double more = ratio != 0 || rest > 0 ? 4 : 0; /* products and share, rounded down */
        const bool is_lost = ratio > INT16_MAX || rest / 2 + more > TM__BOUND_STEPS;

        follow->ratio[j] = (int16_t)fmax(INT16_MIN, fmin(ratio, is_lost ? 0 : INT16_MAX));
        follow->rest[j] = (int16_t)fmin(rest, INT16_MAX);
        follow->more[j] = (int16_t)(is_lost ? TM__BOUND_STEPS : more);
    }
}

tm_status tm__kmeans_follow_move(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s,
                                 tm_error *err)
{
    if (!follow->is_light)
        memcpy(follow->length, follow->current, s->clusters * sizeof *follow->length);
    measure(follow, s);
    follow->is_light = is_light(follow, s);
    if (!follow->is_light) {
        find_effects(follow, s);
        return TM_OK;
    }
    for (size_t j = 0; j < s->clusters; j++)
        follow->factor[j] = (uint16_t)(follow->now[j] * (1 << 15) + 1.5f);
    return tm__kmeans_touched_find(&follow->touched, s->x, s->changes, err);
}

/* Cosines become shares. */
static TM__CLONES void share_all(int16_t *restrict upper, const float *restrict away, size_t width)
{
    for (size_t j = 0; j < width; j++)
        upper[j] = (int16_t)((float)upper[j] * away[j] + 1);
}

void tm__kmeans_follow_set(struct tm__kmeans_follow *follow, struct tm__kmeans_bounds *bounds,
                           size_t row, uint32_t own)
{
    follow->margin[row] = (struct tm__kmeans_margin){0};
    if (!follow->is_light)
        return;
    share_all(bounds->upper + row * bounds->width, follow->away, bounds->width);
    bounds->lower[row] *= follow->away[own];
}

/* What a row gains with its own cluster, and the square of its length in frequent columns. */
struct gain {
    float own, frequent;
};

/* Add the row's products with what changed in rare columns; does every bound still fit? */
static bool add_changes(int16_t *upper, struct gain *gain, const struct tm__kmeans_follow *follow,
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

        gain->frequent += column < changes->frequent ? value * value : 0;
        for (uint32_t p = 0; p < count; p++) {
            const uint32_t j = posting[p].cluster;
            const float by = value * posting[p].value * follow->before[j];
            /* rounded up, with what rounding may have done to `by` */
            const int to = upper[j] + (int)(by * TM__BOUND_STEPS + 1.01f);

            most = to > most ? to : most;
            upper[j] = (int16_t)(to < 0 ? 0 : to < INT16_MAX ? to : INT16_MAX);
            gain->own += j == own ? by : 0;
        }
    }
    return most <= INT16_MAX;
}

/* Base bounds anew, with what frequent columns do, up to 1; share: of the row, in 2^-15. The
 * largest.
 */
static TM__CLONES int16_t apply(int16_t *restrict upper, const int16_t *restrict ratio,
                                const int16_t *restrict rest, const int16_t *restrict more,
                                int16_t share, size_t width)
{
    int16_t most = 0;

    for (size_t j = 0; j < width; j++) {
        const int16_t half = (int16_t)((upper[j] * ratio[j]) >> 16);
        const int16_t stretch = half < TM__BOUND_STEPS / 2 ? half : TM__BOUND_STEPS / 2 - 1;
        const int16_t drift = (int16_t)((rest[j] * share) >> 16);
        const uint16_t sum = (uint16_t)(upper[j] + 2 * stretch + drift + more[j]);

        upper[j] = (int16_t)(sum < TM__BOUND_STEPS ? sum : TM__BOUND_STEPS);
        most = upper[j] > most ? upper[j] : most;
    }
    return most;
}

/* Base the bounds of a row anew; the largest. */
static int base_row(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_follow *follow,
                    const struct tm__kmeans_sums *s, size_t row, uint32_t own,
                    const struct gain *gain)
{
    const float slack = tm__kmeans_slack(s->x->start[row + 1] - s->x->start[row]);
    const float now = follow->now[own], rest = (float)follow->rest[own] / TM__BOUND_STEPS;
    float share = sqrtf(gain->frequent) + slack;

    bounds->lower[row] =
        (bounds->lower[row] + gain->own) * now - share * rest / 2 - (1 + now) * slack;
    if (follow->more[own] == TM__BOUND_STEPS) /* lost */
        bounds->lower[row] = 0;
    share = share * (1 << 15) + 1;
    return apply(bounds->upper + row * bounds->width, follow->ratio, follow->rest, follow->more,
                 (int16_t)(share < INT16_MAX ? share : INT16_MAX), bounds->width);
}

/* The largest of bounds as cosines, in half as many steps, rounded down. */
static TM__CLONES uint16_t largest(const int16_t *restrict upper, const uint16_t *restrict factor,
                                   size_t width)
{
    uint16_t most = 0;

    for (size_t j = 0; j < width; j++) {
        const uint16_t cosine = (uint16_t)(((uint32_t)(uint16_t)upper[j] * factor[j]) >> 16);

        most = cosine > most ? cosine : most;
    }
    return most;
}

/* Does the row stay, as can be seen without its bounds? */
static bool is_far(struct tm__kmeans_margin *margin, int growth, int loss)
{
    const int rise = ((margin->most * growth) >> 16) + 1, gap = margin->gap - rise - loss;

    if (gap <= 0)
        return false;
    margin->most = (int16_t)(margin->most + rise); /* a gap is left, so it is below 1 */
    margin->gap = (int16_t)gap;
    return true;
}

bool tm__kmeans_follow_row(struct tm__kmeans_bounds *bounds, struct tm__kmeans_follow *follow,
                           const struct tm__kmeans_sums *s, size_t row, uint32_t own)
{
    struct tm__kmeans_margin *const margin = &follow->margin[row];
    const bool is_touched = !follow->is_light || follow->touched.is_touched[row];
    const uint64_t entries = s->x->start[row + 1] - s->x->start[row];
    int16_t *const upper = bounds->upper + row * bounds->width;
    struct gain gain = {0};
    float lower;
    int most, gap;

    if (!is_touched && is_far(margin, follow->growth, follow->loss[own]))
        return true;
    if (is_touched && !add_changes(upper, &gain, follow, s, row, own))
        return false;
    upper[own] = 0;
    if (follow->is_light) {
        bounds->lower[row] += gain.own - (is_touched ? 2 * tm__kmeans_slack(entries) : 0);
        lower = bounds->lower[row] * follow->now[own] - tm__kmeans_slack(entries);
        most = 2 * largest(upper, follow->factor, bounds->width) + 2;
    } else {
        most = base_row(bounds, follow, s, row, own, &gain);
        lower = bounds->lower[row];
    }
    gap = tm__kmeans_least_rival(lower, entries) - most;
    margin->most = (int16_t)(most < INT16_MAX ? most : INT16_MAX);
    margin->gap = (int16_t)(gap > 0 ? gap : 0);
    return gap > 0;
}

/* Shares become cosines. */
static TM__CLONES void unshare_all(int16_t *restrict upper, const float *restrict now, size_t width)
{
    for (size_t j = 0; j < width; j++) {
        const float cosine = (float)upper[j] * now[j] + 1;

        upper[j] = (int16_t)(cosine < TM__BOUND_STEPS ? cosine : TM__BOUND_STEPS);
    }
}

void tm__kmeans_follow_leave(struct tm__kmeans_follow *follow, struct tm__kmeans_bounds *bounds,
                             const struct tm__kmeans_rows *x, size_t rows, const uint32_t *label)
{
    memset(follow->margin, 0, rows * sizeof *follow->margin);
    for (size_t i = 0; follow->is_light && i < rows; i++) {
        unshare_all(bounds->upper + i * bounds->width, follow->now, bounds->width);
        if (label[i] != TM__NO_CLUSTER)
            bounds->lower[i] = bounds->lower[i] * follow->now[label[i]] -
                               tm__kmeans_slack(x->start[i + 1] - x->start[i]);
    }
}
