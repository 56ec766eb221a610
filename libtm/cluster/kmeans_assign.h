/* The nearest centroid of every row. */
#ifndef TM_CLUSTER_KMEANS_ASSIGN_H
#define TM_CLUSTER_KMEANS_ASSIGN_H

#include "cluster/kmeans_follow.h"

struct tm__kmeans_assignment {
    const struct tm__kmeans_sums *s;
    size_t rows;                     /* the first so many of the sums' rows are assigned */
    struct tm__kmeans_bounds bounds; /* without arrays: every row is computed */
    struct tm__kmeans_follow follow; /* without arrays: bounds do not follow changes */
    bool are_known;                  /* do the bounds hold for the sums before the last move? */
    unsigned workers;
    size_t chunk;     /* rows that are computed together */
    size_t block;     /* rows that are a unit of parallel work */
    float *cosine;    /* [workers * chunk * width] */
    uint32_t *active; /* [workers * block] */
};

tm_status tm__kmeans_assignment_new(struct tm__kmeans_assignment *a,
                                    const struct tm__kmeans_sums *s, size_t rows, bool bounded,
                                    const tm_run *run, tm_error *err);
void tm__kmeans_assignment_release(struct tm__kmeans_assignment *a);

/* Nothing is known of a row's cosines any more. */
void tm__kmeans_assignment_forget(struct tm__kmeans_assignment *a, size_t row);

/*
 * next[i]: the cluster whose centroid has the largest cosine with row i (ties: the lowest number),
 * for all rows, or for those of subset[count] (rising) if it is not NULL. label: where they are.
 * Bounds leave out rows that cannot move; what comes out is the same without.
 */
tm_status tm__kmeans_assign(uint32_t *next, struct tm__kmeans_assignment *a, const uint32_t *label,
                            const uint32_t *subset, size_t count, const tm_run *run, tm_error *err);

#endif
