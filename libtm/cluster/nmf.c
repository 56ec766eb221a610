/*
 * Non-negative matrix factorisation by coordinate descent (HALS; Cichocki & Phan 2009), from the
 * NNDSVD start (Boutsidis & Gallopoulos 2008). Rows of one side do not depend on each other, so
 * they are done in parallel.
 */
#include "base/clones.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "linalg/tall.h"

#include <math.h>
#include <string.h>

enum { COMPONENTS = 10, ITERATIONS = 200, ROWS_PER_BLOCK = 256 };
static const double enough = 1e-5; /* of the squared error: what an iteration has to gain */

void tm_nmf_free(tm_nmf *nmf)
{
    if (!nmf)
        return;
    tm__free(nmf->weight);
    tm__free(nmf->topic);
    tm__free(nmf);
}

static tm_status nmf_new(tm_nmf **out, size_t rows, size_t cols, size_t components, tm_error *err)
{
    tm_nmf *const nmf = tm__calloc(1, sizeof *nmf);

    *out = NULL;
    if (nmf) {
        nmf->rows = rows;
        nmf->cols = cols;
        nmf->components = components;
        nmf->weight = tm__calloc(rows, components * sizeof *nmf->weight);
        nmf->topic = tm__calloc(cols, components * sizeof *nmf->topic);
    }
    if (!nmf || !nmf->weight || !nmf->topic) {
        tm_nmf_free(nmf);
        return tm__fail_memory(err, "factorising");
    }
    *out = nmf;
    return TM_OK;
}

/* The length of the positive (sign 1) or negative (-1) part of a column. */
static double part_length(const float *x, size_t rows, size_t width, size_t column, float sign)
{
    double square = 0;

    for (size_t i = 0; i < rows; i++) {
        const float value = sign * x[i * width + column];
        square += value > 0 ? (double)value * value : 0;
    }
    return sqrt(square);
}

static void put_part(float *to, const float *x, size_t rows, size_t width, size_t column,
                     double scale)
{
    for (size_t i = 0; i < rows; i++) {
        const double value = scale * x[i * width + column];
        to[i * width + column] = value > 0 ? (float)value : 0;
    }
}

/* Of each pair of singular vectors the sign whose parts are longer. The width of both is the same.
 */
static void start(tm_nmf *nmf, const tm_svd *svd)
{
    const size_t k = nmf->components;

    for (size_t j = 0; j < k; j++) {
        double length[2][2], product[2], scale;
        int s;
        for (s = 0; s < 2; s++) {
            const float sign = s ? -1.0f : 1.0f;
            length[s][0] = part_length(svd->left, nmf->rows, k, j, sign);
            length[s][1] = part_length(svd->right, nmf->cols, k, j, sign);
            product[s] = length[s][0] * length[s][1];
        }
        s = product[1] > product[0];
        if (!(product[s] > 0))
            continue;
        scale = sqrt((double)svd->sigma[j] * product[s]) * (s ? -1 : 1);
        put_part(nmf->weight, svd->left, nmf->rows, k, j, scale / length[s][0]);
        put_part(nmf->topic, svd->right, nmf->cols, k, j, scale / length[s][1]);
    }
}

/* One side while the other stands still. */
struct side {
    float *x;             /* [rows * k] is improved */
    const float *product; /* [rows * k] the matrix times the other side */
    const double *gram;   /* [k * k] of the other side */
    double *sum;          /* [threads * k] scratch */
    size_t rows, k;
};

/* sum[k] += factor * gram[k] */
static TM__CLONES void add(double *restrict sum, const double *restrict gram, double factor,
                           size_t k)
{
    for (size_t l = 0; l < k; l++)
        sum[l] += factor * gram[l];
}

/* One value after the other to where the error is least; sum[k] is x times gram. */
static void descend_row(float *x, const float *product, const double *gram, double *sum, size_t k)
{
    memset(sum, 0, k * sizeof *sum);
    for (size_t j = 0; j < k; j++)
        if (x[j] > 0)
            add(sum, gram + j * k, x[j], k);
    for (size_t j = 0; j < k; j++) {
        const double of = gram[j * k + j];
        const double value = of > 0 ? x[j] + (product[j] - sum[j]) / of : x[j];
        const float next = value > 0 ? (float)value : 0;
        if (next != x[j])
            add(sum, gram + j * k, (double)next - x[j], k);
        x[j] = next;
    }
}

static tm_status descend_block(void *ctx, size_t block, unsigned worker)
{
    const struct side *s = ctx;
    const size_t k = s->k, end = (block + 1) * ROWS_PER_BLOCK;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->rows; i++)
        descend_row(s->x + i * k, s->product + i * k, s->gram, s->sum + worker * k, k);
    return TM_OK;
}

struct work {
    const tm_sparse *m;
    tm_sparse *transposed;
    tm_nmf *nmf;
    float *product; /* [max(rows, cols) * k] */
    double *gram;   /* [k * k] */
    double *sum;    /* [threads * k] */
    double square;  /* of all values of m */
};

