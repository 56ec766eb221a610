/* The minimum spanning tree of all rows. */
#ifndef TM_CLUSTER_SPANNING_TREE_H
#define TM_CLUSTER_SPANNING_TREE_H

#include "cluster/all_cosines.h"
#include "cluster/edges.h"

/*
 * Prim's algorithm on 1 - cosine, in the form that needs no matrix: the distances of a row are
 * computed when it joins the tree. Ties: the lower row.
 * @param edge  [rows - 1] out
 * @param core  [rows] two rows are at least as far as the core distance of either (Campello et al.
 *              2013: mutual reachability); NULL: distances as they are
 * Cost O(rows^2) and the sum over terms of df^2; memory O(rows).
 */
tm_status tm__spanning_tree(struct tm__edge *edge, const struct tm__all_cosines *c,
                            const double *core, const tm_run *run, tm_error *err);

#endif
