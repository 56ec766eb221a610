/* The rows that move in one step of k-means, seen column by column. */
#ifndef TM_CLUSTER_KMEANS_MOVES_H
#define TM_CLUSTER_KMEANS_MOVES_H

#include "cluster/kmeans_rows.h"

struct tm__kmeans_move {
    uint32_t row;
    float value;
};

/* What moves in and out of clusters in one column. */
struct tm__kmeans_change {
    double *by;       /* [clusters] zero between columns */
    bool *is_touched; /* [clusters] the same */
    uint32_t *touched;
    size_t count;
};

struct tm__kmeans_moves {
    size_t clusters;
    unsigned workers;
    uint64_t *start;                  /* [columns + 1] */
    uint64_t *place;                  /* [workers * columns] scratch */
    struct tm__kmeans_move *move;     /* [entries] those of moving rows by column, then by row */
    struct tm__kmeans_change *change; /* [workers] */
};

struct tm__kmeans_moves *tm__kmeans_moves_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers);
void tm__kmeans_moves_free(struct tm__kmeans_moves *moves);

/* Fill start and move with the rows whose label differs. Cost O(their entries + columns). */
tm_status tm__kmeans_moves_find(struct tm__kmeans_moves *moves, const struct tm__kmeans_rows *x,
                                const uint32_t *before, const uint32_t *after, const tm_run *run,
                                tm_error *err);

/* The change of one column, to be cleared by the caller as it uses it up. */
void tm__kmeans_moves_column(struct tm__kmeans_change *change, const struct tm__kmeans_moves *moves,
                             size_t column, const uint32_t *before, const uint32_t *after);

#endif
