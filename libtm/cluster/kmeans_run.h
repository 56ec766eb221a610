/* One run of k-means after another over the same rows. */
#ifndef TM_CLUSTER_KMEANS_RUN_H
#define TM_CLUSTER_KMEANS_RUN_H

#include "base/rng.h"
#include "cluster/kmeans_assign.h"

/*
 * Between calls sums are those of label, and every row but those added behind the others to start
 * from is in a cluster once tm__kmeans_step() was called.
 */
struct tm__kmeans {
    size_t rows, all;       /* those that are clustered; with those that only start clusters */
    size_t clusters;        /* below rows */
    uint32_t *label, *next; /* [all] */
    uint32_t *size;         /* [clusters] scratch */
    uint64_t *worst;        /* [2 * rows] scratch */
    struct tm__kmeans_rows x;
    struct tm__kmeans_sums sums;
    struct tm__kmeans_changes changes;
    struct tm__kmeans_assignment assignment;
};

/* The rows of m are clustered but for the last all - rows. */
tm_status tm__kmeans_new(struct tm__kmeans *k, const tm_sparse *m, size_t rows, size_t clusters,
                         bool bounded, const tm_run *run, tm_error *err);
void tm__kmeans_release(struct tm__kmeans *k);

/* Start from label[all], TM__NO_CLUSTER where a row is in none. */
tm_status tm__kmeans_start(struct tm__kmeans *k, const uint32_t *label, const tm_run *run,
                           tm_error *err);

/*
 * Assign all rows, or those of subset[count], and move them; *moved says if any row did. No cluster
 * stays empty if all rows are assigned: it takes the row that is served worst.
 */
tm_status tm__kmeans_step(struct tm__kmeans *k, bool *moved, const uint32_t *subset, size_t count,
                          const tm_run *run, tm_error *err);

/* The sum of the cosines of all rows with their centroids. */
double tm__kmeans_objective(const struct tm__kmeans *k);

#endif
