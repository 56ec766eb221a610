/* The documents of clusters, in the order in which they are shown. */
#ifndef CLI_CLUSTER_MEMBERS_H
#define CLI_CLUSTER_MEMBERS_H

#include <tm.h>

struct cluster_member {
    float score;
    uint32_t row;
};

/* For qsort(): the highest score first, then by row. */
int cluster_compare_members(const void *a, const void *b);

/* The rows of each cluster, the most typical first: row[start[c] .. start[c + 1]). free() both. */
void cluster_members(const tm_clustering *clusters, size_t **start, uint32_t **row);

/* Clusters of one, which stand at the end, for clusters are numbered by size. */
size_t cluster_loners(const tm_clustering *clusters);

#endif
