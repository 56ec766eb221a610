#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <tm/linalg.h>

#include <cblas.h>
#include <limits.h>
#include <string.h>

/*
 * OpenBLAS runs a product on the calling thread as long as m * n * k is at most 2^18 (its
 * interface/gemm.c compares with SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD). Tiles of 64^3
 * stay below, so the host program's thread setting is neither used nor changed, we may call from
 * several threads of our own, and the order of every sum is fixed by the tiles.
 */
enum { TILE = 64 };

struct gram {
    const float *x;
    float *
        panel; /* x in panels of TILE rows, each cols x TILE: what a tile reads is close together */
    float *out;
    size_t rows, cols;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t rows_at(const struct gram *g, size_t i)
{
    return least(TILE, g->rows - i);
}

static tm_status pack_panel(void *ctx, size_t block, unsigned worker)
{
    const struct gram *g = ctx;
    const size_t i0 = block * TILE, m = rows_at(g, i0);
    float *const panel = g->panel + i0 * g->cols;

    (void)worker;
    for (size_t i = 0; i < m; i++)
        for (size_t k = 0; k < g->cols; k++)
            panel[k * TILE + i] = g->x[(i0 + i) * g->cols + k];
    return TM_OK;
}

/* The tile of out at rows [i, i+TILE) and columns [j, j+TILE). */
static void gram_tile(const struct gram *g, size_t i, size_t j)
{
    const float *const a = g->panel + i * g->cols, *const b = g->panel + j * g->cols;

    for (size_t k = 0; k < g->cols; k += TILE)
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)rows_at(g, i), (int)rows_at(g, j),
                    (int)least(TILE, g->cols - k), 1.0f, a + k * TILE, TILE, b + k * TILE, TILE,
                    k ? 1.0f : 0.0f, g->out + i * g->rows + j, (int)g->rows);
}

/* Copy a tile above the diagonal to its place below, while it is in the cache; eight values are
 * written side by side, because going down a column would write to another line each time. */
static void mirror_tile(const struct gram *g, size_t i0, size_t j0)
{
    enum { STRIP = 8 };
    const size_t m = rows_at(g, i0), n = rows_at(g, j0);

    for (size_t i = 0; i < m; i += STRIP)
        for (size_t j = 0; j < n; j++) {
            const float *const from = g->out + (i0 + i) * g->rows + j0 + j;
            float *const to = g->out + (j0 + j) * g->rows + i0 + i;
            float strip[STRIP];

            if (m - i < STRIP) {
                for (size_t s = 0; s < m - i; s++)
                    to[s] = from[s * g->rows];
                continue;
            }
            for (size_t s = 0; s < STRIP; s++)
                strip[s] = from[s * g->rows];
            memcpy(to, strip, sizeof strip);
        }
}

/* A tile on the diagonal: BLAS need not give both halves the same bits. */
static void mirror_corner(const struct gram *g, size_t i0)
{
    const size_t end = i0 + rows_at(g, i0);

    for (size_t i = i0; i < end; i++)
        for (size_t j = i + 1; j < end; j++)
            g->out[j * g->rows + i] = g->out[i * g->rows + j];
}

/* Block row of tiles on and right of the diagonal, copied to below it. */
static tm_status gram_block(void *ctx, size_t block, unsigned worker)
{
    const struct gram *g = ctx;
    const size_t i = block * TILE;

    (void)worker;
    gram_tile(g, i, i);
    mirror_corner(g, i);
    for (size_t j = i + TILE; j < g->rows; j += TILE) {
        gram_tile(g, i, j);
        mirror_tile(g, i, j);
    }
    return TM_OK;
}

tm_status tm_gram(float *out, const float *x, size_t rows, size_t cols, const tm_run *run,
                  tm_error *err)
{
    const size_t panels = (rows + TILE - 1) / TILE;
    struct gram g = {x, NULL, out, rows, cols};
    tm_status status;

    if (rows > INT_MAX || cols > INT_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu x %zu is too large for BLAS", rows, cols);
    if (rows && rows > SIZE_MAX / sizeof *out / rows)
        return tm__fail(err, TM_EOVERFLOW, "a Gram matrix of %zu rows overflows memory", rows);
    if (cols == 0) {
        for (size_t i = 0; i < rows * rows; i++)
            out[i] = 0;
        return TM_OK;
    }
    g.panel = tm__alloc_array(panels * TILE, cols * sizeof *g.panel);
    if (!g.panel)
        return tm__fail_memory(err, "making a Gram matrix");
    status = tm__parallel_for(panels, pack_panel, &g, "pack", run, err);
    if (status == TM_OK)
        status = tm__parallel_for(panels, gram_block, &g, "gram", run, err);
    tm__free(g.panel);
    return status;
}
