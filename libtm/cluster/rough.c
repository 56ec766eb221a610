#include "cluster/rough.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum {
    LINE = 64,         /* bytes that come from memory together */
    LANES = 32,        /* values a step of a loop */
    AHEAD = 16,        /* rows that are on their way */
    MOST = 127,        /* of a value */
    MOST_ASKED = 8191, /* of a value that is asked about: the products of 2,048 fit */
    ROWS_PER_BLOCK = 256
};
/* What rounding of floats may add to an error. */
static const double rounding = 1e-6;

/* Behind the values of a row, so that they come from memory with them. */
struct tail {
    float scale; /* what a step of a value stands for */
    float error; /* distance from the vector itself */
    struct tm__rough_note note;
};

static int8_t *values(const struct tm__rough *rough, size_t row)
{
    return rough->value + row * rough->stride;
}

static struct tail *tail(const struct tm__rough *rough, size_t row)
{
    return (void *)(values(rough, row) + rough->width);
}

/* A row will be asked for soon. */
static inline void prefetch(const struct tm__rough *rough, size_t row)
{
    tm__prefetch_lines(values(rough, row), rough->stride);
}

/* Whole numbers: the order of additions does not matter. */
static inline int32_t whole_dot(const int16_t *restrict a, const int8_t *restrict b, size_t width)
{
    int32_t sum = 0;

    for (size_t i = 0; i < width; i++)
        sum += a[i] * b[i];
    return sum;
}

/* |xy - x'y'| <= |x| |y - y'| + |x - x'| |y'| (Cauchy & Schwarz), and |y'| <= |y| + |y - y'|. */
static TM__CLONES void dots(const struct tm__rough *rough, const struct tm__rough_query *x,
                            const uint32_t *other, size_t n, struct tm__rough_dot *out)
{
    for (size_t j = 0; j < n && j < AHEAD; j++)
        prefetch(rough, other[j]);
    for (size_t j = 0; j < n; j++) {
        const struct tail y = *tail(rough, other[j]);

        if (j + AHEAD < n)
            prefetch(rough, other[j + AHEAD]);
        out[j].dot =
            x->scale * y.scale * whole_dot(x->value, values(rough, other[j]), rough->width);
        out[j].error = rough->length * (x->error + y.error) + x->error * y.error + rounding;
        out[j].note = y.note;
    }
}

struct filling {
    struct tm__rough *rough;
    const float *dense; /* [rows x width] */
    size_t rows, width;
    double *longest; /* [blocks] */
};

/* By lanes, so that no machine changes the order of additions. */
static TM__CLONES float largest_of(const float *x, size_t width)
{
    float lane[LANES] = {0}, largest = 0;

    for (size_t i = 0; i + LANES <= width; i += LANES)
        for (size_t j = 0; j < LANES; j++) {
            const float size = fabsf(x[i + j]);
            lane[j] = size > lane[j] ? size : lane[j];
        }
    for (size_t j = 0; j < LANES; j++)
        largest = fmaxf(largest, lane[j]);
    for (size_t i = width / LANES * LANES; i < width; i++)
        largest = fmaxf(largest, fabsf(x[i]));
    return largest;
}

/* Squares of lengths, by lanes: of rows, and of what rounding takes from them. */
struct squares {
    float length[LANES], lost[LANES];
};

/* Round so many values to steps. */
static inline void round_lanes(int8_t *restrict value, const float *restrict x, size_t count,
                               float step, struct squares *sum)
{
    const float inverse = 1 / step;
    float whole[LANES];

    for (size_t j = 0; j < count; j++) {
        const float steps = x[j] * inverse;
        whole[j] = (float)(int32_t)(steps + (steps < 0 ? -0.5F : 0.5F));
    }
    for (size_t j = 0; j < count; j++) {
        const float lost = x[j] - whole[j] * step;
        sum->length[j] += x[j] * x[j];
        sum->lost[j] += lost * lost;
    }
    for (size_t j = 0; j < count; j++)
        value[j] = (int8_t)(int32_t)whole[j];
}

static TM__CLONES void round_row(int8_t *restrict value, const float *restrict x, size_t width,
                                 float step, struct squares *sum)
{
    size_t i = 0;

    for (; i + LANES <= width; i += LANES)
        round_lanes(value + i, x + i, LANES, step, sum);
    round_lanes(value + i, x + i, width - i, step, sum);
}

/* Returns the length of the row. */
static double fill(struct tm__rough *rough, size_t row, const float *x, size_t width)
{
    struct tail *const end = tail(rough, row);
    struct squares sum = {{0}, {0}};
    double length = 0, lost = 0;

    end->scale = largest_of(x, width) / MOST;
    if (end->scale > FLT_MIN) /* or there would be no inverse */
        round_row(values(rough, row), x, width, end->scale, &sum);
    for (size_t j = 0; j < LANES; j++) {
        length += sum.length[j];
        lost += sum.lost[j];
    }
    end->error = (float)sqrt(lost);
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
    rough->value = tm__alloc_lines(&rough->block, rows, rough->stride);
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

struct tm__rough_note *tm__rough_note(const struct tm__rough *rough, size_t row)
{
    return &tail(rough, row)->note;
}

bool tm__rough_query_new(struct tm__rough_query *query, const struct tm__rough *rough)
{
    *query = (struct tm__rough_query){tm__calloc(rough->width + 1, sizeof *query->value), 0, 0};
    return query->value;
}

void tm__rough_query_release(struct tm__rough_query *query)
{
    tm__free(query->value);
    query->value = NULL;
}

static TM__CLONES void cut_off(int16_t *restrict value, const float *restrict x, size_t width,
                               float inverse)
{
    for (size_t j = 0; j < width; j++)
        value[j] = (int16_t)(int32_t)(x[j] * inverse);
}

/* What is cut off a value is less than a step. */
void tm__rough_ask(struct tm__rough_query *query, const float *x, size_t width)
{
    const float step = largest_of(x, width) / MOST_ASKED;
    const bool is_zero = !(step > FLT_MIN); /* or there would be no inverse */

    cut_off(query->value, x, width, is_zero ? 0 : 1 / step);
    query->scale = step;
    query->error = (is_zero ? (double)FLT_MIN * MOST_ASKED : step) * sqrt((double)width);
}

void tm__rough_dots(const struct tm__rough *rough, const struct tm__rough_query *query,
                    const uint32_t *other, size_t n, struct tm__rough_dot *out)
{
    dots(rough, query, other, n, out);
}
