#include "linalg/orthonormal.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/cholesky.h"
#include "linalg/tall.h"

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/*
 * LAPACK by its own Fortran name: OpenBLAS brings it everywhere, while the C wrapper LAPACKE is a
 * package of its own on Debian. Column-major; work of size lwork, or its best size for lwork -1.
 */
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
             double *work, const int *lwork, int *iwork, const int *liwork, int *info);

static int symmetric_eigen(double *a, double *value, int n)
{
    double best, *work;
    int size = -1, whole_size = -1, whole_best, *whole, failed = 0;

    dsyevd_("V", "U", &n, a, &n, value, &best, &size, &whole_best, &whole_size, &failed);
    if (failed)
        return failed;
    size = (int)best;
    whole_size = whole_best;
    work = tm__alloc_array((size_t)size, sizeof *work);
    whole = tm__alloc_array((size_t)whole_size, sizeof *whole);
    if (work && whole)
        dsyevd_("V", "U", &n, a, &n, value, work, &size, whole, &whole_size, &failed);
    else
        failed = INT_MIN;
    tm__free(work);
    tm__free(whole);
    return failed;
}

tm_status tm__eigen(double *value, double *vector, const double *matrix, size_t n, tm_error *err)
{
    double *work = tm__alloc_array(n * n, sizeof *work),
           *rising = tm__alloc_array(n, sizeof *rising);
    tm_status status = TM_OK;

    if (!work || !rising) {
        status = tm__fail_memory(err, "finding eigenvectors");
    } else if (n > INT_MAX) {
        status = tm__fail(err, TM_EOVERFLOW, "%zu x %zu is too large for LAPACK", n, n);
    } else if (n > 0) {
        int failed;
        memcpy(work, matrix, n * n * sizeof *work);
        failed = symmetric_eigen(work, rising, (int)n);
        if (failed == INT_MIN)
            status = tm__fail_memory(err, "finding eigenvectors");
        else if (failed)
            status = tm__fail(err, TM_EINVAL, "no eigenvectors: LAPACK says %d", failed);
    }
    for (size_t j = 0; status == TM_OK && j < n; j++) {
        value[j] = rising[n - 1 - j];
        for (size_t i = 0; i < n; i++)
            vector[i * n + j] = work[(n - 1 - j) * n + i];
    }
    tm__free(work);
    tm__free(rising);
    return status;
}

/* The weights w with which x w is orthonormal: eigenvectors over the roots of their values. */
static void whiten(float *w, const double *value, const double *vector, size_t n)
{
    /* Floats carry 2^-24 relative error, so squares below this share of the largest are noise. */
    const double floor = value[0] * 1e-12;

    for (size_t j = 0; j < n; j++) {
        const double scale = value[j] > floor && value[j] > 0 ? 1.0 / sqrt(value[j]) : 0.0;
        for (size_t i = 0; i < n; i++)
            w[i * n + j] = (float)(vector[i * n + j] * scale);
    }
}

struct orthonormal {
    size_t rows, columns;
    double *gram, *vector, *value; /* [columns x columns] twice, [columns] */
    float *w;                      /* [columns x columns], x w has the new columns */
};

/* out = x times weights from the eigenvectors of x' x. */
static tm_status eigen_pass(float *out, const float *x, struct orthonormal *o, const tm_run *run,
                            tm_error *err)
{
    tm_status status = tm__tall_gram(o->gram, x, o->rows, o->columns, run, err);

    if (status == TM_OK)
        status = tm__eigen(o->value, o->vector, o->gram, o->columns, err);
    if (status != TM_OK)
        return status;
    whiten(o->w, o->value, o->vector, o->columns);
    return tm__tall_multiply(out, x, o->rows, o->columns, o->w, o->columns, run, err);
}

/* The same from the Cholesky factor of x' x; *done is false if a pivot is not above share. */
static tm_status triangular_pass(bool *done, float *out, const float *x, struct orthonormal *o,
                                 double share, const tm_run *run, tm_error *err)
{
    const size_t cells = o->columns * o->columns;
    tm_status status = tm__tall_gram(o->gram, x, o->rows, o->columns, run, err);

    if (status != TM_OK)
        return status;
    *done = tm__cholesky_inverse(o->vector, o->gram, o->columns, share);
    if (!*done)
        return TM_OK;
    for (size_t i = 0; i < cells; i++)
        o->w[i] = (float)o->vector[i];
    return tm__tall_multiply(out, x, o->rows, o->columns, o->w, o->columns, run, err);
}

/*
 * The products are of floats: x' x is exact to some 1e-6 of its diagonal, of which a pivot of 1e-3
 * is still a thousand times as much. Pivots may hide a bad condition, but columns that the first
 * pass did not make nearly orthogonal show in the second, whose pivots should be 1.
 */
static const double FIRST_SHARE = 1e-3, SECOND_SHARE = 0.5;

/* One pass, which leaves what the condition of x lets through. */
static tm_status orthonormalize_once(float *out, const float *x, struct orthonormal *o,
                                     const tm_run *run, tm_error *err)
{
    bool done = false;
    const tm_status status = triangular_pass(&done, out, x, o, FIRST_SHARE, run, err);

    return status != TM_OK || done ? status : eigen_pass(out, x, o, run, err);
}

static tm_status orthonormalize(float *x, float *spare, struct orthonormal *o, const tm_run *run,
                                tm_error *err)
{
    bool done = false;
    tm_status status = triangular_pass(&done, spare, x, o, FIRST_SHARE, run, err);

    if (status == TM_OK && done)
        status = triangular_pass(&done, x, spare, o, SECOND_SHARE, run, err);
    if (status != TM_OK || done)
        return status;
    status = eigen_pass(spare, x, o, run, err); /* x is still what it was */
    if (status == TM_OK)
        status = eigen_pass(x, spare, o, run, err);
    return status;
}

static void release(struct orthonormal *o)
{
    tm__free(o->gram);
    tm__free(o->vector);
    tm__free(o->value);
    tm__free(o->w);
}

/* Release it also after a failure. */
static tm_status make(struct orthonormal *o, size_t rows, size_t columns, tm_error *err)
{
    o->rows = rows;
    o->columns = columns;
    o->gram = tm__alloc_array(columns * columns, sizeof *o->gram);
    o->vector = tm__alloc_array(columns * columns, sizeof *o->vector);
    o->value = tm__alloc_array(columns, sizeof *o->value);
    o->w = tm__alloc_array(columns * columns, sizeof *o->w);
    return o->gram && o->vector && o->value && o->w ? TM_OK
                                                    : tm__fail_memory(err, "orthonormalizing");
}

tm_status tm__orthonormalize(float *x, float *spare, size_t rows, size_t columns, const tm_run *run,
                             tm_error *err)
{
    struct orthonormal o;
    tm_status status = make(&o, rows, columns, err);

    if (status == TM_OK && columns > 0)
        status = orthonormalize(x, spare, &o, run, err);
    release(&o);
    return status;
}

tm_status tm__orthonormalize_once(float *out, const float *x, size_t rows, size_t columns,
                                  const tm_run *run, tm_error *err)
{
    struct orthonormal o;
    tm_status status = make(&o, rows, columns, err);

    if (status == TM_OK && columns > 0)
        status = orthonormalize_once(out, x, &o, run, err);
    release(&o);
    return status;
}
