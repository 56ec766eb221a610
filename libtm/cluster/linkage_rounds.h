/* Clusters are merged in rounds, on all threads. */
#ifndef TM_CLUSTER_LINKAGE_ROUNDS_H
#define TM_CLUSTER_LINKAGE_ROUNDS_H

#include "cluster/linkage_state.h"

/* The work of the rounds. */
struct tm__linkage_rounds {
    struct tm__links l;
    struct tm__linkage_group onlooker;     /* of no clusters: knows them as they were */
    uint32_t *member, *link, *group_steps; /* [rows] */
    uint32_t *next;                        /* [rows] row of the same cluster, around */
    uint64_t *asked;        /* a bit a row: the cluster may have an edge that is high enough */
    size_t members, active; /* active: members that may merge by an edge of their own */
    size_t *first;          /* [groups + 1] of the members */
    size_t groups;
    struct tm__linkage_entry *heap;     /* [rows] by member */
    struct tm__linkage_step *step;      /* [rows] of this round, by member */
    struct tm__linkage_step *all_steps; /* [rows] */
    size_t steps;
};

/* Words of 64 bits that hold a bit a row. */
static inline size_t tm__linkage_words(size_t rows)
{
    return (rows + 63) / 64;
}

/* The best edges of some clusters become exact, down to the level; r->link[] of a cluster is the
 * end of its best edge then, or itself. */
void tm__linkage_refresh_all(struct tm__linkage_rounds *r, const uint32_t *cluster, size_t count);

/* Merge clusters of one row each, whose edges are known, down to the stop. Errors: TM_ENOMEM,
 * TM_ECANCELLED. */
tm_status tm__linkage_run_rounds(struct tm__linkage_rounds *r, const tm_run *run, tm_error *err);

#endif
