#include "linalg/dense_row.h"

#include "base/clones.h"
#include "base/prefetch.h"

#include <math.h>

enum { LANES = 16 /* partial sums of a product */ };

static TM__CLONES double dot(const float *restrict a, const float *restrict b, size_t width)
{
    float lane[LANES] = {0};
    double sum = 0;
    size_t i = 0;

    for (; i + LANES <= width; i += LANES)
        for (size_t j = 0; j < LANES; j++)
            lane[j] += a[i + j] * b[i + j];
    for (; i < width; i++)
        sum += (double)a[i] * b[i];
    for (size_t j = 0; j < LANES; j++)
        sum += lane[j];
    return sum;
}

/* In double, since squares of small floats vanish. */
static TM__CLONES double square_sum(const float *x, size_t width)
{
    double lane[LANES] = {0}, sum = 0;
    size_t i = 0;

    for (; i + LANES <= width; i += LANES)
        for (size_t j = 0; j < LANES; j++)
            lane[j] += (double)x[i + j] * x[i + j];
    for (; i < width; i++)
        sum += (double)x[i] * x[i];
    for (size_t j = 0; j < LANES; j++)
        sum += lane[j];
    return sum;
}

static TM__CLONES void scale(float *x, size_t width, double by)
{
    for (size_t i = 0; i < width; i++)
        x[i] = (float)(x[i] * by);
}

/* Clones are exported with their resolver, however hidden, unless they are static. */
double tm__dense_dot(const float *a, const float *b, size_t width)
{
    return dot(a, b, width);
}

void tm__dense_normalize(float *x, size_t width)
{
    const double sum = square_sum(x, width);

    if (sum > 0)
        scale(x, width, 1 / sqrt(sum));
}

void tm__dense_prefetch(const float *x, size_t width)
{
    tm__prefetch_lines(x, width * sizeof *x);
}
