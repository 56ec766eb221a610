/* From a way to label rows that have terms to a partition of all rows. */
#ifndef TM_CLUSTER_LABELLING_H
#define TM_CLUSTER_LABELLING_H

#include "cluster/filled.h"

#include <tm/cluster.h>

/* Labels of filled->m, at least one row, into label[filled->m->rows]: at most k different ones
 * below that many. 1 <= k <= filled->kinds: copies need not be torn apart. */
typedef tm_status (*tm__labelling_fn)(void *ctx, uint32_t *label, const struct tm__filled *filled,
                                      size_t k, const tm_run *run, tm_error *err);

/*
 * Labels label[m->rows] of all rows by `fn`, which sees only rows with terms; the others join the
 * largest cluster, except where clusters are missing to make as many as asked for. m was checked
 * (tm__rows_check()).
 * @param clusters  0: as many as tm_stories() finds; SIZE_MAX: as many as `fn` makes
 */
tm_status tm__label_by(uint32_t *label, const tm_sparse *m, size_t clusters, tm__labelling_fn fn,
                       void *ctx, const tm_run *run, tm_error *err);
/* The same, scored. */
tm_status tm__cluster_by(tm_clustering **out, const tm_sparse *m, size_t clusters,
                         tm__labelling_fn fn, void *ctx, const tm_run *run, tm_error *err);

#endif
