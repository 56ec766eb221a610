#include "linalg/logistic.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

enum { TILE = 64, CHUNK = 4096, MOST_COLUMNS = 128 }; /* rows of one product, of one sum */

struct fit {
    const struct tm__samples *s;
    size_t n;             /* columns and the constant */
    double *mean, *scale; /* [columns]; a scale of 0 leaves the column out */
    double *w;            /* [n] of the scaled columns, the constant first */
    double *partial;      /* [chunks][n * n + n + 1] Hessian, gradient, loss */
    double *sum, *step;   /* the same added up; [n] */
    size_t cells;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static tm_status scale(struct fit *f, tm_error *err)
{
    const struct tm__samples *s = f->s;
    const double still = 1e-9;
    double total = 0;

    for (size_t i = 0; i < s->rows; i++) {
        total += s->weight[i];
        for (size_t j = 0; j < s->columns; j++)
            f->mean[j] += s->weight[i] * s->x[i * s->columns + j];
    }
    if (!(total > 0))
        return tm__fail(err, TM_EINVAL, "no sample has weight");
    for (size_t j = 0; j < s->columns; j++)
        f->mean[j] /= total;
    for (size_t i = 0; i < s->rows; i++)
        for (size_t j = 0; j < s->columns; j++) {
            const double d = s->x[i * s->columns + j] - f->mean[j];
            f->scale[j] += s->weight[i] * d * d;
        }
    for (size_t j = 0; j < s->columns; j++) {
        const double deviation = sqrt(f->scale[j] / total);
        f->scale[j] = deviation > still * (1 + fabs(f->mean[j])) ? 1 / deviation : 0;
    }
    return TM_OK;
}

/* log(1 + exp(z)) without overflow. */
static double softplus(double z)
{
    return z > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
}

/* Scaled rows from `row` on, each with its constant, to z; then what they add to the sums. */
static void add_tile(const struct fit *f, double *sum, size_t row, size_t rows)
{
    const struct tm__samples *s = f->s;
    const size_t n = f->n;
    double tile[TILE * MOST_COLUMNS], *gradient = sum + n * n, *loss = gradient + n;

    for (size_t i = 0; i < rows; i++) {
        const float *x = s->x + (row + i) * s->columns;
        double *z = tile + i * n, score, p, root;
        z[0] = 1;
        for (size_t j = 1; j < n; j++)
            z[j] = (x[j - 1] - f->mean[j - 1]) * f->scale[j - 1];
        score = cblas_ddot((int)n, z, 1, f->w, 1);
        p = 1 / (1 + exp(-score));
        *loss += s->weight[row + i] * (softplus(score) - s->y[row + i] * score);
        cblas_daxpy((int)n, s->weight[row + i] * (p - s->y[row + i]), z, 1, gradient, 1);
        root = sqrt(s->weight[row + i] * p * (1 - p));
        for (size_t j = 0; j < n; j++)
            z[j] *= root;
    }
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (int)n, (int)rows, 1, tile, (int)n, 1, sum,
                (int)n);
}

static tm_status add_chunk(void *ctx, size_t chunk, unsigned worker)
{
    const struct fit *f = ctx;
    double *sum = f->partial + chunk * f->cells;
    const size_t end = least(f->s->rows, (chunk + 1) * CHUNK);

    (void)worker;
    memset(sum, 0, f->cells * sizeof *sum);
    for (size_t row = chunk * CHUNK; row < end; row += TILE)
        add_tile(f, sum, row, least(TILE, end - row));
    return TM_OK;
}

/* Hessian, gradient and loss at f->w, with the ridge. */
static tm_status evaluate(struct fit *f, double ridge, const tm_run *run, tm_error *err)
{
    const size_t chunks = (f->s->rows + CHUNK - 1) / CHUNK, n = f->n;
    const tm_status status = tm__parallel_for(chunks, add_chunk, f, "fit", run, err);

    if (status != TM_OK)
        return status;
    memset(f->sum, 0, f->cells * sizeof *f->sum);
    for (size_t c = 0; c < chunks; c++)
        for (size_t i = 0; i < f->cells; i++)
            f->sum[i] += f->partial[c * f->cells + i];
    for (size_t j = 1; j < n; j++) {
        f->sum[j * n + j] += ridge;
        f->sum[n * n + j] += ridge * f->w[j];
        f->sum[f->cells - 1] += ridge / 2 * f->w[j] * f->w[j];
        if (f->scale[j - 1] == 0)
            f->sum[j * n + j] = 1; /* its gradient is 0 */
    }
    return TM_OK;
}

