/* The rows that have something in a column that changed. */
#ifndef TM_CLUSTER_KMEANS_TOUCHED_H
#define TM_CLUSTER_KMEANS_TOUCHED_H

#include "cluster/kmeans_changes.h"

struct tm__kmeans_touched {
    uint64_t *start;  /* [columns + 1] NULL until they are looked for the first time */
    uint32_t *row;    /* [entries] by column, then by row */
    bool *is_touched; /* [rows] */
};

void tm__kmeans_touched_release(struct tm__kmeans_touched *touched);

/*
 * Find the rows with a column that is listed in changes. Cost O(rows + columns + rows of the listed
 * columns), the first time O(entries).
 */
tm_status tm__kmeans_touched_find(struct tm__kmeans_touched *touched,
                                  const struct tm__kmeans_rows *x,
                                  const struct tm__kmeans_changes *changes, tm_error *err);

#endif
