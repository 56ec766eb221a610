/*
 * Truncated SVD by a randomised range finder with power iterations (Halko, Martinsson & Tropp 2011,
 * algorithms 4.4 and 5.1): a random start Y = A Omega, alternate products with A' and A, each
 * followed by orthonormalisation, and an exact SVD of the small matrix A' Q at the end.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "linalg/orthonormal.h"
#include "linalg/tall.h"
#include "linalg/uniform.h"

#include <tm/linalg.h>

#include <math.h>
#include <string.h>

enum { OVERSAMPLE = 10, ITERATIONS = 4 };

struct svd {
    const tm_sparse *a;
    tm_sparse *at;       /* a transposed */
    size_t width;        /* components and some more for accuracy */
    float *left, *right; /* [rows x width], [cols x width] */
    float *spare;        /* the larger of the two */
    double *gram, *value, *vector;
    float *w;
};

static bool allocate(struct svd *s)
{
    const size_t tall = s->a->rows > s->a->cols ? s->a->rows : s->a->cols, n = s->width;

    s->left = tm__alloc_array(s->a->rows * n, sizeof *s->left);
    s->right = tm__alloc_array(s->a->cols * n, sizeof *s->right);
    s->spare = tm__alloc_array(tall * n, sizeof *s->spare);
    s->gram = tm__alloc_array(n * n, sizeof *s->gram);
    s->value = tm__alloc_array(n, sizeof *s->value);
    s->vector = tm__alloc_array(n * n, sizeof *s->vector);
    s->w = tm__alloc_array(n * n, sizeof *s->w);
    return s->left && s->right && s->spare && s->gram && s->value && s->vector && s->w;
}

static void release(struct svd *s)
{
    tm_sparse_free(s->at);
    tm__free(s->left);
    tm__free(s->right);
    tm__free(s->spare);
    tm__free(s->gram);
    tm__free(s->value);
    tm__free(s->vector);
    tm__free(s->w);
}

/* left = an orthonormal basis of what a can reach, sharper with every iteration. */
static tm_status find_range(struct svd *s, unsigned iterations, const tm_run *run, tm_error *err)
{
    tm_status status = tm_sparse_multiply(s->left, s->a, s->right, s->width, run, err);

    for (unsigned i = 0; i < iterations && status == TM_OK; i++) {
        status = tm__progress(run, "svd", i, iterations, err);
        if (status == TM_OK)
            status = tm__orthonormalize_once(s->spare, s->left, s->a->rows, s->width, run, err);
        if (status == TM_OK)
            status = tm_sparse_multiply(s->right, s->at, s->spare, s->width, run, err);
        if (status == TM_OK)
            status = tm__orthonormalize_once(s->spare, s->right, s->a->cols, s->width, run, err);
        if (status == TM_OK)
            status = tm_sparse_multiply(s->left, s->a, s->spare, s->width, run, err);
    }
    if (status == TM_OK)
        status = tm__orthonormalize(s->left, s->spare, s->a->rows, s->width, run, err);
    return status;
}

static void scale_columns(float *x, size_t rows, size_t columns, const float *by)
{
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            x[i * columns + j] *= by[j];
}

/*
 * The largest component of every right vector is positive, so that signs do not depend on chance.
 * Row by row, which is how they lie. sign: room for one of each.
 */
static void fix_signs(tm_svd *out, float *sign)
{
    const size_t k = out->components;

    memset(sign, 0, k * sizeof *sign);
    for (size_t i = 0; i < out->cols; i++)
        for (size_t j = 0; j < k; j++) {
            const float value = out->right[i * k + j];
            sign[j] = fabsf(value) > fabsf(sign[j]) ? value : sign[j];
        }
    for (size_t j = 0; j < k; j++)
        sign[j] = sign[j] < 0 ? -1 : 1;
    scale_columns(out->right, out->cols, k, sign);
    scale_columns(out->left, out->rows, k, sign);
}

/* w (width x components) = the leading eigenvectors, each times scale[j]. */
static void leading(float *w, const struct svd *s, size_t components, const double *scale)
{
    for (size_t i = 0; i < s->width; i++)
        for (size_t j = 0; j < components; j++)
            w[i * components + j] = (float)(s->vector[i * s->width + j] * (scale ? scale[j] : 1.0));
}

