/* Labelling of a dendrogram after Muellner (2011): sort, then find by union-find who was merged. */
#include "cluster/edges.h"

#include "base/memory.h"
#include "base/status.h"

#include <stdlib.h>
#include <string.h>

struct numbered {
    struct tm__edge edge;
    uint32_t number;
};

static int by_distance(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;

    if (x->edge.distance != y->edge.distance)
        return x->edge.distance < y->edge.distance ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static tm_status sort_edges(struct tm__edge *edge, size_t count, tm_error *err)
{
    struct numbered *sorted = tm__alloc_array(count, sizeof *sorted);

    if (!sorted)
        return tm__fail_memory(err, "linking rows");
    for (size_t e = 0; e < count; e++)
        sorted[e] = (struct numbered){edge[e], (uint32_t)e};
    qsort(sorted, count, sizeof *sorted, by_distance);
    for (size_t e = 0; e < count; e++)
        edge[e] = sorted[e].edge;
    tm__free(sorted);
    return TM_OK;
}

/* The cluster that holds this one now; halves the path to it. */
static uint32_t root(uint32_t *into, uint32_t i)
{
    while (into[i] != i) {
        into[i] = into[into[i]];
        i = into[i];
    }
    return i;
}

tm_status tm__edges_merge(struct tm__merges *out, struct tm__edge *edge, size_t rows, tm_error *err)
{
    const size_t count = rows ? rows - 1 : 0;
    uint32_t *into = tm__alloc_array(rows, 2 * sizeof *into);
    tm_status status;

    *out = (struct tm__merges){.rows = rows};
    out->merge = tm__alloc_array(count, sizeof *out->merge);
    status =
        into && out->merge ? sort_edges(edge, count, err) : tm__fail_memory(err, "linking rows");
    for (size_t i = 0; status == TM_OK && i < 2 * rows; i++)
        into[i] = (uint32_t)i;
    for (size_t e = 0; status == TM_OK && e < count; e++) {
        const uint32_t a = root(into, edge[e].a), b = root(into, edge[e].b);
        out->merge[e] = (struct tm__merge){a < b ? a : b, a < b ? b : a, edge[e].distance};
        into[a] = into[b] = (uint32_t)(rows + e);
    }
    out->count = count;
    tm__free(into);
    if (status != TM_OK) {
        tm__free(out->merge);
        memset(out, 0, sizeof *out);
    }
    return status;
}
