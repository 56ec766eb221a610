/* What is known of a row's cosines without computing them, after centroids moved. */
#ifndef TM_CLUSTER_KMEANS_BOUNDS_H
#define TM_CLUSTER_KMEANS_BOUNDS_H

#include "cluster/kmeans_sums.h"

/* The two largest turns of centroids: no other cosine can have risen by more. */
struct tm__kmeans_turns {
    const double *turn; /* [clusters] cosines */
    uint32_t most;      /* the cluster that turned most */
    double first, second;
};

struct tm__kmeans_bounds {
    float *lower; /* [rows] of the cosine with the row's own centroid */
    float *upper; /* [rows] of the largest other */
};

struct tm__kmeans_turns tm__kmeans_turns_of(const struct tm__kmeans_sums *s);

/*
 * Loosen the bounds of a row in cluster `own` by the triangle inequality of angles (Schubert, Lang
 * & Feher 2021, after Hamerly 2010).
 */
void tm__kmeans_loosen(struct tm__kmeans_bounds *bounds, size_t row, uint32_t own,
                       const struct tm__kmeans_turns *turns);

/*
 * Is the cosine of a row of so many entries with its own centroid larger than any other, however
 * rounding went when both were computed?
 */
bool tm__kmeans_is_safe(const struct tm__kmeans_bounds *bounds, size_t row, uint64_t entries);

/* Nothing is known of a row's cosines any more; bounds may be NULL, NULL. */
void tm__kmeans_bounds_forget(struct tm__kmeans_bounds *bounds, size_t row);

#endif