/* With B = Q' A: B B' = (A' Q)' (A' Q) has the eigenvectors that turn Q into U, and A' Q into V. */
static tm_status finish(tm_svd *out, struct svd *s, const tm_run *run, tm_error *err)
{
    const size_t k = out->components;
    tm_status status = tm_sparse_multiply(s->right, s->at, s->left, s->width, run, err);

    if (status == TM_OK)
        status = tm__tall_gram(s->gram, s->right, s->a->cols, s->width, run, err);
    if (status == TM_OK)
        status = tm__eigen(s->value, s->vector, s->gram, s->width, err);
    if (status != TM_OK)
        return status;
    leading(s->w, s, k, NULL);
    status = tm__tall_multiply(out->left, s->left, s->a->rows, s->width, s->w, k, run, err);
    if (status != TM_OK)
        return status;
    for (size_t j = 0; j < k; j++) {
        const double sigma = sqrt(fmax(s->value[j], 0));
        out->sigma[j] = (float)sigma;
        s->value[j] = sigma > s->value[0] * 1e-12 && sigma > 0 ? 1.0 / sigma : 0.0;
    }
    leading(s->w, s, k, s->value);
    status = tm__tall_multiply(out->right, s->right, s->a->cols, s->width, s->w, k, run, err);
    if (status == TM_OK && k > 0)
        fix_signs(out, s->w);
    return status;
}

static tm_svd *make_result(const tm_sparse *a, size_t components)
{
    tm_svd *out = tm__calloc(1, sizeof *out);

    if (!out)
        return NULL;
    out->rows = a->rows;
    out->cols = a->cols;
    out->components = components;
    out->left = tm__alloc_array(a->rows * components, sizeof *out->left);
    out->right = tm__alloc_array(a->cols * components, sizeof *out->right);
    out->sigma = tm__alloc_array(components, sizeof *out->sigma);
    if (out->left && out->right && out->sigma)
        return out;
    tm_svd_free(out);
    return NULL;
}

tm_status tm_svd_new(tm_svd **out, const tm_sparse *m, const tm_svd_options *options,
                     const tm_run *run, tm_error *err)
{
    tm_svd_options o = TM_SVD_INIT;
    struct svd s = {0};
    size_t smaller;
    tm_svd *result;
    tm_status status;

    *out = NULL;
    if (options)
        memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
    status = tm_sparse_check(m, err);
    if (status != TM_OK)
        return status;
    smaller = m->rows < m->cols ? m->rows : m->cols;
    if (o.components == 0)
        o.components = 100;
    if (o.components > smaller)
        o.components = smaller;
    s.a = m;
    s.width = o.components + OVERSAMPLE < smaller ? o.components + OVERSAMPLE : smaller;
    result = make_result(m, o.components);
    if (!result || !allocate(&s))
        status = tm__fail_memory(err, "decomposing a matrix");
    if (status == TM_OK)
        status = tm_sparse_transpose(&s.at, m, err);
    if (status == TM_OK && s.width > 0) {
        status = tm__uniform_fill(s.right, m->cols * s.width, 0x5d, run, err);
        if (status == TM_OK)
            status = find_range(&s, o.iterations ? o.iterations : ITERATIONS, run, err);
        if (status == TM_OK)
            status = finish(result, &s, run, err);
    }
    release(&s);
    if (status != TM_OK) {
        tm_svd_free(result);
        return status;
    }
    *out = result;
    return TM_OK;
}

void tm_svd_free(tm_svd *svd)
{
    if (!svd)
        return;
    tm__free(svd->left);
    tm__free(svd->right);
    tm__free(svd->sigma);
    tm__free(svd);
}

tm_status tm_svd_project(float *out, const tm_svd *svd, const tm_sparse *rows, const tm_run *run,
                         tm_error *err)
{
    if (rows->cols != svd->cols)
        return tm__fail(err, TM_EINVAL, "rows have %zu columns, the decomposition %zu", rows->cols,
                        svd->cols);
    return tm_sparse_multiply(out, rows, svd->right, svd->components, run, err);
}
