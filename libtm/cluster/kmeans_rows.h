/* Rows made ready for k-means: frequent columns first, columns of one row set aside. */
#ifndef TM_CLUSTER_KMEANS_ROWS_H
#define TM_CLUSTER_KMEANS_ROWS_H

#include <tm/linalg.h>

/*
 * Columns are numbered anew by falling number of rows; within a row, dense ones come first. Rows
 * have length 1, and their values are multiples of 2^-32, so that sums of them in double are exact
 * in any order (up to two million rows): a cluster has the same sum however its rows came and went.
 */
struct tm__kmeans_rows {
    size_t rows;
    size_t columns;  /* those of two rows or more */
    size_t dense;    /* the first of them: those of many rows for the number of clusters */
    uint64_t *start; /* [rows + 1] */
    uint64_t *rare;  /* [rows] where columns from `dense` on begin in a row */
    uint32_t *column;
    float *value;
    uint32_t *rows_with; /* [columns] */
    double *own; /* [rows] squares of columns that no other row has: part of every product with the
                    row's own cluster and of no other */
};

/* Rows of m have about length 1, or none. Cost O(entries). */
tm_status tm__kmeans_rows_new(struct tm__kmeans_rows *x, const tm_sparse *m, size_t clusters,
                              const tm_run *run, tm_error *err);
void tm__kmeans_rows_release(struct tm__kmeans_rows *x);

#endif
