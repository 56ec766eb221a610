/* The nearest centroid of every row: the part of k-means that costs. */
#ifndef TM_CLUSTER_NEAREST_H
#define TM_CLUSTER_NEAREST_H

#include "cluster/centroids.h"

/*
 * Few clusters: the centroids as a dense table, columns x clusters, streamed row by row. Many,
 * which makes them sparse: an inverted index.
 */
struct tm__nearest {
    size_t clusters, width; /* width: clusters padded to LANES, the stride of table */
    float *table;           /* [cols * width]; NULL until first needed */
    float *product;         /* [workers * width] */
    uint32_t *rows_with;    /* [cols] rows that hold a column; NULL until first needed */
    struct tm__postings postings;
    struct tm__touched *touched; /* [workers]; NULL until first needed */
    unsigned workers;
};

void tm__nearest_start(struct tm__nearest *n, size_t clusters, const tm_run *run);
void tm__nearest_release(struct tm__nearest *n);

/*
 * For every row the centroid with the largest product (ties: the lowest number) and that product.
 * Cost O(entries * clusters), or less with the index.
 */
tm_status tm__nearest_find(uint32_t *label, float *similarity, struct tm__nearest *n,
                           const tm_sparse *m, const struct tm__centroids *c, const tm_run *run,
                           tm_error *err);

#endif
