/* What ways to cluster into a number of clusters share. */
#ifndef TM_CLUSTER_WANTED_H
#define TM_CLUSTER_WANTED_H

#include <tm/cluster.h>

/* label[rows->rows], at most k different ones below rows->rows. No row is zero; 1 <= k <= rows. */
typedef tm_status (*tm__label_fn)(void *ctx, uint32_t *label, const tm_sparse *rows, size_t k,
                                  const tm_run *run, tm_error *err);

/*
 * A partition by `fn`, which sees only rows that are not zero; those join cluster 0, except where
 * clusters are missing to make k. m was checked. k 0: as many as tm_stories() finds.
 */
tm_status tm__cluster_wanted(tm_clustering **out, const tm_sparse *m, size_t k, tm__label_fn fn,
                             void *ctx, const tm_run *run, tm_error *err);

#endif
