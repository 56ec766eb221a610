#include "linalg/orthonormal.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/tall.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/*
 * LAPACK by its own Fortran name: OpenBLAS brings it everywhere, while the C wrapper LAPACKE is a
 * package of its own on Debian. Column-major; work of size lwork, or its best size for lwork -1.
 */
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info);

static int symmetric_eigen(double *a, double *value, int n)
{
    double best, *work;
    int size = -1, failed = 0;

    dsyev_("V", "U", &n, a, &n, value, &best, &size, &failed);
    if (failed)
        return failed;
    size = (int)best;
    work = tm__alloc_array((size_t)size, sizeof *work);
    if (!work)
        return INT_MIN;
    dsyev_("V", "U", &n, a, &n, value, work, &size, &failed);
    tm__free(work);
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

static tm_status pass(float *out, const float *x, double *gram, double *value, double *vector,
                      float *w, size_t rows, size_t columns, const tm_run *run, tm_error *err)
{
    tm_status status = tm__tall_gram(gram, x, rows, columns, run, err);

    if (status == TM_OK)
        status = tm__eigen(value, vector, gram, columns, err);
    if (status != TM_OK)
        return status;
    whiten(w, value, vector, columns);
    return tm__tall_multiply(out, x, rows, columns, w, columns, run, err);
}

tm_status tm__orthonormalize(float *x, float *spare, size_t rows, size_t columns, const tm_run *run,
                             tm_error *err)
{
    double *gram = tm__alloc_array(columns * columns, sizeof *gram);
    double *vector = tm__alloc_array(columns * columns, sizeof *vector);
    double *value = tm__alloc_array(columns, sizeof *value);
    float *w = tm__alloc_array(columns * columns, sizeof *w);
    tm_status status = TM_OK;

    if (!gram || !vector || !value || !w)
        status = tm__fail_memory(err, "orthonormalizing");
    if (status == TM_OK && columns > 0) {
        status = pass(spare, x, gram, value, vector, w, rows, columns, run, err);
        if (status == TM_OK) /* the first pass leaves what the condition of x let through */
            status = pass(x, spare, gram, value, vector, w, rows, columns, run, err);
    }
    tm__free(gram);
    tm__free(vector);
    tm__free(value);
    tm__free(w);
    return status;
}
