/* The tree of merges that callers get. */
#ifndef TM_CLUSTER_TREE_H
#define TM_CLUSTER_TREE_H

#include "cluster/distinct.h"
#include "cluster/linkage.h"

#include <tm/cluster.h>

/*
 * Copies are merged first, then what is distinct.
 * @param merges  of distinct rows; heights are similarities
 * @param row     [distinct->rows] the numbers of these rows among all; NULL: they are all
 * @param rows    all
 */
tm_status tm__tree_new(tm_tree **out, const struct tm__distinct *distinct,
                       const struct tm__merges *merges, const uint32_t *row, size_t rows,
                       tm_error *err);

#endif
