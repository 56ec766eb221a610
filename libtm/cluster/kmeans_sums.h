/* The sums of the rows of every cluster, kept up to date as rows move. */
#ifndef TM_CLUSTER_KMEANS_SUMS_H
#define TM_CLUSTER_KMEANS_SUMS_H

#include "cluster/kmeans_changes.h"
#include "cluster/kmeans_flows.h"
#include "linalg/lanes.h"

/* The label of a row that is in no cluster. */
#define TM__NO_CLUSTER UINT32_MAX

/* Blocks of columns: fixed, so that results do not depend on threads. */
enum { TM__MOVE_BLOCKS = 16 };

/* Clusters whose cells of a column lie side by side; the last strip may be narrower. */
enum { TM__STRIP = 4 * TM__LANES };

/*
 * Frequent columns have a cell for every cluster: table holds strips of TM__STRIP clusters, each
 * strip all dense columns. The other columns have a list of the clusters that have something
 * there, in no order, or with few clusters they are edges between rows.
 */
struct tm__kmeans_sums {
    const struct tm__kmeans_rows *x;
    size_t clusters, width; /* width: clusters rounded up to TM__LANES */
    float *table;           /* [dense * width] from the start of a line of the cache */
    void *table_block;      /* where it is */
    double *cell;           /* [dense * clusters] the same exactly, cell[column * clusters + j] */
    size_t lists;           /* columns - dense, or 0 where these are edges */
    uint64_t *list;         /* [lists + 1] where lists begin: room for all they can get */
    uint32_t *length;       /* [lists] */
    struct tm__kmeans_posting *posting;
    double *sum;    /* the same exactly */
    double *square; /* [clusters] squared length of the sum */
    float *scale;   /* [width] 1 / length; 0 without rows */
    double *turn;   /* [clusters] cosine of the sums before and after the last move; 1 if
                       they are the same */
    double *shrink; /* [clusters] length before the last move / length after it; 0 if either is */
    double *along;  /* [TM__MOVE_BLOCKS * clusters] product of the sum before and the change */
    double *apart;  /* [TM__MOVE_BLOCKS * clusters] squared length of the change */
    struct tm__kmeans_moves *moves;     /* scratch, with lists */
    struct tm__kmeans_flows *flows;     /* the same, with edges */
    struct tm__kmeans_changes *changes; /* if not NULL, what the last move changed */
};

tm_status tm__kmeans_sums_new(struct tm__kmeans_sums *s, const struct tm__kmeans_rows *x,
                              size_t clusters, const tm_run *run, tm_error *err);
void tm__kmeans_sums_release(struct tm__kmeans_sums *s);
/* Back to no rows. */
void tm__kmeans_sums_clear(struct tm__kmeans_sums *s);

/*
 * Take rows out of the clusters of before[] and put them into those of after[], where these differ.
 * Cost O(entries of rows that moved + columns).
 */
tm_status tm__kmeans_sums_move(struct tm__kmeans_sums *s, const uint32_t *before,
                               const uint32_t *after, const tm_run *run, tm_error *err);

/*
 * Lengths of the sums anew: the same bits for the same rows, each in a cluster label[row], however
 * they came there. What the last move did is forgotten. Cost O(cells + lists).
 */
void tm__kmeans_sums_settle(struct tm__kmeans_sums *s, const uint32_t *label);

/* Where the cells of a strip are, and how many clusters it has. */
static inline float *tm__kmeans_strip(const struct tm__kmeans_sums *s, size_t strip, size_t *width)
{
    *width = s->width - strip * TM__STRIP < TM__STRIP ? s->width - strip * TM__STRIP : TM__STRIP;
    return s->table + strip * TM__STRIP * s->x->dense;
}

#endif