/* Improve x (rows x k) for m x other' close to it; m has the rows of x. */
static tm_status improve(struct work *w, float *x, const tm_sparse *m, const float *other,
                         const tm_run *run, tm_error *err)
{
    const size_t k = w->nmf->components;
    struct side s = {x, w->product, w->gram, w->sum, m->rows, k};
    tm_status status = tm_sparse_multiply(w->product, m, other, k, run, err);

    if (status == TM_OK)
        status = tm__tall_gram(w->gram, other, m->cols, k, run, err);
    if (status == TM_OK)
        status = tm__parallel_for((m->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK, descend_block,
                                  &s, "factorise", run, err);
    return status;
}

/* |m - weight topic'|^2, after the topics were improved: the products with the weights still hold.
 */
static tm_status error_of(double *error, struct work *w, double *spare, const tm_run *run,
                          tm_error *err)
{
    const size_t k = w->nmf->components;
    tm_status status = tm__tall_gram(spare, w->nmf->topic, w->nmf->cols, k, run, err);

    *error = w->square;
    for (size_t c = 0; c < w->nmf->cols * k; c++)
        *error -= 2 * (double)w->product[c] * w->nmf->topic[c];
    for (size_t c = 0; c < k * k; c++)
        *error += w->gram[c] * spare[c];
    *error = *error > 0 ? *error : 0;
    return status;
}

static tm_status descend(struct work *w, unsigned iterations, double *spare, const tm_run *run,
                         tm_error *err)
{
    double before = INFINITY;
    tm_status status = TM_OK;

    for (unsigned n = 0; n < iterations; n++) {
        double now = 0;
        status = improve(w, w->nmf->weight, w->m, w->nmf->topic, run, err);
        if (status == TM_OK)
            status = improve(w, w->nmf->topic, w->transposed, w->nmf->weight, run, err);
        if (status == TM_OK)
            status = error_of(&now, w, spare, run, err);
        if (status != TM_OK)
            break;
        w->nmf->error = sqrt(now);
        if (before - now <= enough * now)
            break;
        before = now;
    }
    return status;
}

static tm_status work_new(struct work *w, const tm_sparse *m, size_t components, const tm_run *run,
                          tm_error *err)
{
    const size_t longer = m->rows > m->cols ? m->rows : m->cols;
    tm_svd_options o = TM_SVD_INIT;
    tm_svd *svd = NULL;
    tm_status status;

    o.components = components;
    status = tm_svd_new(&svd, m, &o, run, err);
    if (status == TM_OK)
        status = nmf_new(&w->nmf, m->rows, m->cols, svd->components, err);
    if (status == TM_OK)
        status = tm_sparse_transpose(&w->transposed, m, err);
    if (status == TM_OK) {
        start(w->nmf, svd);
        w->product = tm__alloc_array(longer, svd->components * sizeof *w->product);
        /* two of them: see error_of() */
        w->gram = tm__alloc_array(svd->components, 2 * svd->components * sizeof *w->gram);
        w->sum = tm__alloc_array(tm__threads(run), svd->components * sizeof *w->sum);
        if (!w->product || !w->gram || !w->sum)
            status = tm__fail_memory(err, "factorising");
    }
    tm_svd_free(svd);
    return status;
}

static tm_status check(tm_nmf_options *o, const tm_sparse *m, const tm_nmf_options *options,
                       const tm_run *run, tm_error *err)
{
    tm_status status = tm__options_copy(o, sizeof *o, options, err);

    if (status == TM_OK)
        status = tm_sparse_check(m, err);
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (status == TM_OK && m->value[e] < 0)
                status = tm__fail(err, TM_EINVAL, "row %zu: the value at column %u is below 0", i,
                                  m->column[e]);
    if (status == TM_OK)
        status = tm__progress(run, "factorise", 0, m->rows, err);
    if (!o->components)
        o->components = COMPONENTS;
    if (!o->iterations)
        o->iterations = ITERATIONS;
    return status;
}

tm_status tm_nmf_new(tm_nmf **out, const tm_sparse *m, const tm_nmf_options *options,
                     const tm_run *run, tm_error *err)
{
    tm_nmf_options o = TM_NMF_INIT;
    struct work w = {.m = m};
    tm_status status = check(&o, m, options, run, err);

    *out = NULL;
    if (status == TM_OK)
        status = work_new(&w, m, o.components, run, err);
    for (uint64_t e = 0; status == TM_OK && e < m->row_start[m->rows]; e++)
        w.square += (double)m->value[e] * m->value[e];
    if (status == TM_OK)
        status =
            descend(&w, o.iterations, w.gram + w.nmf->components * w.nmf->components, run, err);
    tm_sparse_free(w.transposed);
    tm__free(w.product);
    tm__free(w.gram);
    tm__free(w.sum);
    if (status == TM_OK)
        *out = w.nmf;
    else
        tm_nmf_free(w.nmf);
    return status;
}
