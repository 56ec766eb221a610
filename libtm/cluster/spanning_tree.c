#include "cluster/spanning_tree.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>

enum { ROWS_PER_REPORT = 256 };

struct prim {
    const struct tm__all_cosines *c;
    const double *core;
    double *cosine;   /* [rows] of the row that joined last */
    double *distance; /* [rows] to the tree; below 0 for rows in it */
    uint32_t *from;   /* [rows] which row of the tree that is */
};

/* Measure all rows outside from `row`; returns the one nearest to the tree. */
static size_t join(struct prim *p, size_t row)
{
    const size_t rows = p->c->m->rows;
    size_t best = rows;

    tm__all_cosines_row(p->cosine, p->c, row, rows);
    p->distance[row] = -1;
    for (size_t j = 0; j < rows; j++) {
        double d = 1 - p->cosine[j];
        if (p->distance[j] < 0)
            continue;
        if (p->core)
            d = fmax(d, fmax(p->core[row], p->core[j]));
        if (d < p->distance[j]) {
            p->distance[j] = d;
            p->from[j] = (uint32_t)row;
        }
        if (best == rows || p->distance[j] < p->distance[best])
            best = j;
    }
    return best;
}

tm_status tm__spanning_tree(struct tm__edge *edge, const struct tm__all_cosines *c,
                            const double *core, const tm_run *run, tm_error *err)
{
    const size_t rows = c->m->rows;
    struct prim p = {.c = c, .core = core};
    size_t row = 0;
    tm_status status = TM_OK;

    p.cosine = tm__alloc_array(rows, sizeof *p.cosine);
    p.distance = tm__alloc_array(rows, sizeof *p.distance);
    p.from = tm__alloc_array(rows, sizeof *p.from);
    if (!p.cosine || !p.distance || !p.from)
        status = tm__fail_memory(err, "spanning rows");
    for (size_t j = 0; status == TM_OK && j < rows; j++)
        p.distance[j] = INFINITY;
    for (size_t e = 0; status == TM_OK && e + 1 < rows; e++) {
        row = join(&p, row);
        edge[e] = (struct tm__edge){p.from[row], (uint32_t)row, p.distance[row]};
        if (e % ROWS_PER_REPORT == 0)
            status = tm__progress(run, "spanning tree", e, rows, err);
    }
    tm__free(p.cosine);
    tm__free(p.distance);
    tm__free(p.from);
    return status;
}
