/* Edges of a tree over rows, and the merges that they mean. */
#ifndef TM_CLUSTER_EDGES_H
#define TM_CLUSTER_EDGES_H

#include "cluster/linkage.h"

/* The clusters that hold rows a and b become one. */
struct tm__edge {
    uint32_t a, b;
    double distance; /* at which they do */
};

/*
 * Merges in the order of their distances (ties: of the edges; sorts them); a merge's height is its
 * distance still, so heights rise. Cost O(rows log rows).
 * @param edge  [rows - 1] that make one tree; none for no rows
 * Merges are for tm__free(out->merge).
 */
tm_status tm__edges_merge(struct tm__merges *out, struct tm__edge *edge, size_t rows,
                          tm_error *err);

#endif
