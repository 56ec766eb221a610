/* Agglomeration of all rows from the matrix of their distances. */
#ifndef TM_CLUSTER_CHAIN_H
#define TM_CLUSTER_CHAIN_H

#include "cluster/all_cosines.h"
#include "cluster/edges.h"

#include <tm/cluster.h>

/*
 * Average, complete or Ward linkage by the nearest-neighbour chain (Murtagh 1983; Muellner 2011),
 * exact, in no particular order.
 * @param edge    [rows - 1] out: distances are 1 - cosine (average: the mean; complete: the
 * largest) or, for Ward, what the sum of squares grows by: half the square of the height
 * @param copies  [rows] of a row; they count in means and sums
 * @param method  not TM_LINKAGE_SINGLE, which needs no matrix (tm__spanning_tree())
 * Cost O(rows^2) and the sum over terms of df^2; memory 4 * rows^2 bytes.
 */
tm_status tm__chain(struct tm__edge *edge, const struct tm__all_cosines *c, const uint32_t *copies,
                    tm_linkage method, const tm_run *run, tm_error *err);

#endif
