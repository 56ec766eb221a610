#include "base/clones.h"
#include "base/parallel.h"
#include "base/status.h"
#include "linalg/lanes.h"

#include <tm/linalg.h>

#include <string.h>

/* Rows a block; floats in lanes, and in a strip, whose sums stay in registers. */
enum { BLOCK = 256, LANES = TM__LANES, STRIP = 8 * LANES };

struct multiply {
    const tm_sparse *m;
    const float *x;
    float *out;
    size_t width;
};

/* Columns [first, first + count * LANES) of one row. Called with constant counts. */
static inline void add_lanes(float *restrict out, const struct multiply *p, size_t row,
                             size_t first, size_t count)
{
    const tm_sparse *m = p->m;

    tm__add_lanes(out + first, p->x + first, p->width, m->column, m->value, m->row_start[row],
                  m->row_start[row + 1], count);
}

static inline void multiply_narrow(float *restrict out, const struct multiply *p, size_t row)
{
    const tm_sparse *m = p->m;

    memset(out, 0, p->width * sizeof *out);
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        for (size_t j = 0; j < p->width; j++)
            out[j] += m->value[e] * p->x[m->column[e] * p->width + j];
}

static inline void add_strip(float *restrict out, const struct multiply *p, size_t row,
                             size_t first, size_t count)
{
    switch (count) {
    case 1:
        add_lanes(out, p, row, first, 1);
        break;
    case 2:
        add_lanes(out, p, row, first, 2);
        break;
    case 3:
        add_lanes(out, p, row, first, 3);
        break;
    case 4:
        add_lanes(out, p, row, first, 4);
        break;
    case 5:
        add_lanes(out, p, row, first, 5);
        break;
    case 6:
        add_lanes(out, p, row, first, 6);
        break;
    case 7:
        add_lanes(out, p, row, first, 7);
        break;
    default:
        add_lanes(out, p, row, first, 8);
        break;
    }
}

/*
 * One row. The last strip ends where the row ends, so some columns may be written twice: every sum
 * is added up in the order of the entries, whatever the strip.
 */
static inline void multiply_row(const struct multiply *p, size_t row)
{
    const size_t width = p->width;
    float *const out = p->out + row * width;
    size_t at = 0, lanes_left;

    if (width < LANES) {
        multiply_narrow(out, p, row);
        return;
    }
    for (; at + STRIP < width; at += STRIP)
        add_lanes(out, p, row, at, 8);
    lanes_left = (width - at + LANES - 1) / LANES;
    if (lanes_left * LANES <= width) {
        add_strip(out, p, row, width - lanes_left * LANES, lanes_left);
    } else {
        add_strip(out, p, row, 0, lanes_left - 1);
        add_lanes(out, p, row, width - LANES, 1);
    }
}

static TM__CLONES void multiply_rows(const struct multiply *p, size_t first, size_t end)
{
    for (size_t row = first; row < end; row++)
        multiply_row(p, row);
}

static tm_status multiply_block(void *ctx, size_t block, unsigned worker)
{
    const struct multiply *p = ctx;
    const size_t first = block * BLOCK;

    (void)worker;
    multiply_rows(p, first, first + BLOCK < p->m->rows ? first + BLOCK : p->m->rows);
    return TM_OK;
}

tm_status tm_sparse_multiply(float *out, const tm_sparse *m, const float *x, size_t width,
                             const tm_run *run, tm_error *err)
{
    struct multiply p = {m, x, out, width};

    return tm__parallel_for((m->rows + BLOCK - 1) / BLOCK, multiply_block, &p, "multiply", run,
                            err);
}
