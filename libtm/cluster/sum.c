#include "cluster/sum.h"

#include "base/memory.h"
#include "base/prefetch.h"

#include <string.h>

enum { MUCH_LARGER = 16 }; /* from here on looking columns up is cheaper than walking both */

static bool make(struct tm__sum *sum, size_t size)
{
    sum->column = tm__alloc_array(size, sizeof *sum->column);
    sum->value = tm__alloc_array(size, sizeof *sum->value);
    sum->size = sum->width = 0;
    sum->dense = sum->own_dense = NULL;
    if (sum->column && sum->value)
        return true;
    tm__sum_release(sum);
    return false;
}

/* The sum of x_times x and y (NULL: nothing), as a vector of its own. */
static bool add_dense(struct tm__sum *sum, const float *x, float x_times, const float *y)
{
    sum->own_dense = tm__alloc_array(sum->width, sizeof *sum->own_dense);
    if (!sum->own_dense) {
        tm__sum_release(sum);
        return false;
    }
    for (size_t i = 0; i < sum->width; i++)
        sum->own_dense[i] = x_times * x[i] + (y ? y[i] : 0);
    sum->dense = sum->own_dense;
    return true;
}

bool tm__sum_row(struct tm__sum *sum, const struct tm__blend *rows, size_t row, uint32_t copies)
{
    const tm_sparse *m = rows->terms;
    const uint64_t start = m->row_start[row];
    const size_t size = m->row_start[row + 1] - start;

    if (!make(sum, size))
        return false;
    if (rows->dense) {
        sum->width = rows->width;
        sum->dense = rows->dense + row * rows->width;
        if (copies > 1 && !add_dense(sum, sum->dense, (float)copies, NULL))
            return false;
    }
    sum->size = size;
    sum->weight = copies;
    for (size_t e = 0; e < size; e++) {
        sum->column[e] = m->column[start + e];
        sum->value[e] = (double)m->value[start + e] * copies;
    }
    return true;
}

static void put(struct tm__sum *sum, uint32_t column, double value)
{
    sum->column[sum->size] = column;
    sum->value[sum->size++] = value;
}

bool tm__sum_both(struct tm__sum *sum, const struct tm__sum *a, const struct tm__sum *b)
{
    size_t x = 0, y = 0;

    if (!make(sum, a->size + b->size))
        return false;
    sum->weight = a->weight + b->weight;
    sum->width = a->width;
    if (a->dense && !add_dense(sum, a->dense, 1, b->dense))
        return false;
    while (x < a->size && y < b->size) {
        if (a->column[x] == b->column[y]) {
            put(sum, a->column[x], a->value[x] + b->value[y]);
            x++;
            y++;
        } else if (a->column[x] < b->column[y]) {
            put(sum, a->column[x], a->value[x]);
            x++;
        } else {
            put(sum, b->column[y], b->value[y]);
            y++;
        }
    }
    for (; x < a->size; x++)
        put(sum, a->column[x], a->value[x]);
    for (; y < b->size; y++)
        put(sum, b->column[y], b->value[y]);
    return true;
}

void tm__sum_release(struct tm__sum *sum)
{
    tm__free(sum->column);
    tm__free(sum->value);
    tm__free(sum->own_dense);
    memset(sum, 0, sizeof *sum);
}

void tm__sum_prefetch(const struct tm__sum *sum)
{
    TM__PREFETCH(sum->column);
    TM__PREFETCH(sum->value);
    if (sum->dense)
        tm__dense_prefetch(sum->dense, sum->width);
}

static double walk(const struct tm__sum *a, const struct tm__sum *b)
{
    size_t x = 0, y = 0;
    double dot = 0;

    while (x < a->size && y < b->size) {
        const uint32_t p = a->column[x], q = b->column[y];

        if (p == q) /* seldom; which is less nobody can guess, so that is no branch */
            dot += a->value[x] * b->value[y];
        x += p <= q;
        y += q <= p;
    }
    return dot;
}

/* The same sum in the same order, by searching for the columns of the smaller. */
static double look_up(const struct tm__sum *small, const struct tm__sum *large)
{
    size_t from = 0;
    double dot = 0;

    for (size_t x = 0; x < small->size; x++) {
        size_t low = from, high = large->size;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (large->column[middle] < small->column[x])
                low = middle + 1;
            else
                high = middle;
        }
        if (low == large->size)
            break;
        if (large->column[low] == small->column[x])
            dot += small->value[x] * large->value[low];
        from = low;
    }
    return dot;
}

double tm__sum_cosine(const struct tm__sum *a, const struct tm__sum *b)
{
    double dot;

    if (a->size > b->size) {
        const struct tm__sum *swap = a;
        a = b;
        b = swap;
    }
    dot = b->size / MUCH_LARGER > a->size ? look_up(a, b) : walk(a, b);
    if (a->dense)
        dot += tm__dense_dot(a->dense, b->dense, a->width);
    return dot / (a->weight * b->weight);
}
