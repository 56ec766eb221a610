#include "summarize/centrality.h"

#include "base/memory.h"
#include "base/status.h"
#include "summarize/walk.h"

#include <string.h>

/*
 * With rows u_i of length 1 the matrix of cosines is G = U U', so G z = U (U' z) takes two passes
 * over the entries. A dense G costs n^2 memory and n^2 V time for the same numbers.
 */
struct cosines {
    const tm_sparse *m;
    double *term; /* [columns] */
};

/* out = (U U' - D) z, where D holds the squared lengths, so that no sentence counts itself. */
static void multiply(double *out, const double *z, void *ctx)
{
    const struct cosines *c = ctx;
    const tm_sparse *m = c->m;

    memset(c->term, 0, m->cols * sizeof *c->term);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            c->term[m->column[e]] += m->value[e] * z[i];
    for (size_t i = 0; i < m->rows; i++) {
        double sum = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const double u = m->value[e];
            sum += u * (c->term[m->column[e]] - u * z[i]);
        }
        out[i] = sum;
    }
}

tm_status tm__lexrank(double *score, const tm_sparse *m, double damping, const tm_run *run,
                      tm_error *err)
{
    struct cosines c = {m, tm__alloc_array(m->cols, sizeof *c.term)};
    const tm_status status = c.term ? tm__walk(score, m->rows, multiply, &c, damping, run, err)
                                    : tm__fail_memory(err, "ranking sentences");

    tm__free(c.term);
    return status;
}
