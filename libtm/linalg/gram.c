#include "base/parallel.h"
#include "base/status.h"

#include <tm/linalg.h>

#include <cblas.h>
#include <limits.h>

/*
 * OpenBLAS runs a product on the calling thread as long as m * n * k is at most 2^18 (its
 * interface/gemm.c compares with SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD). Tiles of 64^3
 * stay below, so the host program's thread setting is neither used nor changed, we may call from
 * several threads of our own, and the order of every sum is fixed by the tiles.
 */
enum { TILE = 64 };

struct gram {
    const float *x;
    float *out;
    size_t rows, cols;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The tile of out at rows [i, i+TILE) and columns [j, j+TILE). */
static void gram_tile(const struct gram *g, size_t i, size_t j)
{
    const size_t m = least(TILE, g->rows - i), n = least(TILE, g->rows - j);

    for (size_t k = 0; k < g->cols; k += TILE)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)n,
                    (int)least(TILE, g->cols - k), 1.0f, g->x + i * g->cols + k, (int)g->cols,
                    g->x + j * g->cols + k, (int)g->cols, k ? 1.0f : 0.0f, g->out + i * g->rows + j,
                    (int)g->rows);
}

/* Block row of tiles on and right of the diagonal, copied to below it. */
static tm_status gram_block(void *ctx, size_t block, unsigned worker)
{
    const struct gram *g = ctx;
    const size_t i0 = block * TILE, i1 = least(i0 + TILE, g->rows);

    (void)worker;
    for (size_t j = i0; j < g->rows; j += TILE)
        gram_tile(g, i0, j);
    for (size_t i = i0; i < i1; i++)
        for (size_t j = i + 1; j < g->rows; j++)
            g->out[j * g->rows + i] = g->out[i * g->rows + j];
    return TM_OK;
}

tm_status tm_gram(float *out, const float *x, size_t rows, size_t cols, const tm_run *run,
                  tm_error *err)
{
    struct gram g = {x, out, rows, cols};

    if (rows > INT_MAX || cols > INT_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu x %zu is too large for BLAS", rows, cols);
    if (rows && rows > SIZE_MAX / sizeof *out / rows)
        return tm__fail(err, TM_EOVERFLOW, "a Gram matrix of %zu rows overflows memory", rows);
    if (cols == 0) {
        for (size_t i = 0; i < rows * rows; i++)
            out[i] = 0;
        return TM_OK;
    }
    return tm__parallel_for((rows + TILE - 1) / TILE, gram_block, &g, "gram", run, err);
}
