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
    uint32_t *column; /* [columns] those in which something moves, count of them */
    size_t count;
    uint64_t entries;                 /* of the rows that move */
    uint64_t *start;                  /* [columns] where the moves of one of them begin */
    uint32_t *seen;                   /* [columns] zero between uses */
    uint64_t *place;                  /* [workers * columns] scratch */
    struct tm__kmeans_move *move;     /* [entries] those of moving rows by column, then by row */
    struct tm__kmeans_change *change; /* [workers] */
};

struct tm__kmeans_moves *tm__kmeans_moves_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers);
void tm__kmeans_moves_free(struct tm__kmeans_moves *moves);

/*
 * List the rows whose label differs: the moves of column[n] begin where those of column[n - 1] end.
 * Cost O(rows + their entries), and the number of columns if these are not many more.
 */
tm_status tm__kmeans_moves_find(struct tm__kmeans_moves *moves, const struct tm__kmeans_rows *x,
                                const uint32_t *before, const uint32_t *after, const tm_run *run,
                                tm_error *err);

/* Where the moves of column[n] begin; n may be count. */
static inline uint64_t tm__kmeans_moves_at(const struct tm__kmeans_moves *moves, size_t n)
{
    return n < moves->count ? moves->start[moves->column[n]] : moves->entries;
}

/* The change of column[n], to be cleared by the caller as it uses it up. */
void tm__kmeans_moves_column(struct tm__kmeans_change *change, const struct tm__kmeans_moves *moves,
                             size_t n, const uint32_t *before, const uint32_t *after);

#endif
