#include "cluster/discriminant.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/cholesky.h"
#include "linalg/tall.h"

#include <math.h>
#include <string.h>

enum {
    BLOCK = 1000, /* rows whose scores are held at once */
    TURNED = 4096 /* rows that are made white at once */
};

static const double ridge = 0.05; /* of the mean variance of a direction */
static const double least = 1e-9; /* pivot of a factor, of what it began as */

void tm__white_rows_release(struct tm__white_rows *w)
{
    tm__free(w->x);
    memset(w, 0, sizeof *w);
}

/* Takes the mean off x[rows * width]. mean: scratch */
static void centre(float *x, size_t rows, size_t width, double *mean)
{
    memset(mean, 0, width * sizeof *mean);
    for (size_t i = 0; i < rows; i++)
        for (size_t t = 0; t < width; t++)
            mean[t] += x[i * width + t];
    for (size_t i = 0; i < rows; i++)
        for (size_t t = 0; t < width; t++)
            x[i * width + t] -= (float)(mean[t] / (double)rows);
}

/* scatter: of all rows, over their number; becomes with the ridge what makes them white. */
static bool find_whitener(float *out, double *scatter, double *inverse, size_t rows, size_t width)
{
    double trace = 0;

    for (size_t t = 0; t < width; t++)
        trace += scatter[t * width + t] / (double)rows;
    for (size_t c = 0; c < width * width; c++)
        scatter[c] /= (double)rows;
    for (size_t t = 0; t < width; t++)
        scatter[t * width + t] += ridge * trace / (double)width;
    if (!tm__cholesky_inverse(inverse, scatter, width, least))
        return false;
    for (size_t c = 0; c < width * width; c++)
        out[c] = (float)inverse[c];
    return true;
}

/* Products of all rows with the whitener in their place, some at a time, so that no second array of
 * all is needed. */
static tm_status turn(struct tm__white_rows *w, const float *whitener, const tm_run *run,
                      tm_error *err)
{
    const size_t width = w->width;
    float *some = tm__alloc_array(TURNED, width * sizeof *some);
    tm_status status = some ? TM_OK : tm__fail_memory(err, "finding topics");

    for (size_t first = 0; status == TM_OK && first < w->rows; first += TURNED) {
        const size_t rows = w->rows - first < TURNED ? w->rows - first : TURNED;
        float *const x = w->x + first * width;
        status = tm__tall_multiply(some, x, rows, width, whitener, width, run, err);
        if (status == TM_OK)
            memcpy(x, some, rows * width * sizeof *x);
    }
    tm__free(some);
    return status;
}

/* Zeros if rows have no axes, as when all are alike. */
static tm_status whiten(struct tm__white_rows *w, const tm_run *run, tm_error *err)
{
    const size_t width = w->width, cells = width * width;
    double *scatter = tm__alloc_array(cells, sizeof *scatter);
    double *inverse = tm__alloc_array(cells, sizeof *inverse);
    float *whitener = tm__alloc_array(cells, sizeof *whitener);
    tm_status status = TM_OK;

    if (!scatter || !inverse || !whitener) {
        status = tm__fail_memory(err, "finding topics");
    } else {
        centre(w->x, w->rows, width, inverse);
        status = tm__tall_gram(scatter, w->x, w->rows, width, run, err);
    }
    if (status == TM_OK && !find_whitener(whitener, scatter, inverse, w->rows, width))
        memset(whitener, 0, cells * sizeof *whitener);
    if (status == TM_OK)
        status = turn(w, whitener, run, err);
    tm__free(scatter);
    tm__free(inverse);
    tm__free(whitener);
    return status;
}

tm_status tm__white_rows_new(struct tm__white_rows *w, const struct tm__views *v, size_t rows,
                             const tm_run *run, tm_error *err)
{
    tm_status status;

    memset(w, 0, sizeof *w);
    w->rows = rows;
    w->width = tm__views_width(v);
    w->x = tm__alloc_array(rows, w->width * sizeof *w->x);
    if (!w->x)
        return tm__fail_memory(err, "finding topics");
    tm__views_all(w->x, v, rows);
    status = whiten(w, run, err);
    if (status != TM_OK)
        tm__white_rows_release(w);
    return status;
}

void tm__discriminant_release(struct tm__discriminant *d)
{
    tm__free(d->sum);
    tm__free(d->within);
    tm__free(d->inverse);
    tm__free(d->weight);
    tm__free(d->offset);
    tm__free(d->size);
    tm__free(d->score);
    memset(d, 0, sizeof *d);
}

