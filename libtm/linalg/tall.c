#include "linalg/tall.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <cblas.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>

enum { TILE = 64, CHUNK = 4096 }; /* rows that one sum in double is made of */

struct tall {
    const float *x, *w;
    float *out;
    bool *empty;     /* [tiles of columns][tiles of width] of w: all zero */
    double *partial; /* [chunks][columns * columns] */
    size_t rows, columns, width;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t tiles_of(size_t columns)
{
    return (columns + TILE - 1) / TILE;
}

/* Add to sum the products of 64 rows' columns [i, i+64) and [j, j+64). */
static void gram_tile(const struct tall *t, double *sum, size_t row, size_t rows, size_t i,
                      size_t j)
{
    const size_t m = least(TILE, t->columns - i), n = least(TILE, t->columns - j);
    float tile[TILE * TILE];

    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)m, (int)n, (int)rows, 1.0f,
                t->x + row * t->columns + i, (int)t->columns, t->x + row * t->columns + j,
                (int)t->columns, 0.0f, tile, TILE);
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < n; b++)
            sum[(i + a) * t->columns + j + b] += tile[a * TILE + b];
}

/* One tile of columns times itself or one behind it, of one chunk of rows. Blocks of tiles before
 * it have nothing to do. */
static tm_status gram_block(void *ctx, size_t block, unsigned worker)
{
    const struct tall *t = ctx;
    const size_t tiles = tiles_of(t->columns), chunk = block / (tiles * tiles);
    const size_t i = block / tiles % tiles * TILE, j = block % tiles * TILE;
    const size_t end = least(t->rows, (chunk + 1) * CHUNK);
    double *const sum = t->partial + chunk * t->columns * t->columns;

    (void)worker;
    for (size_t a = i; a < i + TILE && a < t->columns; a++)
        memset(sum + a * t->columns + j, 0, least(TILE, t->columns - j) * sizeof *sum);
    for (size_t row = chunk * CHUNK; row < end && j >= i; row += TILE)
        gram_tile(t, sum, row, least(TILE, end - row), i, j);
    return TM_OK;
}

static tm_status check(size_t rows, size_t columns, tm_error *err)
{
    if (rows > INT_MAX || columns > INT_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu x %zu is too large for BLAS", rows, columns);
    return TM_OK;
}

tm_status tm__tall_gram(double *out, const float *x, size_t rows, size_t columns, const tm_run *run,
                        tm_error *err)
{
    const size_t chunks = (rows + CHUNK - 1) / CHUNK, cells = columns * columns;
    struct tall t = {.x = x, .rows = rows, .columns = columns};
    tm_status status = check(rows, columns, err);

    if (status != TM_OK)
        return status;
    t.partial = tm__alloc_array(chunks, cells * sizeof *t.partial);
    if (!t.partial)
        return tm__fail_memory(err, "multiplying matrices");
    status = tm__parallel_for(chunks * tiles_of(columns) * tiles_of(columns), gram_block, &t,
                              "gram", run, err);
    if (status == TM_OK) {
        memset(out, 0, cells * sizeof *out);
        for (size_t c = 0; c < chunks; c++)
            for (size_t i = 0; i < cells; i++)
                out[i] += t.partial[c * cells + i];
        for (size_t i = 0; i < columns; i++)
            for (size_t j = i + 1; j < columns; j++)
                out[j * columns + i] = out[i * columns + j];
    }
    tm__free(t.partial);
    return status;
}

static bool is_empty(const struct tall *t, size_t k, size_t j)
{
    for (size_t a = k; a < k + TILE && a < t->columns; a++)
        for (size_t b = j; b < j + TILE && b < t->width; b++)
            if (t->w[a * t->width + b] != 0)
                return false;
    return true;
}

/* Half of a triangular factor is empty. The first tile of a column of tiles is not passed over: it
 * sets what the others add to. */
static void find_empty(const struct tall *t)
{
    bool *empty = t->empty;

    for (size_t k = 0; k < t->columns; k += TILE)
        for (size_t j = 0; j < t->width; j += TILE)
            *empty++ = k > 0 && is_empty(t, k, j);
}

static tm_status multiply_block(void *ctx, size_t block, unsigned worker)
{
    const struct tall *t = ctx;
    const size_t row = block * TILE, rows = least(TILE, t->rows - row), wide = tiles_of(t->width);

    (void)worker;
    for (size_t j = 0; j < t->width; j += TILE)
        for (size_t k = 0; k < t->columns; k += TILE)
            if (!t->empty[k / TILE * wide + j / TILE])
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows,
                            (int)least(TILE, t->width - j), (int)least(TILE, t->columns - k), 1.0f,
                            t->x + row * t->columns + k, (int)t->columns, t->w + k * t->width + j,
                            (int)t->width, k ? 1.0f : 0.0f, t->out + row * t->width + j,
                            (int)t->width);
    return TM_OK;
}

tm_status tm__tall_multiply(float *out, const float *x, size_t rows, size_t columns, const float *w,
                            size_t width, const tm_run *run, tm_error *err)
{
    struct tall t = {.x = x, .w = w, .out = out, .rows = rows, .columns = columns, .width = width};
    tm_status status = check(rows, columns, err);

    if (status == TM_OK)
        status = check(rows, width, err);
    if (status != TM_OK)
        return status;
    t.empty = tm__alloc_array(tiles_of(columns) * tiles_of(width), sizeof *t.empty);
    if (!t.empty)
        return tm__fail_memory(err, "multiplying matrices");
    find_empty(&t);
    status = tm__parallel_for((rows + TILE - 1) / TILE, multiply_block, &t, "multiply", run, err);
    tm__free(t.empty);
    return status;
}
