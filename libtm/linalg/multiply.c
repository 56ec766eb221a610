#include "base/clones.h"
#include "base/parallel.h"
#include "base/status.h"

#include <tm/linalg.h>

#include <string.h>

enum { BLOCK = 256 }; /* rows a block */

struct multiply {
    const tm_sparse *m;
    const float *x;
    float *out;
    size_t width;
};

/* out += value * x, element by element. */
static TM__CLONES void add_scaled(float *restrict out, const float *restrict x, float value,
                                  size_t width)
{
    for (size_t i = 0; i < width; i++)
        out[i] += value * x[i];
}

static tm_status multiply_block(void *ctx, size_t block, unsigned worker)
{
    const struct multiply *p = ctx;
    const size_t first = block * BLOCK;

    (void)worker;
    for (size_t i = first; i < first + BLOCK && i < p->m->rows; i++) {
        float *out = p->out + i * p->width;
        memset(out, 0, p->width * sizeof *out);
        for (uint64_t e = p->m->row_start[i]; e < p->m->row_start[i + 1]; e++)
            add_scaled(out, p->x + p->m->column[e] * p->width, p->m->value[e], p->width);
    }
    return TM_OK;
}

tm_status tm_sparse_multiply(float *out, const tm_sparse *m, const float *x, size_t width,
                             const tm_run *run, tm_error *err)
{
    struct multiply p = {m, x, out, width};

    return tm__parallel_for((m->rows + BLOCK - 1) / BLOCK, multiply_block, &p, "multiply", run,
                            err);
}
