/* What every way to a partition needs: checked rows in, a scored partition out. */
#ifndef TM_CLUSTER_CLUSTERING_H
#define TM_CLUSTER_CLUSTERING_H

#include <tm/cluster.h>

/* TM_OK if m is in order, no value is below 0, and every row has length 1 or is zero. */
tm_status tm__rows_check(const tm_sparse *m, tm_error *err);

/* tm_clustering_from_labels() for rows that were checked. */
tm_status tm__clustering_score(tm_clustering **out, const tm_sparse *m, const uint32_t *label,
                               const tm_run *run, tm_error *err);

/*
 * The same with score[rows] and margin[rows], which the clustering takes over whatever happens;
 * NULL: memory for them is out.
 */
tm_status tm__clustering_scored(tm_clustering **out, size_t rows, const uint32_t *label,
                                float *score, float *margin, tm_error *err);

/*
 * Copy a caller's options (NULL: none) over defaults of `size` bytes. Both start with their size; a
 * caller built against an older header knows fewer fields.
 */
tm_status tm__options_copy(void *defaults, size_t size, const void *options, tm_error *err);

#endif
