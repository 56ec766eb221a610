#include "cluster/dense_kmeans.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/tall.h"

#include <math.h>
#include <string.h>

enum { TRIALS = 8 }; /* at most so many rows are tried as the next seed */

tm_status tm__dense_kmeans_new(struct tm__dense_kmeans *w, size_t rows, size_t width, size_t most,
                               tm_error *err)
{
    const size_t wide = most > TRIALS ? most : TRIALS;

    memset(w, 0, sizeof *w);
    w->rows = rows;
    w->width = width;
    w->most = most;
    w->product = tm__alloc_array(rows, wide * sizeof *w->product);
    w->centroid = tm__alloc_array(width, wide * sizeof *w->centroid);
    w->sum = tm__alloc_array(width, wide * sizeof *w->sum);
    w->distance = tm__alloc_array(rows, sizeof *w->distance);
    w->running = tm__alloc_array(rows, sizeof *w->running);
    w->label = tm__alloc_array(rows, sizeof *w->label);
    w->size = tm__alloc_array(most, sizeof *w->size);
    w->similarity = tm__alloc_array(rows, sizeof *w->similarity);
    if (w->product && w->centroid && w->sum && w->distance && w->running && w->label && w->size &&
        w->similarity)
        return TM_OK;
    tm__dense_kmeans_release(w);
    return tm__fail_memory(err, "running k-means");
}

void tm__dense_kmeans_release(struct tm__dense_kmeans *w)
{
    tm__free(w->product);
    tm__free(w->centroid);
    tm__free(w->sum);
    tm__free(w->distance);
    tm__free(w->running);
    tm__free(w->label);
    tm__free(w->size);
    tm__free(w->similarity);
    memset(w, 0, sizeof *w);
}

/* Products of all rows with the first k columns of the centroids. */
static tm_status multiply(struct tm__dense_kmeans *w, const struct tm__dense_rows *r, size_t k,
                          tm_error *err)
{
    tm_run alone = TM_RUN_INIT;

    alone.threads = 1;
    return tm__tall_multiply(w->product, r->x, r->rows, r->width, w->centroid, k, &alone, err);
}

/* Centroid j of k is this row. */
static void copy_row(struct tm__dense_kmeans *w, const struct tm__dense_rows *r, size_t row,
                     size_t j, size_t k)
{
    for (size_t t = 0; t < r->width; t++)
        w->centroid[t * k + j] = r->x[row * r->width + t];
}

static double distance(float product)
{
    return product < 1 ? 1 - (double)product : 0;
}

