#include "summarize/centrality.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

/*
 * With rows u_i of length 1 the matrix of cosines is G = U U', so G z = U (U' z) takes two passes
 * over the entries. A dense G costs n^2 memory and n^2 V time for the same numbers.
 */

/* out = (U U' - D) z, where D holds the squared lengths, so that no sentence counts itself. */
static void multiply(double *out, const double *z, double *term, const tm_sparse *m)
{
    memset(term, 0, m->cols * sizeof *term);
    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            term[m->column[e]] += m->value[e] * z[i];
    for (size_t i = 0; i < m->rows; i++) {
        double sum = 0;
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
            const double u = m->value[e];
            sum += u * (term[m->column[e]] - u * z[i]);
        }
        out[i] = sum;
    }
}

/* One step of the walk from x; returns how far it went. */
static double step(double *x, double *y, double *z, double *term, const double *out_weight,
                   const tm_sparse *m, double damping)
{
    const double n = (double)m->rows;
    double anywhere = 0, moved = 0;

    for (size_t i = 0; i < m->rows; i++) {
        anywhere += out_weight[i] > 0 ? (1 - damping) * x[i] : x[i];
        z[i] = out_weight[i] > 0 ? x[i] / out_weight[i] : 0;
    }
    multiply(y, z, term, m);
    for (size_t i = 0; i < m->rows; i++) {
        const double next = anywhere / n + damping * y[i];
        moved += fabs(next - x[i]);
        x[i] = next;
    }
    return moved;
}

tm_status tm__lexrank(double *score, const tm_sparse *m, double damping, const tm_run *run,
                      tm_error *err)
{
    enum { ITERATIONS = 200 };
    const double close = 1e-9, nothing = 1e-12;
    double *work = tm__alloc_array(m->rows, 3 * sizeof *work);
    double *term = tm__alloc_array(m->cols, sizeof *term);
    double *y = work, *z = work ? work + m->rows : NULL, *weight = work ? work + 2 * m->rows : NULL;
    double moved = 1;
    tm_status status = work && term ? TM_OK : tm__fail_memory(err, "ranking sentences");

    if (status == TM_OK) {
        for (size_t i = 0; i < m->rows; i++)
            z[i] = 1;
        multiply(weight, z, term, m);
        for (size_t i = 0; i < m->rows; i++) {
            score[i] = 1 / (double)m->rows;
            /* What differences of rounding leave is no resemblance. */
            if (weight[i] < nothing)
                weight[i] = 0;
        }
    }
    for (unsigned k = 0; status == TM_OK && k < ITERATIONS && moved > close; k++) {
        status = tm__progress(run, "rank", k, ITERATIONS, err);
        if (status == TM_OK && m->rows)
            moved = step(score, y, z, term, weight, m, damping);
    }
    tm__free(work);
    tm__free(term);
    return status;
}
