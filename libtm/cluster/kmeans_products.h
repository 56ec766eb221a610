/* Cosines of rows with the sums of clusters: the part of k-means that costs. */
#ifndef TM_CLUSTER_KMEANS_PRODUCTS_H
#define TM_CLUSTER_KMEANS_PRODUCTS_H

#include "cluster/kmeans_sums.h"

/*
 * Rows whose products are best asked for in one call: `few` where the table stays in the second
 * cache; where it comes from memory for every call, more, as long as their products take 8 MB at
 * most and every thread gets some calls. At least 1.
 */
size_t tm__kmeans_turn(const struct tm__kmeans_sums *s, size_t few);

/*
 * Products of `count` rows with the sums of all clusters, out[count * s->width]; label: where the
 * rows are, as the sums have it. Every product is added up in single precision over the row's
 * columns in order, the same whichever function computes it, how ever wide registers are. Times
 * s->scale they are cosines.
 */
void tm__kmeans_products(float *out, const struct tm__kmeans_sums *s, const uint32_t *row,
                         size_t count, const uint32_t *label);

/* The cosine of a row with one cluster, the same bits. Cost O(entries + lists of rare columns). */
float tm__kmeans_cosine(const struct tm__kmeans_sums *s, size_t row, uint32_t cluster,
                        const uint32_t *label);

/* The same in double: rows that are as near to a centroid agree in single precision. */
double tm__kmeans_exact_cosine(const struct tm__kmeans_sums *s, size_t row, uint32_t cluster,
                               const uint32_t *label);

/*
 * Make product[width], none below 0, cosines; the first place of the largest. step[width], if not
 * NULL: cosines in steps of bounds, rounded up.
 */
uint32_t tm__kmeans_best(float *product, const float *scale, size_t width, int16_t *step);

#endif
