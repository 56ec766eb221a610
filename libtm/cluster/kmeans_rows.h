/* Rows made ready for k-means: frequent columns first, columns of hardly any row set aside. */
#ifndef TM_CLUSTER_KMEANS_ROWS_H
#define TM_CLUSTER_KMEANS_ROWS_H

#include <tm/linalg.h>

/* From so many clusters on the cosines of a row cost much more than one, or than what changed. */
enum { TM__MANY_CLUSTERS = 64 };

/* Another row, and the product of both over columns that are edges. */
struct tm__kmeans_edge {
    double product;
    uint32_t row;
};

/*
 * Columns are numbered anew by falling number of rows; within a row, dense ones come first. Rows
 * have length 1, and their values are multiples of 2^-32, so that sums of them in double are exact
 * in any order (up to two million rows): a cluster has the same sum however its rows came and went.
 *
 * Columns that one row has are set aside. With few clusters, so are those of up to three rows: each
 * pair of them has an edge. What a row has in common with a cluster there is the sum of its edges
 * to the cluster's rows, so no sum has to be kept.
 */
struct tm__kmeans_rows {
    size_t rows;
    size_t columns;  /* those of two rows or more that are no edges */
    size_t dense;    /* the first of them: those of many rows for the number of clusters */
    uint64_t *start; /* [rows + 1] */
    uint64_t *rare;  /* [rows] where columns from `dense` on begin in a row */
    uint32_t *column;
    float *value;
    uint32_t *rows_with; /* [columns] */
    double *own; /* [rows] squares of the columns set aside: part of every product with the row's
                    own cluster */
    uint64_t *first; /* [rows + 1] where the edges of a row begin, or NULL with many clusters */
    struct tm__kmeans_edge *edge;
};

/* How many products are added up to that of a row with a cluster, but for its own. */
static inline uint64_t tm__kmeans_terms(const struct tm__kmeans_rows *x, size_t row)
{
    return x->first ? x->rare[row] - x->start[row] + x->first[row + 1] - x->first[row]
                    : x->start[row + 1] - x->start[row];
}

/* Rows of m have about length 1, or none. Cost O(entries). */
tm_status tm__kmeans_rows_new(struct tm__kmeans_rows *x, const tm_sparse *m, size_t clusters,
                              const tm_run *run, tm_error *err);
void tm__kmeans_rows_release(struct tm__kmeans_rows *x);

#endif
