/* Bounds on cosines that follow what changed in centroids, where that is known by column. */
#ifndef TM_CLUSTER_KMEANS_FOLLOW_H
#define TM_CLUSTER_KMEANS_FOLLOW_H

#include "cluster/kmeans_bounds.h"
#include "cluster/kmeans_touched.h"

/* What is known of a row without looking at its bounds, in their steps. */
struct tm__kmeans_margin {
    int16_t most; /* no cosine with another centroid is above it */
    int16_t gap;  /* at least so much more is the one with its own */
};

/*
 * Bounds are products with sums as shares of a length, that which a sum had when bounds were based.
 * So they stay as they are when sums get longer or shorter, and only listed changes touch them:
 * such a move is light. It is not if frequent columns changed or a length went far; then all bounds
 * are based anew, on the lengths after the move.
 */
struct tm__kmeans_follow {
    bool is_light;    /* the last move was */
    double *length;   /* [clusters] what bounds are shares of */
    double *current;  /* [clusters] lengths of the sums after the last move */
    float *before;    /* [width] length before it / length */
    float *now;       /* [width] length / current: a bound times this is a cosine */
    float *away;      /* [width] current / length */
    uint16_t *factor; /* [width] now in 2^-15, rounded up */
    int16_t *ratio;   /* [width] now less 1, in 2^-15 */
    int16_t *rest;    /* [width] twice what frequent columns can add to a row that has no others */
    int16_t *more;    /* [width] what rounding adds, and what does not fit in the others */
    int growth;       /* what cosines grow by with lengths in the last move at most, in 2^-16 */
    int16_t *loss;    /* [width] what the cosine with a cluster loses by its length */
    struct tm__kmeans_margin *margin; /* [rows] */
    struct tm__kmeans_touched touched;
};

tm_status tm__kmeans_follow_new(struct tm__kmeans_follow *follow, size_t width, size_t rows,
                                tm_error *err);
void tm__kmeans_follow_release(struct tm__kmeans_follow *follow);

/* From here on all bounds are set, or are cosines with s as it is. */
void tm__kmeans_follow_start(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s);

/* Make ready for the last move of s, whose changes are known. */
tm_status tm__kmeans_follow_move(struct tm__kmeans_follow *follow, const struct tm__kmeans_sums *s,
                                 tm_error *err);

/* The bounds of a row in cluster `own` were set to cosines as they are now. */
void tm__kmeans_follow_set(struct tm__kmeans_follow *follow, struct tm__kmeans_bounds *bounds,
                           size_t row, uint32_t own);

/*
 * As tm__kmeans_loosen(), but a bound changes by the row's product with what changed in the sum of
 * the cluster, exactly but for frequent columns. Every cluster has a bound of its own. If a bound
 * came to be too large on the way, false, and bounds are to be set anew. In a light move a row that
 * has nothing in the listed columns and is far from other centroids is not looked at. Else cost
 * O(entries + changes in their columns + width).
 */
bool tm__kmeans_follow_row(struct tm__kmeans_bounds *bounds, struct tm__kmeans_follow *follow,
                           const struct tm__kmeans_sums *s, size_t row, uint32_t own);

/* Make the bounds of rows cosines, as they were before a move that cannot be followed. */
void tm__kmeans_follow_leave(struct tm__kmeans_follow *follow, struct tm__kmeans_bounds *bounds,
                             const struct tm__kmeans_rows *x, size_t rows, const uint32_t *label);

#endif
