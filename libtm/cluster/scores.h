/* How well every row is served by its cluster, and how much better than by any other. */
#ifndef TM_CLUSTER_SCORES_H
#define TM_CLUSTER_SCORES_H

#include "cluster/kmeans_sums.h"

#include <tm/cluster.h>

/*
 * Up to so many clusters all cosines of a row are computed, in a table; beyond, it has something in
 * common with few of them, and looking at all would be the work (measured: 1,000 clusters of 58,000
 * articles .4 s instead of 3, 20,000 stories of 200,000 headlines three times slower).
 */
enum { TM__FEW_CLUSTERS = 2048 };

/*
 * Fill c->score and c->margin; c->cluster and c->size are there. Cost O(entries * clusters) with
 * few clusters, which are tables then; with many, the products of columns that rows and clusters
 * share.
 */
tm_status tm__scores_find(tm_clustering *c, const tm_sparse *m, const tm_run *run, tm_error *err);

/* Where scores go: those of row i to place[i], or to i if place is NULL. */
struct tm__scores {
    float *score, *margin;
    const uint32_t *place;
};

/* Scores of the rows of s, each in a cluster label[row] of which these are the sums. */
tm_status tm__scores_from_sums(const struct tm__scores *to, const struct tm__kmeans_sums *s,
                               const uint32_t *label, const tm_run *run, tm_error *err);

#endif
