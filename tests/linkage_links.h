/* The state of a linkage by hand, for the tests of its parts. */
#ifndef LINKAGE_LINKS_H
#define LINKAGE_LINKS_H

#include "base/memory.h"
#include "cluster/linkage_state.h"
#include "cluster_rows.h"

enum { LINK_ROWS = 4 };

/* Four rows in the plane at 0, 20, 60 and 90 degrees. Cosines: 0 with 1 .940, with 2 .5; 1 with 2
 * .766, with 3 .342; 2 with 3 .866. */
static const float link_rows[] = {1, 0, 0.9396926f, 0.3420201f, 0.5f, 0.8660254f, 0, 1};

struct links_by_hand {
    struct tm__links l;
    tm_sparse *m;
    double value[LINK_ROWS];
    uint32_t into[LINK_ROWS], weight[LINK_ROWS], waiting[LINK_ROWS], group[LINK_ROWS];
    struct tm__linkage_start start[LINK_ROWS];
    struct tm__linkage_node node[LINK_ROWS];
    struct tm__linkage_edge part[2][TM__MOST_EDGES], joined[2 * TM__MOST_EDGES];
    uint64_t key[2 * TM__MOST_EDGES];
    struct tm__pool pool;
    struct tm__linkage_scratch scratch;
    struct tm__linkage_entry heap[LINK_ROWS];
    struct tm__linkage_step step[LINK_ROWS];
};

/* Every row a cluster of group 0, with an exact edge to every other one that is at least `stop`. */
static inline void links_start(struct links_by_hand *h, double stop)
{
    memset(h, 0, sizeof *h);
    h->m = rows_of(link_rows, LINK_ROWS, 2);
    h->l = (struct tm__links){.rows = LINK_ROWS, .stop = stop, .level = stop, .round = 1};
    h->l.node = h->node;
    h->l.value = h->value;
    h->l.into = h->into;
    h->l.weight = h->weight;
    h->l.waiting = h->waiting;
    h->l.group = h->group;
    h->l.start = h->start;
    h->scratch = (struct tm__linkage_scratch){
        .pool = &h->pool, .part = {h->part[0], h->part[1]}, .joined = h->joined, .key = h->key};
    h->l.scratch = &h->scratch;
    for (uint32_t i = 0; i < LINK_ROWS; i++) {
        struct tm__linkage_node *const node = &h->node[i];

        h->into[i] = i;
        h->weight[i] = 1;
        h->start[i] = (struct tm__linkage_start){i, 1};
        cr_assert(tm__linkage_room(node, &h->pool, LINK_ROWS) &&
                      tm__sum_row(&node->sum, &h->pool, &(struct tm__blend){.terms = h->m}, i, 1),
                  "memory");
        for (uint32_t j = 0; j < LINK_ROWS; j++)
            if (j != i && tm_cosine(h->m, i, h->m, j) >= stop)
                node->edge[node->edges++] =
                    (struct tm__linkage_edge){j, 1, tm_cosine(h->m, i, h->m, j)};
        tm__linkage_find_best(&h->l, i);
    }
}

static inline struct tm__linkage_group links_group(struct links_by_hand *h)
{
    return (struct tm__linkage_group){
        .l = &h->l, .scratch = &h->scratch, .heap = h->heap, .step = h->step};
}

static inline void links_end(struct links_by_hand *h)
{
    tm__pool_release(&h->pool);
    tm_sparse_free(h->m);
}

#endif
