/*
 * Points in the plane by stress majorization (Gansner, Koren & North 2004), one point at a time:
 * every other point pulls it to where the distance between the two would be right, weighted by the
 * inverse square of that distance. Stress never rises.
 */
#include "base/memory.h"
#include "base/status.h"

#include <tm/linalg.h>

#include <math.h>

enum { ROUNDS = 300, POWER_ROUNDS = 60 };
/* A round that lowers the stress by less than this share is the last. */
static const double LITTLE = 1e-4;
/* Equal rows keep so much of the mean distance between them, or their points would fall together
 * and pull each other infinitely hard. */
static const double LEAST = 0.05;

struct layout {
    size_t rows;
    double *distance; /* [rows x rows] wanted */
    double *place;    /* [rows x 2] */
};

static double row_distance(const float *a, const float *b, size_t cols)
{
    double sum = 0;

    for (size_t c = 0; c < cols; c++) {
        const double d = (double)a[c] - (double)b[c];

        sum += d * d;
    }
    return sqrt(sum);
}

static void fill_distances(struct layout *l, const float *x, size_t cols)
{
    const size_t n = l->rows;
    double sum = 0, least;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            const double d = row_distance(x + i * cols, x + j * cols, cols);

            l->distance[i * n + j] = l->distance[j * n + i] = d;
            sum += d;
        }
    least = sum > 0 ? LEAST * sum / ((double)n * (double)(n - 1) / 2) : 1;
    for (size_t i = 0; i < n * n; i++)
        if (l->distance[i] < least)
            l->distance[i] = least;
}

/* One axis of the start: the leading eigenvector of the doubly centred squared distances (classical
 * scaling), orthogonal to the axis before it. */
static void power_axis(struct layout *l, const double *row_mean, double all_mean, size_t axis,
                       double *v, double *next)
{
    const size_t n = l->rows;
    double length = 0;

    for (size_t i = 0; i < n; i++) /* any start that is not symmetric */
        v[i] = cos((double)(i * (axis + 2) + 1));
    for (unsigned round = 0; round < POWER_ROUNDS; round++) {
        double dot = 0, norm = 0;

        for (size_t i = 0; i < n; i++) {
            next[i] = 0;
            for (size_t j = 0; j < n; j++) {
                const double d = l->distance[i * n + j];
                const double square = i == j ? 0 : d * d;

                next[i] -= 0.5 * (square - row_mean[i] - row_mean[j] + all_mean) * v[j];
            }
        }
        for (size_t i = 0; axis == 1 && i < n; i++) {
            dot += next[i] * l->place[2 * i];
            norm += l->place[2 * i] * l->place[2 * i];
        }
        length = 0;
        for (size_t i = 0; i < n; i++) {
            if (norm > 0)
                next[i] -= dot / norm * l->place[2 * i];
            length += next[i] * next[i];
        }
        length = sqrt(length);
        for (size_t i = 0; i < n; i++)
            v[i] = length > 0 ? next[i] / length : 0;
    }
    for (size_t i = 0; i < n; i++)
        l->place[2 * i + axis] = v[i] * sqrt(length);
}

/* scratch: [3 * rows] */
static void start(struct layout *l, double *scratch)
{
    const size_t n = l->rows;
    double *const row_mean = scratch, all_mean = 0;

    for (size_t i = 0; i < n; i++) {
        row_mean[i] = 0;
        for (size_t j = 0; j < n; j++)
            if (i != j)
                row_mean[i] += l->distance[i * n + j] * l->distance[i * n + j] / (double)n;
        all_mean += row_mean[i] / (double)n;
    }
    for (size_t axis = 0; axis < 2; axis++)
        power_axis(l, row_mean, all_mean, axis, scratch + n, scratch + 2 * n);
}

/* Move point i; returns the stress it had with all others. */
static double move(struct layout *l, size_t i)
{
    double *const p = l->place + 2 * i, to[2] = {0, 0}, weights = 0, stress = 0;

    for (size_t j = 0; j < l->rows; j++) {
        const double *const q = l->place + 2 * j, wanted = l->distance[i * l->rows + j];
        const double dx = p[0] - q[0], dy = p[1] - q[1], is = sqrt(dx * dx + dy * dy);
        const double weight = 1 / (wanted * wanted), pull = is > 0 ? wanted / is : 0;

        if (i == j)
            continue;
        to[0] += weight * (q[0] + pull * dx);
        to[1] += weight * (q[1] + pull * dy);
        weights += weight;
        stress += weight * (is - wanted) * (is - wanted);
    }
    if (weights > 0) {
        p[0] = to[0] / weights;
        p[1] = to[1] / weights;
    }
    return stress;
}

static tm_status settle(struct layout *l, const tm_run *run, tm_error *err)
{
    double before = HUGE_VAL;

    for (unsigned round = 0; round < ROUNDS; round++) {
        double stress = 0;

        for (size_t i = 0; i < l->rows; i++)
            stress += move(l, i);
        if (run && run->progress && run->progress(run->progress_ctx, "layout", round, ROUNDS))
            return tm__fail(err, TM_ECANCELLED, "cancelled while laying out points");
        if (!(stress < before * (1 - LITTLE)))
            break;
        before = stress;
    }
    return TM_OK;
}

static tm_status run_layout(struct layout *l, const float *x, size_t cols, const tm_run *run,
                            tm_error *err)
{
    double *const scratch = tm__alloc_array(l->rows, 3 * sizeof *scratch);

    if (!scratch)
        return tm__fail_memory(err, "laying out points");
    fill_distances(l, x, cols);
    start(l, scratch);
    tm__free(scratch);
    return settle(l, run, err);
}

tm_status tm_layout(float *out, const float *x, size_t rows, size_t cols, const tm_run *run,
                    tm_error *err)
{
    struct layout l = {rows, NULL, NULL};
    tm_status status;

    if (rows == 0)
        return TM_OK;
    if (rows > SIZE_MAX / rows)
        return tm__fail(err, TM_EOVERFLOW, "the distances of %zu rows overflow memory", rows);
    l.distance = tm__alloc_array(rows * rows, sizeof *l.distance);
    l.place = tm__alloc_array(rows, 2 * sizeof *l.place);
    if (l.distance && l.place)
        status = run_layout(&l, x, cols, run, err);
    else
        status = tm__fail_memory(err, "laying out points");
    for (size_t i = 0; status == TM_OK && i < 2 * rows; i++)
        out[i] = (float)l.place[i];
    tm__free(l.distance);
    tm__free(l.place);
    return status;
}
