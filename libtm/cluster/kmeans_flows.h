/* The rows that move in one step of k-means, seen cluster by cluster. */
#ifndef TM_CLUSTER_KMEANS_FLOWS_H
#define TM_CLUSTER_KMEANS_FLOWS_H

#include "cluster/kmeans_rows.h"

/* What one cluster gains and loses. */
struct tm__kmeans_flow {
    double *by;        /* [dense] zero between clusters */
    bool *is_touched;  /* [dense] the same */
    uint32_t *touched; /* [dense + 1] in the order of their first use */
    size_t count;
};

struct tm__kmeans_flows {
    unsigned workers;
    uint64_t *start;  /* [clusters + 2] */
    uint32_t *side;   /* [2 * rows] twice the row, and 1 if it leaves: by cluster, then by row */
    uint64_t entries; /* of the rows that move */
    struct tm__kmeans_flow *flow; /* [workers] */
};

struct tm__kmeans_flows *tm__kmeans_flows_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers);
void tm__kmeans_flows_free(struct tm__kmeans_flows *flows);

struct tm__kmeans_sums;

/*
 * Change the cells of s as rows go from the clusters of before[] to those of after[]; along and
 * apart in the first block are what comes of it. Cost O(entries and edges of the rows that move +
 * rows).
 */
tm_status tm__kmeans_flows_move(struct tm__kmeans_sums *s, const uint32_t *before,
                                const uint32_t *after, const tm_run *run, tm_error *err);

#endif
