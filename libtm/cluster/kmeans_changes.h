/* What the last move changed in the sums of clusters, column by column, so that bounds follow it.
 */
#ifndef TM_CLUSTER_KMEANS_CHANGES_H
#define TM_CLUSTER_KMEANS_CHANGES_H

#include "cluster/kmeans_moves.h"

/* What a cluster has in a column, or what it gained there, in single precision. */
struct tm__kmeans_posting {
    uint32_t cluster;
    float value;
};

/*
 * Columns from `frequent` on list the clusters that changed, with what they gained as a share of
 * the length that their sum had. Of the columns before it, which most rows have and which weigh
 * little, only the length of the change is known.
 */
struct tm__kmeans_changes {
    bool are_known;                     /* few rows moved */
    uint64_t room;                      /* entries of rows that move that can be listed */
    struct tm__kmeans_posting *posting; /* [2 * room] */
    const uint64_t *start;              /* [columns] half of where the list of a column begins */
    uint32_t *count; /* [columns] 0 where nothing changed, or before `frequent` */
    size_t frequent;
    double *rest; /* [clusters] squared length of the change before `frequent` */
};

tm_status tm__kmeans_changes_new(struct tm__kmeans_changes *changes,
                                 const struct tm__kmeans_rows *x, size_t clusters, tm_error *err);
void tm__kmeans_changes_release(struct tm__kmeans_changes *changes);

/* Forget the last move; this one is `moves`. Nothing is known if it is of too many rows. */
void tm__kmeans_changes_begin(struct tm__kmeans_changes *changes, const struct tm__kmeans_rows *x,
                              const struct tm__kmeans_moves *moves);

/* List what changes in a column; scale[clusters]: 1 / length of the sums before the move. */
void tm__kmeans_changes_column(struct tm__kmeans_changes *changes, size_t column,
                               const struct tm__kmeans_change *change, const float *scale);

/* Decide which columns are frequent: following the lists of the others is a pass over the rows. */
void tm__kmeans_changes_end(struct tm__kmeans_changes *changes, const struct tm__kmeans_rows *x,
                            size_t clusters);

#endif
