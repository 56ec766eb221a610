/* The condensed tree of HDBSCAN, and which of its clusters last. */
#ifndef TM_CLUSTER_CONDENSED_H
#define TM_CLUSTER_CONDENSED_H

#include "cluster/linkage.h"

#define TM__NO_CLUSTER UINT32_MAX

/*
 * A cluster of the tree lives from the density at which it splits off to that at which it splits
 * itself; parts of fewer than `least` rows only fall off. Of clusters that hold each other those
 * are taken whose rows stay longest, summed up (excess of mass; Campello, Moulavi & Sander 2013, as
 * McInnes & Healy 2017 do it); never the one that holds all rows.
 * @param label   [merges->rows] out: below *clusters, or TM__NO_CLUSTER
 * @param merges  down to one cluster, heights are distances that rise
 * @param least   at least 2
 * Cost O(rows).
 */
tm_status tm__condensed_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                              size_t least, tm_error *err);

#endif