/* Solve the Hessian (upper triangle) times step = gradient by Cholesky's decomposition. A pivot
 * that rounding took is a direction without information: no step there. */
static void solve(double *a, double *step, const double *gradient, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const double whole = a[i * n + i];
        for (size_t k = 0; k < i; k++)
            a[i * n + i] -= a[k * n + i] * a[k * n + i];
        a[i * n + i] = a[i * n + i] > 1e-12 * whole ? sqrt(a[i * n + i]) : INFINITY;
        for (size_t j = i + 1; j < n; j++) {
            for (size_t k = 0; k < i; k++)
                a[i * n + j] -= a[k * n + i] * a[k * n + j];
            a[i * n + j] /= a[i * n + i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        step[i] = gradient[i];
        for (size_t k = 0; k < i; k++)
            step[i] -= a[k * n + i] * step[k];
        step[i] /= a[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            step[i] -= a[i * n + k] * step[k];
        step[i] /= a[i * n + i];
    }
}

/* Newton's steps, halved while they do not help. */
static tm_status descend(struct fit *f, double ridge, const tm_run *run, tm_error *err)
{
    enum { STEPS = 50 };
    const double close = 1e-10;
    tm_status status = evaluate(f, ridge, run, err);
    double loss = f->sum[f->cells - 1], part = 1;

    if (status != TM_OK)
        return status;
    solve(f->sum, f->step, f->sum + f->n * f->n, f->n);
    for (unsigned k = 0; k < STEPS; k++) {
        double now;
        for (size_t j = 0; j < f->n; j++)
            f->w[j] -= part * f->step[j];
        status = evaluate(f, ridge, run, err);
        if (status != TM_OK)
            return status;
        now = f->sum[f->cells - 1];
        if (!(now <= loss * (1 + close))) {
            for (size_t j = 0; j < f->n; j++)
                f->w[j] += part * f->step[j];
            part /= 2;
            continue;
        }
        if (loss - now <= close * loss)
            break;
        loss = now;
        part = 1;
        solve(f->sum, f->step, f->sum + f->n * f->n, f->n);
    }
    return TM_OK;
}

static void unscale(double *w, const struct fit *f)
{
    w[0] = f->w[0];
    for (size_t j = 1; j < f->n; j++) {
        w[j] = f->w[j] * f->scale[j - 1];
        w[0] -= w[j] * f->mean[j - 1];
    }
}

tm_status tm__logistic_fit(double *w, const struct tm__samples *samples, double ridge,
                           const tm_run *run, tm_error *err)
{
    const size_t chunks = (samples->rows + CHUNK - 1) / CHUNK, n = samples->columns + 1;
    struct fit f = {.s = samples, .n = n, .cells = n * n + n + 1};
    double *work;
    tm_status status;

    if (n > MOST_COLUMNS)
        return tm__fail(err, TM_EOVERFLOW, "%zu columns; at most %d", samples->columns,
                        MOST_COLUMNS - 1);
    work = tm__calloc(4 * n + f.cells, sizeof *work);
    f.partial = tm__alloc_array(chunks, f.cells * sizeof *f.partial);
    if (work && f.partial) {
        f.mean = work;
        f.scale = work + n;
        f.w = work + 2 * n;
        f.step = work + 3 * n;
        f.sum = work + 4 * n;
        status = scale(&f, err);
        if (status == TM_OK)
            status = descend(&f, ridge, run, err);
        if (status == TM_OK)
            unscale(w, &f);
    } else {
        status = tm__fail_memory(err, "fitting a regression");
    }
    tm__free(work);
    tm__free(f.partial);
    return status;
}
