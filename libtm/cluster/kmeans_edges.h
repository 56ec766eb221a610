/* Edges between the rows that share a column hardly any row has. */
#ifndef TM_CLUSTER_KMEANS_EDGES_H
#define TM_CLUSTER_KMEANS_EDGES_H

#include "cluster/kmeans_rows.h"

/* Most rows of a column that becomes edges: two a row then (measured: 4 is alike, 6 is slower). */
enum { TM__EDGE_ROWS = 3 };

/*
 * Make edges of all columns of x from `dense` on, and add their squares to own[]. A pair of rows
 * has one edge for every such column of both. Cost O(their entries).
 */
tm_status tm__kmeans_edges_make(struct tm__kmeans_rows *x, tm_error *err);

#endif
