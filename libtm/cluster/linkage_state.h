/* What the parts of average linkage share: clusters, their edges, and who works on them. */
#ifndef TM_CLUSTER_LINKAGE_STATE_H
#define TM_CLUSTER_LINKAGE_STATE_H

#include "cluster/linkage.h"
#include "cluster/sum.h"

#include <stdbool.h>

enum { TM__MOST_EDGES = 30 };
/* The highest bit of the weight of an edge: its value is a bound. The group of a cluster in none.
 */
#define TM__A_BOUND (UINT32_MAX / 2 + 1)
#define TM__NO_GROUP UINT32_MAX

/*
 * A neighbour and the mean cosine with it, or with the part of it that was there when it had this
 * weight: clusters only grow, so the weight tells what is known of. The means of parts make that of
 * the whole (Lance & Williams 1967); where not all parts are known there is only a bound, and a
 * cosine is computed when the edge becomes the best of its cluster.
 */
struct tm__linkage_edge {
    uint32_t to, weight; /* with TM__A_BOUND, if it is one */
    double value;
};

/* A cluster, by its first row. */
struct tm__linkage_node {
    struct tm__sum sum;
    struct tm__linkage_edge *edge; /* [room] */
    uint32_t room, edges;
    uint32_t best; /* the edge it is queued by */
};

/* A cluster as it was when the round began. */
struct tm__linkage_start {
    uint32_t root, weight;
};

/* Cluster b, the higher one, went into a. */
struct tm__linkage_step {
    uint32_t a, b;
    double height;
};

/* The best edge of a cluster, or a bound of it. */
struct tm__linkage_entry {
    double value;
    uint32_t node, weight;
};

/* What a worker has for itself. */
struct tm__linkage_scratch {
    struct tm__pool *pool; /* sums and edges of clusters */
    struct tm__linkage_edge
        *part[2];                    /* [most edges of a cluster] edges of the parts of a new one */
    struct tm__linkage_edge *joined; /* [2 * most] edges of the new one */
    uint64_t *key;                   /* [2 * most] by which the best of them are found */
};

/* Arrays have an element a row; row i stands for the cluster whose first row it is. */
struct tm__links {
    size_t rows;
    double stop, level; /* no merges below: ever, and in this round */
    uint32_t round;
    struct tm__linkage_node *node;
    double *value;     /* of the best edge, or a bound; below 0: there is none */
    uint32_t *into;    /* the cluster it was merged into; itself while alive */
    uint32_t *weight;  /* of its rows, with copies, below TM__A_BOUND */
    uint32_t *waiting; /* the last round in which its best edge led out of its group */
    uint32_t *group;   /* that works on it in this round */
    struct tm__linkage_start *start;
    struct tm__linkage_scratch *scratch; /* [workers] */
};

/* Clusters that one worker merges with each other, while others merge others. */
struct tm__linkage_group {
    struct tm__links *l;
    struct tm__linkage_scratch *scratch;
    uint32_t number;
    struct tm__linkage_entry *heap; /* [members] the largest value first, ties: the lower cluster */
    size_t heap_size;
    struct tm__linkage_step *step; /* [members] */
    size_t steps;
};

/* Merge what is a member of the group, best pair first, as far as it need not wait for others. */
tm_status tm__linkage_group_run(struct tm__linkage_group *g, const uint32_t *member, size_t members,
                                size_t steps_before, const tm_run *run, tm_error *err);

static inline bool tm__linkage_inside(const struct tm__linkage_group *g, uint32_t cluster)
{
    return g->l->group[cluster] == g->number;
}

/* The cluster that holds `to` now if the group works on it, else the one at the round's start. */
uint32_t tm__linkage_end(const struct tm__linkage_group *g, uint32_t to);
/* A cluster as the group may know it: as it is now, or as it was at the round's start. */
struct tm__linkage_start tm__linkage_known(const struct tm__linkage_group *g, uint32_t cluster);
/* Whether an edge leads to the whole of the cluster that is its end now. */
static inline bool tm__linkage_is_current(struct tm__linkage_edge edge,
                                          struct tm__linkage_start end)
{
    return edge.to == end.root && (edge.weight & ~TM__A_BOUND) == end.weight;
}
/* Whether it does so with more than a bound. */
static inline bool tm__linkage_is_exact(struct tm__linkage_edge edge, struct tm__linkage_start end)
{
    return edge.to == end.root && edge.weight == end.weight;
}
/*
 * A step towards an exact best edge of cluster i, whose end now is `end`: all that is known of the
 * end goes into one edge; when nothing is left to be put together, a cosine is computed. An edge
 * below the stop goes. The best edge is found anew.
 */
void tm__linkage_refresh(const struct tm__linkage_group *g, uint32_t i,
                         struct tm__linkage_start end);
/* Find the best edge of a cluster. */
void tm__linkage_find_best(struct tm__links *l, uint32_t i);
/* Edges of what clusters a and b make, in g->scratch->joined; returns how many. */
size_t tm__linkage_join(const struct tm__linkage_group *g, uint32_t a, uint32_t b);
/* Leave out all but the best of so many joined edges, the order as it is; returns how many stay.
 * Values are compared as floats.
 */
size_t tm__linkage_keep_best(const struct tm__linkage_scratch *s, size_t edges);
/* Room for so many edges of a cluster that has none. False when memory is out. */
bool tm__linkage_room(struct tm__linkage_node *node, struct tm__pool *pool, size_t edges);
/* The cluster has nothing any more; the pool gets it. */
void tm__linkage_drop(struct tm__linkage_node *node, struct tm__pool *pool);

/* Steps become merges, the highest first; all are above 0. name[rows] and latest[rows] are scratch.
 */
tm_status tm__linkage_order(struct tm__merges *out, const struct tm__linkage_step *step,
                            size_t steps, uint32_t *name, uint32_t *latest, tm_error *err);

#endif
