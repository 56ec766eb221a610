/* Where to cut a tree of merges when nobody says. */
#ifndef TM_CLUSTER_CUT_H
#define TM_CLUSTER_CUT_H

#include "cluster/linkage.h"

/* Merging may stop here: no cut is chosen below. */
#define TM__LOWEST_CUT 0.06

/* Merges whose heights are at least the threshold, up to the first that is lower. */
size_t tm__cut_at(const struct tm__merges *merges, double threshold);

/* A cut that was chosen. */
struct tm__cut {
    size_t merges; /* to make */
    bool dense;    /* nearly all rows are in clusters of some size then */
};

/*
 * The cut for this tree, whose rows stand for copies[rows] rows each, and whose heights are made up
 * by a share of 0 to 1/2 from dense vectors; see libtm/DESIGN.md, "The cut
 * of stories". Cost O(merges).
 */
tm_status tm__cut_choose(struct tm__cut *cut, const struct tm__merges *merges,
                         const uint32_t *copies, double share, tm_error *err);

/*
 * The clusters that the first `count` merges leave, as label[rows] below *clusters, in the order of
 * their first rows.
 */
tm_status tm__cut_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                        size_t count, tm_error *err);

#endif
