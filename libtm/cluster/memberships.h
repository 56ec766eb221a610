/* Shares of rows in several clusters, numbered as a partition numbers them. */
#ifndef TM_CLUSTER_MEMBERSHIPS_H
#define TM_CLUSTER_MEMBERSHIPS_H

#include <tm/cluster.h>

/* Where the largest of k shares is; ties: the lowest. */
size_t tm__largest_share(const float *share, size_t k);

/*
 * @param clusters  what tm__cluster_by() made of labels that were the largest shares
 * @param m         its rows
 * @param share     [rows of m x k], not below 0; of rows that are zero it does not matter
 * Clusters in which no row has its largest share are left out; shares of a row sum up to 1 then,
 * and a zero row is in its cluster alone.
 */
tm_status tm__memberships_new(tm_memberships **out, const tm_clustering *clusters,
                              const tm_sparse *m, const float *share, size_t k, tm_error *err);

#endif
