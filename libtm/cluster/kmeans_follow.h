/* Bounds on cosines that follow what changed in centroids, where that is known by column. */
#ifndef TM_CLUSTER_KMEANS_FOLLOW_H
#define TM_CLUSTER_KMEANS_FOLLOW_H

#include "cluster/kmeans_bounds.h"

/* What the last move does to a bound, in the steps of bounds. */
struct tm__kmeans_follow {
    int16_t *ratio; /* [width] what the sum's length does to a cosine, less 1, in 2^-16 */
    int16_t *rest;  /* [width] twice what frequent columns can add to a row that has no others */
    int16_t *more;  /* [width] what rounding adds, and what does not fit in the others */
};

tm_status tm__kmeans_follow_new(struct tm__kmeans_follow *follow, size_t width, tm_error *err);
void tm__kmeans_follow_release(struct tm__kmeans_follow *follow);

/* Make ready for the last move of s, whose changes are known. */
void tm__kmeans_follow_move(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s);

/*
 * As tm__kmeans_loosen(), but a bound changes by the row's product with what changed in the sum of
 * the cluster, exactly but for frequent columns. Every cluster has a bound of its own. If a bound
 * came to be above 1 on the way, false, and bounds are to be set anew. Cost O(entries + changes in
 * their columns + width).
 */
bool tm__kmeans_follow_row(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_follow *follow,
                           const struct tm__kmeans_sums *s, size_t row, uint32_t own);

#endif
