/* What is known of a row's cosines without computing them, after centroids moved. */
#ifndef TM_CLUSTER_KMEANS_BOUNDS_H
#define TM_CLUSTER_KMEANS_BOUNDS_H

#include "cluster/kmeans_sums.h"

/*
 * A bound on the cosine with every other centroid (Elkan 2003), in steps of 1 / TM__BOUND_STEPS.
 * Where that is too much to keep, clusters whose numbers differ by a multiple of `width` share one.
 */
enum { TM__BOUND_STEPS = 1 << 14 };

struct tm__kmeans_bounds {
    size_t width;   /* bounds of a row: a multiple of TM__LANES * 2 */
    float *lower;   /* [rows] of the cosine with the row's own centroid */
    int16_t *upper; /* [rows * width] of those with the others */
    int16_t *rise;  /* [width] what cosines may have risen by in the last move */
};

tm_status tm__kmeans_bounds_new(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_sums *s,
                                size_t rows, tm_error *err);
void tm__kmeans_bounds_release(struct tm__kmeans_bounds *bounds);

/* Set the bounds of a row from cosine[s->width]; own: the cluster of the largest. */
void tm__kmeans_bounds_set(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                           float *cosine, size_t width);

/*
 * The same where steps of the row are in tm__kmeans_bounds_of() already, as tm__kmeans_best() puts
 * them; cosine: the largest.
 */
void tm__kmeans_bounds_finish(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                              float cosine, size_t width);

/* The bounds of a row; NULL if there are none, or not one for every cluster. */
int16_t *tm__kmeans_bounds_of(const struct tm__kmeans_bounds *bounds, size_t row, size_t width);

/* Find how far the centroids of s went in the last move: what tm__kmeans_loosen() allows for. */
void tm__kmeans_bounds_move(struct tm__kmeans_bounds *bounds, const struct tm__kmeans_sums *s);

/* What rounding may do to a cosine of a row of so many entries. */
static inline float tm__kmeans_slack(uint64_t entries)
{
    return (float)(entries + 16) * 0x1p-23f;
}

/*
 * Loosen the bounds of a row of so many entries in cluster `own`: a cosine changes by no more than
 * the distance that the centroid went, as the row has length 1. Is the cosine with its own centroid
 * still larger than any other, however rounding went when they were computed?
 */
bool tm__kmeans_loosen(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                       uint64_t entries);

/* Bounds of a row of so many entries from here on may belong to cosines as large as `lower`. */
int16_t tm__kmeans_least_rival(float lower, uint64_t entries);

/* The same if the row has a cosine of `lower` with its own centroid. */
bool tm__kmeans_is_safe(const struct tm__kmeans_bounds *bounds, size_t row, float lower,
                        uint64_t entries);

/* What a cosine with a cluster may have risen or fallen by in the last move. */
float tm__kmeans_rise(const struct tm__kmeans_bounds *bounds, uint32_t cluster);

/* Nothing is known of a row's cosines any more; of no bounds, does nothing. */
void tm__kmeans_bounds_forget(struct tm__kmeans_bounds *bounds, size_t row);

#endif
