/* Clusters of a tree of merges. */
#ifndef TM_CLUSTER_CUT_H
#define TM_CLUSTER_CUT_H

#include "cluster/linkage.h"

/* Merges whose heights are at least the threshold, up to the first that is lower. */
size_t tm__cut_at(const struct tm__merges *merges, double threshold);

/*
 * The clusters that the first `count` merges leave, as label[rows] below *clusters, in the order of
 * their first rows.
 */
tm_status tm__cut_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                        size_t count, tm_error *err);

/* label[rows], below 2 * rows, are numbered in the order of first rows, below *clusters. */
tm_status tm__cut_number(uint32_t *label, size_t *clusters, size_t rows, tm_error *err);

#endif
