/* Which merges of the tree of stories are made when nobody says where to cut it. */
#ifndef TM_CLUSTER_STORY_CUT_H
#define TM_CLUSTER_STORY_CUT_H

#include "cluster/linkage.h"
#include "cluster/story_evidence.h"

/* Merging may stop here: no cut is chosen below. */
#define TM__LOWEST_CUT 0.06

/* What the rows of a tree are like. */
struct tm__story_rows {
    double share; /* of dense vectors in a height, 0 to 1/2 */
    double terms; /* a row has on average */
};

/*
 * How far rows of so many terms want vectors of words beside them: 1 up to 40 terms, 40 / terms
 * beyond, as long rows have words enough to be told apart by.
 */
double tm__story_want(double terms);

/* How short rows of so many terms are: 1 up to 15 terms, 15 / terms beyond. Short ones are unlike
 * but for chance, long ones alike to a degree, and come back to words of their own. */
double tm__story_brevity(double terms);

/* Stories as they were cut. */
struct tm__story_cut {
    size_t clusters;
    bool dense; /* nearly all rows are in clusters of some size */
};

/*
 * The stories of a tree whose rows stand for copies[rows] rows each: label[rows] below clusters, in
 * the order of their first rows. See libtm/DESIGN.md, "The cut of stories".
 * evidence[merges->count], if given, is what words say of a merge (tm__story_evidence()). Cost
 * O(merges). Errors: TM_ENOMEM.
 */
tm_status tm__story_cut(uint32_t *label, struct tm__story_cut *cut, const struct tm__merges *merges,
                        const uint32_t *copies, const struct tm__evidence *evidence,
                        struct tm__story_rows rows, tm_error *err);

#endif
