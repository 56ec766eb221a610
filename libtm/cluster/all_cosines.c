#include "cluster/all_cosines.h"

#include "base/memory.h"
#include "base/status.h"
#include "linalg/dot.h"

#include <string.h>

tm_status tm__all_cosines_new(struct tm__all_cosines *c, const tm_sparse *m, tm_error *err)
{
    tm_status status;

    *c = (struct tm__all_cosines){.m = m};
    c->norm = tm__alloc_array(m->rows, sizeof *c->norm);
    if (!c->norm)
        return tm__fail_memory(err, "comparing all rows");
    for (size_t i = 0; i < m->rows; i++)
        c->norm[i] = tm__sparse_norm(m, i);
    status = tm_sparse_transpose(&c->transposed, m, err);
    if (status != TM_OK)
        tm__all_cosines_release(c);
    return status;
}

void tm__all_cosines_release(struct tm__all_cosines *c)
{
    tm_sparse_free(c->transposed);
    tm__free(c->norm);
    memset(c, 0, sizeof *c);
}

void tm__all_cosines_row(double *out, const struct tm__all_cosines *c, size_t row, size_t limit)
{
    const tm_sparse *const t = c->transposed;

    memset(out, 0, limit * sizeof *out);
    if (!(c->norm[row] > 0))
        return;
    for (uint64_t e = c->m->row_start[row]; e < c->m->row_start[row + 1]; e++) {
        const uint32_t term = c->m->column[e];
        const double value = c->m->value[e];
        for (uint64_t p = t->row_start[term]; p < t->row_start[term + 1]; p++) {
            if (t->column[p] >= limit)
                break;
            out[t->column[p]] += value * t->value[p];
        }
    }
    for (size_t j = 0; j < limit; j++)
        if (out[j] > 0) {
            out[j] /= c->norm[row] * c->norm[j];
            out[j] = out[j] < 1 ? out[j] : 1;
        }
}
