#include "cluster/rough.h"

#include "base/clones.h"
#include "base/memory.h"
#include "base/prefetch.h"

#include <math.h>
#include <string.h>

enum {
    LINE = 64,  /* bytes that come from memory together */
    LANES = 32, /* values a step of a product */
    MOST = 127  /* of a value */
};
/* What rounding of floats may add to an error. */
static const double rounding = 1e-6;

/* Whole numbers: the order of additions does not matter. */
static TM__CLONES int32_t whole_dot(const int8_t *restrict a, const int8_t *restrict b,
                                    size_t width)
{
    int32_t sum = 0;

    for (size_t i = 0; i < width; i++)
        sum += (int16_t)((int16_t)a[i] * (int16_t)b[i]);
    return sum;
}

static void fill(struct tm__rough *rough, size_t row, const float *x, size_t width)
{
    int8_t *value = rough->value + row * rough->width;
    double largest = 0, length = 0, error = 0;

    for (size_t j = 0; j < width; j++) {
        largest = fmax(largest, fabs(x[j]));
        length += (double)x[j] * x[j];
    }
    rough->scale[row] = (float)(largest / MOST);
    for (size_t j = 0; j < width && rough->scale[row] > 0; j++) {
        const double step = rough->scale[row];
        value[j] = (int8_t)lrint(x[j] / step);
        error += (x[j] - value[j] * step) * (x[j] - value[j] * step);
    }
    rough->error[row] = (float)sqrt(error);
    rough->length = fmax(rough->length, sqrt(length));
}

bool tm__rough_new(struct tm__rough *rough, const float *dense, size_t rows, size_t width)
{
    memset(rough, 0, sizeof *rough);
    rough->width = (width + LANES - 1) / LANES * LANES;
    rough->value = tm__calloc(rows, rough->width);
    rough->scale = tm__alloc_array(rows, sizeof *rough->scale);
    rough->error = tm__alloc_array(rows, sizeof *rough->error);
    if (!rough->value || !rough->scale || !rough->error) {
        tm__rough_release(rough);
        return false;
    }
    tm__huge_pages(rough->value, rows * rough->width);
    for (size_t i = 0; i < rows; i++)
        fill(rough, i, dense + i * width, width);
    return true;
}

void tm__rough_release(struct tm__rough *rough)
{
    tm__free(rough->value);
    tm__free(rough->scale);
    tm__free(rough->error);
    memset(rough, 0, sizeof *rough);
}

double tm__rough_dot(const struct tm__rough *rough, size_t i, size_t j)
{
    const int32_t dot =
        whole_dot(rough->value + i * rough->width, rough->value + j * rough->width, rough->width);

    return (double)rough->scale[i] * rough->scale[j] * dot;
}

/* |xy - x'y'| <= |x| |y - y'| + |x - x'| |y'| (Cauchy & Schwarz), and |y'| <= |y| + |y - y'|. */
double tm__rough_error(const struct tm__rough *rough, size_t i, size_t j)
{
    const double x = rough->error[i], y = rough->error[j];

    return rough->length * (x + y) + x * y + rounding;
}

void tm__rough_prefetch(const struct tm__rough *rough, size_t i)
{
    const int8_t *value = rough->value + i * rough->width;

    for (size_t j = 0; j < rough->width; j += LINE)
        TM__PREFETCH(value + j);
}