/* The first row whose running sum is above x. */
static size_t find(const double *running, size_t rows, double x)
{
    size_t low = 0, high = rows - 1;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (running[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Which of the tried rows leaves the smallest sum of distances. */
static size_t best_trial(const struct tm__dense_kmeans *w, size_t rows, size_t trials)
{
    double sum[TRIALS] = {0};
    size_t best = 0;

    for (size_t i = 0; i < rows; i++)
        for (size_t t = 0; t < trials; t++) {
            const double d = distance(w->product[i * trials + t]);
            sum[t] += d < w->distance[i] ? d : w->distance[i];
        }
    for (size_t t = 1; t < trials; t++)
        if (sum[t] < sum[best])
            best = t;
    return best;
}

/* k-means++ with several trials a seed (Arthur & Vassilvitskii 2007); seed[k] in w->size. */
static tm_status draw_seeds(struct tm__dense_kmeans *w, const struct tm__dense_rows *r, size_t k,
                            struct tm__rng *rng, tm_error *err)
{
    const size_t wanted = 2 + (size_t)log((double)k);
    const size_t trials = wanted < TRIALS ? wanted : TRIALS;
    tm_status status = TM_OK;

    for (size_t i = 0; i < r->rows; i++)
        w->distance[i] = 1;
    for (size_t j = 0; status == TM_OK && j < k; j++) {
        uint32_t tried[TRIALS];
        double total = 0;
        size_t best;

        for (size_t i = 0; i < r->rows; i++)
            w->running[i] = total += w->distance[i];
        for (size_t t = 0; t < trials; t++) {
            tried[t] = (uint32_t)find(w->running, r->rows, tm__rng_uniform(rng) * total);
            copy_row(w, r, tried[t], t, trials);
        }
        status = multiply(w, r, trials, err);
        best = status == TM_OK ? best_trial(w, r->rows, trials) : 0;
        w->size[j] = tried[best];
        for (size_t i = 0; status == TM_OK && i < r->rows; i++) {
            const double d = distance(w->product[i * trials + best]);
            w->distance[i] = d < w->distance[i] ? d : w->distance[i];
        }
    }
    return status;
}

/* Every row to its nearest centroid (ties: the lowest); returns how many moved. */
static size_t assign(struct tm__dense_kmeans *w, size_t rows, size_t k)
{
    size_t moved = 0;

    for (size_t i = 0; i < rows; i++) {
        const float *p = w->product + i * k;
        uint32_t best = 0;
        for (size_t j = 1; j < k; j++)
            if (p[j] > p[best])
                best = (uint32_t)j;
        w->similarity[i] = p[best];
        moved += w->label[i] != best;
        w->label[i] = best;
    }
    return moved;
}

/* Every empty cluster gets the row that is served worst by a cluster it can leave. */
static void fill_empty(struct tm__dense_kmeans *w, size_t rows, size_t k)
{
    memset(w->size, 0, k * sizeof *w->size);
    for (size_t i = 0; i < rows; i++)
        w->size[w->label[i]]++;
    for (size_t j = 0; j < k; j++) {
        size_t worst = rows;
        if (w->size[j])
            continue;
        for (size_t i = 0; i < rows; i++)
            if (w->size[w->label[i]] > 1 &&
                (worst == rows || w->similarity[i] < w->similarity[worst]))
                worst = i;
        if (worst == rows)
            return;
        w->size[w->label[worst]]--;
        w->size[j] = 1;
        w->label[worst] = (uint32_t)j;
        w->similarity[worst] = 1;
    }
}

/* Centroids are the directions of the sums of their rows. Returns the sum of the lengths. */
static double update(struct tm__dense_kmeans *w, const struct tm__dense_rows *r, size_t k)
{
    double objective = 0;

    memset(w->sum, 0, k * r->width * sizeof *w->sum);
    for (size_t i = 0; i < r->rows; i++) {
        double *sum = w->sum + w->label[i] * r->width;
        const float *x = r->x + i * r->width;
        for (size_t t = 0; t < r->width; t++)
            sum[t] += x[t];
    }
    for (size_t j = 0; j < k; j++) {
        const double *sum = w->sum + j * r->width;
        double square = 0, length;
        for (size_t t = 0; t < r->width; t++)
            square += sum[t] * sum[t];
        length = sqrt(square);
        objective += length;
        for (size_t t = 0; t < r->width; t++)
            w->centroid[t * k + j] = length > 0 ? (float)(sum[t] / length) : 0;
    }
    return objective;
}

/* From the centroids of w on. */
static tm_status iterate(double *objective, struct tm__dense_kmeans *w,
                         const struct tm__dense_rows *r, size_t k, unsigned iterations,
                         tm_error *err)
{
    size_t moved = r->rows;
    tm_status status = TM_OK;

    for (unsigned i = 0; status == TM_OK && i < iterations && moved > r->rows / 1000; i++) {
        status = multiply(w, r, k, err);
        if (status != TM_OK)
            break;
        moved = assign(w, r->rows, k);
        fill_empty(w, r->rows, k);
        *objective = update(w, r, k);
    }
    return status;
}

static tm_status one_run(double *objective, struct tm__dense_kmeans *w,
                         const struct tm__dense_rows *r, size_t k, unsigned iterations,
                         struct tm__rng *rng, tm_error *err)
{
    const tm_status status = draw_seeds(w, r, k, rng, err);

    if (status != TM_OK)
        return status;
    for (size_t j = 0; j < k; j++)
        copy_row(w, r, w->size[j], j, k);
    memset(w->label, 0xff, r->rows * sizeof *w->label);
    return iterate(objective, w, r, k, iterations, err);
}

tm_status tm__dense_kmeans_run(uint32_t *label, struct tm__dense_kmeans *w,
                               const struct tm__dense_rows *rows, size_t k, unsigned starts,
                               unsigned iterations, struct tm__rng *rng, tm_error *err)
{
    double best = -1;
    tm_status status = TM_OK;

    for (unsigned s = 0; status == TM_OK && s < starts; s++) {
        double objective = 0;
        status = one_run(&objective, w, rows, k, iterations, rng, err);
        if (status == TM_OK && objective > best) {
            best = objective;
            memcpy(label, w->label, rows->rows * sizeof *label);
        }
    }
    if (status == TM_OK) {
        memcpy(w->label, label, rows->rows * sizeof *label);
        update(w, rows, k);
    }
    return status;
}

tm_status tm__dense_kmeans_refine(uint32_t *label, struct tm__dense_kmeans *w,
                                  const struct tm__dense_rows *rows, size_t k, unsigned iterations,
                                  tm_error *err)
{
    double objective;
    tm_status status;

    memcpy(w->label, label, rows->rows * sizeof *label);
    update(w, rows, k);
    status = iterate(&objective, w, rows, k, iterations, err);
    if (status == TM_OK)
        memcpy(label, w->label, rows->rows * sizeof *label);
    return status;
}

tm_status tm__dense_kmeans_assign(uint32_t *label, struct tm__dense_kmeans *w,
                                  const struct tm__dense_rows *rows, size_t k, tm_error *err)
{
    const tm_status status = multiply(w, rows, k, err);

    if (status == TM_OK) {
        assign(w, rows->rows, k);
        memcpy(label, w->label, rows->rows * sizeof *label);
    }
    return status;
}