tm_status tm__discriminant_new(struct tm__discriminant *d, const struct tm__white_rows *w,
                               size_t most, tm_error *err)
{
    memset(d, 0, sizeof *d);
    d->most = most;
    d->sum = tm__alloc_array(w->width, most * sizeof *d->sum);
    d->within = tm__alloc_array(most, most * sizeof *d->within);
    d->inverse = tm__alloc_array(most, most * sizeof *d->inverse);
    d->weight = tm__alloc_array(w->width, most * sizeof *d->weight);
    d->offset = tm__alloc_array(most, sizeof *d->offset);
    d->size = tm__alloc_array(most, sizeof *d->size);
    d->score = tm__alloc_array(BLOCK, most * sizeof *d->score);
    if (d->sum && d->within && d->inverse && d->weight && d->offset && d->size && d->score)
        return TM_OK;
    tm__discriminant_release(d);
    return tm__fail_memory(err, "finding topics");
}

/* Sums and sizes of classes; a sum over the root of (size * rows), so that squares of these are
 * what classes have of the scatter. */
static void sum_classes(struct tm__discriminant *d, const struct tm__white_rows *w,
                        const uint32_t *label, size_t k)
{
    const size_t width = w->width;

    memset(d->sum, 0, k * width * sizeof *d->sum);
    memset(d->size, 0, k * sizeof *d->size);
    for (size_t i = 0; i < w->rows; i++) {
        double *const sum = d->sum + label[i] * width;
        d->size[label[i]]++;
        for (size_t t = 0; t < width; t++)
            sum[t] += w->x[i * width + t];
    }
    for (size_t j = 0; j < k; j++)
        for (size_t t = 0; d->size[j] && t < width; t++)
            d->sum[j * width + t] /= sqrt((double)d->size[j] * (double)w->rows);
}

static double product(const double *a, const double *b, size_t width)
{
    double sum = 0;

    for (size_t t = 0; t < width; t++)
        sum += a[t] * b[t];
    return sum;
}

/*
 * within = 1 - A A', with A the classes' shares of the scatter, and its inverse: by them the
 * inverse of what varies within classes is that of k x k (Woodbury), since all that varies is 1.
 */
static bool invert_within(struct tm__discriminant *d, size_t width, size_t k)
{
    double *const root = d->within;

    for (size_t i = 0; i < k; i++)
        for (size_t j = i; j < k; j++)
            root[i * k + j] = (i == j) - product(d->sum + i * width, d->sum + j * width, width);
    if (!tm__cholesky_inverse(d->inverse, root, k, least))
        return false;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            const size_t from = i > j ? i : j;
            root[i * k + j] =
                product(d->inverse + i * k + from, d->inverse + j * k + from, k - from);
        }
    return true;
}

/* What a class weighs the numbers of a row by, and what it takes off. */
static void find_weights(struct tm__discriminant *d, const struct tm__white_rows *w, size_t k)
{
    const size_t width = w->width;

    for (size_t j = 0; j < k; j++) {
        const double scale = d->size[j] ? sqrt((double)w->rows / (double)d->size[j]) : 0;
        d->offset[j] = d->size[j] ? 0 : INFINITY;
        for (size_t t = 0; t < width; t++) {
            double sum = 0;
            for (size_t i = 0; i < k; i++)
                sum += d->within[j * k + i] * d->sum[i * width + t];
            d->weight[t * k + j] = (float)(scale * sum);
            d->offset[j] += scale * sum * scale * d->sum[j * width + t] / 2;
        }
    }
}

static uint32_t best_of(const float *score, const double *offset, size_t k)
{
    double best = -INFINITY;
    uint32_t at = 0;

    for (size_t j = 0; j < k; j++)
        if (score[j] - offset[j] > best) {
            best = score[j] - offset[j];
            at = (uint32_t)j;
        }
    return at;
}

static bool leaves_all(struct tm__discriminant *d, const uint32_t *next, size_t rows, size_t k)
{
    size_t had = 0, has = 0;

    for (size_t j = 0; j < k; j++)
        had += d->size[j] > 0;
    memset(d->size, 0, k * sizeof *d->size);
    for (size_t i = 0; i < rows; i++)
        has += d->size[next[i]]++ == 0;
    return has == had;
}

tm_status tm__discriminant_classify(uint32_t *next, struct tm__discriminant *d,
                                    const struct tm__white_rows *w, const uint32_t *label, size_t k,
                                    tm_error *err)
{
    tm_run alone = TM_RUN_INIT;
    tm_status status = TM_OK;
    bool told;

    alone.threads = 1;
    sum_classes(d, w, label, k);
    told = invert_within(d, w->width, k);
    if (told)
        find_weights(d, w, k);
    for (size_t first = 0; told && status == TM_OK && first < w->rows; first += BLOCK) {
        const size_t rows = w->rows - first < BLOCK ? w->rows - first : BLOCK;
        status = tm__tall_multiply(d->score, w->x + first * w->width, rows, w->width, d->weight, k,
                                   &alone, err);
        for (size_t i = 0; status == TM_OK && i < rows; i++)
            next[first + i] = best_of(d->score + i * k, d->offset, k);
    }
    if (status == TM_OK && !(told && leaves_all(d, next, w->rows, k)))
        memcpy(next, label, w->rows * sizeof *next);
    return status;
}
