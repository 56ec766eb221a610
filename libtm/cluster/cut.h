/* Where to cut a tree of merges when nobody says: how alike the rows of one story are. */
#ifndef TM_CLUSTER_CUT_H
#define TM_CLUSTER_CUT_H

#include "cluster/distinct.h"
#include "cluster/linkage.h"

/* Merging may stop here: no cut is chosen below. */
#define TM__LOWEST_CUT 0.05

/* Merges whose heights are at least the threshold, up to the first that is lower. */
size_t tm__cut_at(const struct tm__merges *merges, double threshold);

/* The labels of all rows after `count` merges of the distinct ones. */
tm_status tm__cut_label(uint32_t *label, const struct tm__merges *merges, size_t count,
                        const struct tm__distinct *distinct, tm_error *err);

/* The threshold for these rows; see libtm/DESIGN.md, "The cut of stories". Cost O(entries). */
tm_status tm__cut_choose(double *threshold, const struct tm__merges *merges,
                         const struct tm__distinct *distinct, const tm_sparse *m, const tm_run *run,
                         tm_error *err);

#endif
