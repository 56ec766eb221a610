#include "cluster/sum.h"

#include "base/prefetch.h"
#include "linalg/dense_row.h"

#include <string.h>

enum {
    MUCH_LARGER = 16, /* from here on looking columns up is cheaper than going through both */
    MOST_AHEAD = 512, /* bytes of an array that are asked for */
    RUN = 8           /* columns that one is compared with at once */
};

/* Room for so many columns and for a vector of `width` numbers, which may be 0. */
static bool make(struct tm__sum *sum, struct tm__pool *pool, size_t size, size_t width)
{
    const size_t an_entry = sizeof *sum->value + sizeof *sum->column;

    memset(sum, 0, sizeof *sum);
    sum->bytes = size * an_entry + width * sizeof *sum->dense;
    sum->value = tm__pool_take(pool, sum->bytes);
    if (!sum->value)
        return false;
    sum->column = (uint32_t *)(sum->value + size);
    sum->width = width;
    sum->dense = width ? (float *)(sum->column + size) : NULL;
    return true;
}

/* The sum of x_times x and y (NULL: nothing), as a vector of its own. */
static void add_dense(float *out, size_t width, const float *x, float x_times, const float *y)
{
    for (size_t i = 0; i < width; i++)
        out[i] = x_times * x[i] + (y ? y[i] : 0);
}

/* The vector that is in the sum's own block. */
static float *own_dense(const struct tm__sum *sum)
{
    return (float *)sum->dense;
}

bool tm__sum_row(struct tm__sum *sum, struct tm__pool *pool, const struct tm__blend *rows,
                 size_t row, uint32_t copies)
{
    const tm_sparse *m = rows->terms;
    const uint64_t start = m->row_start[row];
    const size_t size = m->row_start[row + 1] - start;
    const float *const dense = rows->dense ? rows->dense + row * rows->width : NULL;

    if (!make(sum, pool, size, dense && copies > 1 ? rows->width : 0))
        return false;
    if (sum->dense)
        add_dense(own_dense(sum), rows->width, dense, (float)copies, NULL);
    else
        sum->dense = dense;
    sum->width = dense ? rows->width : 0;
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

bool tm__sum_both(struct tm__sum *sum, struct tm__pool *pool, const struct tm__sum *a,
                  const struct tm__sum *b)
{
    size_t x = 0, y = 0;

    if (!make(sum, pool, a->size + b->size, a->dense ? a->width : 0))
        return false;
    sum->weight = a->weight + b->weight;
    if (a->dense)
        add_dense(own_dense(sum), a->width, a->dense, 1, b->dense);
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

void tm__sum_release(struct tm__sum *sum, struct tm__pool *pool)
{
    tm__pool_give(pool, sum->value, sum->bytes);
    memset(sum, 0, sizeof *sum);
}

/* The first lines of an array. */
static void ask_for(const void *array, size_t size)
{
    tm__prefetch_lines(array, size < MOST_AHEAD ? size : MOST_AHEAD);
}

void tm__sum_prefetch(const struct tm__sum *sum)
{
    ask_for(sum->column, sum->size * sizeof *sum->column);
    ask_for(sum->value, sum->size * sizeof *sum->value);
    if (sum->dense)
        tm__dense_prefetch(sum->dense, sum->width);
}

/* From columns x and y on. */
static double walk(const struct tm__sum *a, const struct tm__sum *b, size_t x, size_t y, double dot)
{
    while (x < a->size && y < b->size) {
        const uint32_t p = a->column[x], q = b->column[y];

        if (p == q) /* seldom; which is less nobody can guess, so that is no branch */
            dot += a->value[x] * b->value[y];
        x += p <= q;
        y += q <= p;
    }
    return dot;
}

/*
 * The same sum in the same order: each column of the smaller is compared with all of a run of the
 * larger at once.
 */
static double by_runs(const struct tm__sum *small, const struct tm__sum *large)
{
    const uint32_t *const restrict columns = large->column;
    const size_t whole = large->size / RUN * RUN;
    size_t x = 0, y = 0;
    double dot = 0;

    for (; x < small->size; x++) {
        const uint32_t column = small->column[x];
        const uint32_t *run;
        uint32_t place = 0; /* 1 for the first of the run, 0 for none */

        while (y < whole && columns[y + RUN - 1] < column)
            y += RUN;
        if (y == whole)
            break;
        run = columns + y;
        for (uint32_t k = 0; k < RUN; k++)
            place |= run[k] == column ? k + 1 : 0;
        if (place)
            dot += small->value[x] * large->value[y + place - 1];
    }
    return walk(small, large, x, y, dot);
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
    dot = b->size / MUCH_LARGER > a->size ? look_up(a, b) : by_runs(a, b);
    if (a->dense)
        dot += tm__dense_dot(a->dense, b->dense, a->width);
    return dot / (a->weight * b->weight);
}
