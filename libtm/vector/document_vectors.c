/* Documents as sums of the vectors of their words, of length 1. */
#include "vector/document_vectors.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "linalg/dense_row.h"

#include <string.h>

enum {
    ROWS_PER_BLOCK = 256,
    COLUMNS_PER_BLOCK = 16 /* of a mean: a line of the cache */
};

struct rows {
    float *x; /* [rows x width] */
    size_t rows, width;
    double *mean;   /* [width] */
    bool *zero;     /* [rows] */
    size_t counted; /* rows that are not */
};

static size_t end_of(const struct rows *r, size_t block)
{
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    return end < r->rows ? end : r->rows;
}

/* Rows of length 1, or zero. */
static tm_status unit_block(void *ctx, size_t block, unsigned worker)
{
    const struct rows *r = ctx;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end_of(r, block); i++)
        tm__dense_normalize(r->x + i * r->width, r->width);
    return TM_OK;
}

static tm_status zero_block(void *ctx, size_t block, unsigned worker)
{
    const struct rows *r = ctx;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end_of(r, block); i++) {
        r->zero[i] = true;
        for (size_t j = 0; r->zero[i] && j < r->width; j++)
            r->zero[i] = r->x[i * r->width + j] == 0;
    }
    return TM_OK;
}

/* Sums of some columns, over the rows in their order. */
static tm_status sum_block(void *ctx, size_t block, unsigned worker)
{
    const struct rows *r = ctx;
    const size_t from = block * COLUMNS_PER_BLOCK;
    const size_t to = from + COLUMNS_PER_BLOCK < r->width ? from + COLUMNS_PER_BLOCK : r->width;
    double sum[COLUMNS_PER_BLOCK] = {0};

    (void)worker;
    for (size_t i = 0; i < r->rows; i++)
        for (size_t j = from; j < to; j++)
            sum[j - from] += r->x[i * r->width + j];
    memcpy(r->mean + from, sum, (to - from) * sizeof *sum);
    return TM_OK;
}

/* Take the mean of the rows that are not zero off each of them. */
static tm_status centre_block(void *ctx, size_t block, unsigned worker)
{
    const struct rows *r = ctx;

    (void)worker;
    for (size_t i = block * ROWS_PER_BLOCK; i < end_of(r, block); i++)
        for (size_t j = 0; !r->zero[i] && j < r->width; j++) {
            float *const x = &r->x[i * r->width + j];
            *x = (float)(*x - r->mean[j]);
        }
    return TM_OK;
}

static tm_status run_centre(struct rows *r, size_t blocks, const tm_run *run, tm_error *err)
{
    const size_t strips = (r->width + COLUMNS_PER_BLOCK - 1) / COLUMNS_PER_BLOCK;
    tm_status status = tm__parallel_for(blocks, zero_block, r, "vectors", run, err);

    if (status == TM_OK)
        status = tm__parallel_for(strips, sum_block, r, "vectors", run, err);
    for (size_t i = 0; status == TM_OK && i < r->rows; i++)
        r->counted += !r->zero[i];
    for (size_t j = 0; status == TM_OK && j < r->width; j++)
        r->mean[j] = r->counted > 0 ? r->mean[j] / (double)r->counted : 0;
    if (status == TM_OK)
        status = tm__parallel_for(blocks, centre_block, r, "vectors", run, err);
    return status;
}

static tm_status take_mean_off(struct rows *r, size_t blocks, const tm_run *run, tm_error *err)
{
    tm_status status;

    r->mean = tm__alloc_array(r->width, sizeof *r->mean);
    r->zero = tm__alloc_array(r->rows, sizeof *r->zero);
    status = r->mean && r->zero ? run_centre(r, blocks, run, err)
                                : tm__fail_memory(err, "centring rows");
    tm__free(r->mean);
    tm__free(r->zero);
    return status;
}

static size_t blocks_of(const struct rows *r)
{
    return (r->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
}

tm_status tm__centre_rows(float *x, size_t rows, size_t width, const tm_run *run, tm_error *err)
{
    struct rows r = {.x = x, .rows = rows, .width = width};
    tm_status status = take_mean_off(&r, blocks_of(&r), run, err);

    if (status == TM_OK)
        status = tm__parallel_for(blocks_of(&r), unit_block, &r, "vectors", run, err);
    return status;
}

tm_status tm_document_vectors(float *out, const tm_word_vectors *vectors, const tm_sparse *rows,
                              bool centred, const tm_run *run, tm_error *err)
{
    struct rows r = {.x = out, .rows = rows->rows, .width = vectors->components};
    tm_status status;

    if (rows->cols != vectors->words)
        return tm__fail(err, TM_EINVAL, "rows have %zu columns, the vectors %zu words", rows->cols,
                        vectors->words);
    status = tm_sparse_multiply(out, rows, vectors->vector, vectors->components, run, err);
    if (status == TM_OK)
        status = tm__parallel_for(blocks_of(&r), unit_block, &r, "vectors", run, err);
    if (status == TM_OK && centred)
        status = tm__centre_rows(out, rows->rows, vectors->components, run, err);
    return status;
}
