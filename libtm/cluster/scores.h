/* How well every row is served by its cluster, and how much better than by any other. */
#ifndef TM_CLUSTER_SCORES_H
#define TM_CLUSTER_SCORES_H

#include <tm/cluster.h>

/*
 * Fill c->score and c->margin; c->cluster and c->size are there. Cost O(entries * clusters) with
 * few clusters, which are tables then; with many, the products of columns that rows and clusters
 * share.
 */
tm_status tm__scores_find(tm_clustering *c, const tm_sparse *m, const tm_run *run, tm_error *err);

#endif
