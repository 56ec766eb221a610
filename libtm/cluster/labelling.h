/* From a way to label rows that have terms to a partition of all rows. */
#ifndef TM_CLUSTER_LABELLING_H
#define TM_CLUSTER_LABELLING_H

#include "cluster/filled.h"

#include <tm/cluster.h>

/* Labels of filled->m, into label[filled->m->rows]: 1 <= k <= rows there, k of them in use. */
typedef tm_status (*tm__labelling_fn)(uint32_t *label, const struct tm__filled *filled, size_t k,
                                      const void *options, const tm_run *run, tm_error *err);

/*
 * Clusters of all rows: the number is found by tm_stories() if it is 0, no larger than there are
 * rows, and rows without terms are set aside. m was checked (tm__rows_check()).
 */
tm_status tm__cluster_by(tm_clustering **out, const tm_sparse *m, size_t clusters,
                         tm__labelling_fn label, const void *options, const tm_run *run,
                         tm_error *err);

#endif
