#include "cluster/rough.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum {
    LINE = 64,  /* bytes that come from memory together */
    LANES = 32, /* values a step of a product */
    MOST = 127, /* of a value */
    ROWS_PER_BLOCK = 256
};
/* What rounding of floats may add to an error. */
static const double rounding = 1e-6;

/* Behind the values of a row, so that they come from memory with them. */
struct tail {
    float scale; /* what a step of a value stands for */
    float error; /* distance from the vector itself */
};

static int8_t *values(const struct tm__rough *rough, size_t row)
{
    return rough->value + row * rough->stride;
}

static struct tail *tail(const struct tm__rough *rough, size_t row)
{
    return (void *)(values(rough, row) + rough->width);
}

/* Whole numbers: the order of additions does not matter. */
static TM__CLONES int32_t whole_dot(const int8_t *restrict a, const int8_t *restrict b,
                                    size_t width)
{
    int32_t sum = 0;

    for (size_t i = 0; i < width; i++)
        sum += (int16_t)((int16_t)a[i] * (int16_t)b[i]);
    return sum;
}

struct filling {
    struct tm__rough *rough;
    const float *dense; /* [rows x width] */
    size_t rows, width;
    double *longest; /* [blocks] */
};

/* Returns the length of the row. */
static double fill(struct tm__rough *rough, size_t row, const float *x, size_t width)
{
    int8_t *const value = values(rough, row);
    struct tail *const end = tail(rough, row);
    double largest = 0, length = 0, error = 0;

    for (size_t j = 0; j < width; j++) {
        largest = fmax(largest, fabs(x[j]));
        length += (double)x[j] * x[j];
    }
    end->scale = (float)(largest / MOST);
    for (size_t j = 0; j < width && end->scale > 0; j++) {
        const double step = end->scale;
        value[j] = (int8_t)lrint(x[j] / step);
        error += (x[j] - value[j] * step) * (x[j] - value[j] * step);
    }
    end->error = (float)sqrt(error);
    return sqrt(length);
}

static tm_status fill_block(void *ctx, size_t block, unsigned worker)
{
    const struct filling *f = ctx;
    const size_t end =
        (block + 1) * ROWS_PER_BLOCK < f->rows ? (block + 1) * ROWS_PER_BLOCK : f->rows;
    double longest = 0;

    (void)worker;
    memset(values(f->rough, block * ROWS_PER_BLOCK), 0,
           (end - block * ROWS_PER_BLOCK) * f->rough->stride);
    for (size_t i = block * ROWS_PER_BLOCK; i < end; i++)
        longest = fmax(longest, fill(f->rough, i, f->dense + i * f->width, f->width));
    f->longest[block] = longest;
    return TM_OK;
}

tm_status tm__rough_new(struct tm__rough *rough, const float *dense, size_t rows, size_t width,
                        const tm_run *run, tm_error *err)
{
    const size_t blocks = (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    struct filling f = {rough, dense, rows, width, tm__alloc_array(blocks, sizeof *f.longest)};
    tm_status status;

    memset(rough, 0, sizeof *rough);
    rough->width = (width + LANES - 1) / LANES * LANES;
    rough->stride = (rough->width + sizeof(struct tail) + LINE - 1) / LINE * LINE;
    rough->value = tm__alloc_pages(&rough->block, rows, rough->stride);
    status = f.longest && rough->value
                 ? tm__parallel_for(blocks, fill_block, &f, "vectors", run, err)
                 : tm__fail_memory(err, "rounding vectors");
    for (size_t b = 0; status == TM_OK && b < blocks; b++)
        rough->length = fmax(rough->length, f.longest[b]);
    tm__free(f.longest);
    if (status != TM_OK)
        tm__rough_release(rough);
    return status;
}

void tm__rough_release(struct tm__rough *rough)
{
    tm__free(rough->block);
    memset(rough, 0, sizeof *rough);
}

double tm__rough_dot(const struct tm__rough *rough, size_t i, size_t j)
{
    const int32_t dot = whole_dot(values(rough, i), values(rough, j), rough->width);

    return (double)tail(rough, i)->scale * tail(rough, j)->scale * dot;
}

/* |xy - x'y'| <= |x| |y - y'| + |x - x'| |y'| (Cauchy & Schwarz), and |y'| <= |y| + |y - y'|. */
double tm__rough_error(const struct tm__rough *rough, size_t i, size_t j)
{
    const double x = tail(rough, i)->error, y = tail(rough, j)->error;

    return rough->length * (x + y) + x * y + rounding;
}

void tm__rough_prefetch(const struct tm__rough *rough, size_t i)
{
    const int8_t *const value = values(rough, i);

    for (size_t j = 0; j < rough->stride; j += LINE)
        TM__PREFETCH(value + j);
}
