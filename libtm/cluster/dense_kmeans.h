/* Spherical k-means on dense rows, by one thread; several may run at once. */
#ifndef TM_CLUSTER_DENSE_KMEANS_H
#define TM_CLUSTER_DENSE_KMEANS_H

#include "base/rng.h"

#include <tm/base.h>

/* Rows of length 1, or zero. */
struct tm__dense_rows {
    const float *x; /* [rows * width] */
    size_t rows, width;
};

/* The memory of a run, for rows x width and k up to what it was made for. */
struct tm__dense_kmeans {
    size_t rows, width, most;
    float *product;         /* [rows * most] */
    float *centroid;        /* [width * most], one a column */
    double *sum;            /* [most * width], one a row */
    double *distance;       /* [rows] */
    double *running;        /* [rows] */
    uint32_t *label, *size; /* [rows], [most] */
    float *similarity;      /* [rows] */
};

tm_status tm__dense_kmeans_new(struct tm__dense_kmeans *w, size_t rows, size_t width, size_t most,
                               tm_error *err);
void tm__dense_kmeans_release(struct tm__dense_kmeans *w);

/*
 * The best of `starts` runs with k-means++ seeds into label[rows]; its centroids stay in w; every
 * cluster has a row as long as 1 <= k <= rows. A run ends when fewer than a thousandth of the rows
 * move. Cost O(starts * iterations * rows * width * k). Errors: TM_EOVERFLOW.
 */
tm_status tm__dense_kmeans_run(uint32_t *label, struct tm__dense_kmeans *w,
                               const struct tm__dense_rows *rows, size_t k, unsigned starts,
                               unsigned iterations, struct tm__rng *rng, tm_error *err);

/* One run from label[rows], each below k and with a row, into the same. Ends and costs as above. */
tm_status tm__dense_kmeans_refine(uint32_t *label, struct tm__dense_kmeans *w,
                                  const struct tm__dense_rows *rows, size_t k, unsigned iterations,
                                  tm_error *err);

/* Other rows (at most as many as w was made for) to the nearest centroid of the run before, which
 * had the same k. */
tm_status tm__dense_kmeans_assign(uint32_t *label, struct tm__dense_kmeans *w,
                                  const struct tm__dense_rows *rows, size_t k, tm_error *err);

#endif
