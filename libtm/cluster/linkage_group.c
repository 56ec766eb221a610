/* One worker's merges, best pair first. */
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/linkage_state.h"

#include <string.h>

enum { MERGES_PER_REPORT = 1024 };
/* A mean cosine this close to the best known bound is as good: rounding must not decide. */
static const double tolerance = 1e-6;

static bool before(struct tm__linkage_entry a, struct tm__linkage_entry b)
{
    return a.value > b.value || (a.value == b.value && a.node < b.node);
}

static void heap_push(struct tm__linkage_group *g, struct tm__linkage_entry entry)
{
    size_t i = g->heap_size++;

    for (; i && before(entry, g->heap[(i - 1) / 2]); i = (i - 1) / 2)
        g->heap[i] = g->heap[(i - 1) / 2];
    g->heap[i] = entry;
}

static struct tm__linkage_entry heap_pop(struct tm__linkage_group *g)
{
    const struct tm__linkage_entry top = g->heap[0], last = g->heap[--g->heap_size];
    size_t i = 0, child;

    while ((child = 2 * i + 1) < g->heap_size) {
        if (child + 1 < g->heap_size && before(g->heap[child + 1], g->heap[child]))
            child++;
        if (!before(g->heap[child], last))
            break;
        g->heap[i] = g->heap[child];
        i = child;
    }
    g->heap[i] = last;
    return top;
}

/* By its best edge, which has been found. */
static void queue(struct tm__linkage_group *g, uint32_t i)
{
    if (g->l->value[i] >= g->l->level)
        heap_push(g, (struct tm__linkage_entry){g->l->value[i], i, g->l->weight[i]});
}

/* Clusters x and y become one. */
static tm_status merge(struct tm__linkage_group *g, uint32_t x, uint32_t y, double height)
{
    struct tm__links *l = g->l;
    const uint32_t a = x < y ? x : y, b = x < y ? y : x;
    struct tm__pool *const pool = g->scratch->pool;
    struct tm__linkage_node made = {.edge = NULL};
    size_t edges;

    l->into[b] = a;
    l->value[b] = -1;
    edges = tm__linkage_keep_best(g->scratch, tm__linkage_join(g, a, b));
    if (!tm__linkage_room(&made, pool, edges) ||
        !tm__sum_both(&made.sum, pool, &l->node[a].sum, &l->node[b].sum))
        return TM_ENOMEM; /* what there is goes with the pool */
    memcpy(made.edge, g->scratch->joined, edges * sizeof *made.edge);
    made.edges = (uint32_t)edges;
    tm__linkage_drop(&l->node[a], pool);
    tm__linkage_drop(&l->node[b], pool);
    l->node[a] = made;
    l->weight[a] += l->weight[b];
    g->step[g->steps++] = (struct tm__linkage_step){a, b, height};
    tm__linkage_find_best(l, a);
    queue(g, a);
    return TM_OK;
}

/* What is next in the queue is asked for soon. */
static void ask_ahead(const struct tm__linkage_group *g)
{
    for (size_t e = 1; e < 3 && e < g->heap_size; e++) {
        const uint32_t node = g->heap[e].node;

        TM__PREFETCH(&g->l->node[node]);
        TM__PREFETCH(&g->l->into[node]);
        TM__PREFETCH(&g->l->weight[node]);
    }
    if (g->heap_size) {
        const struct tm__linkage_node *const next = &g->l->node[g->heap[0].node];

        if (next->edge)
            TM__PREFETCH(&next->edge[next->best]);
        TM__PREFETCH(next->sum.column);
        TM__PREFETCH(next->sum.value);
        TM__PREFETCH(next->sum.dense);
    }
}

/* The best edge leads to what others work on, or to what itself has to wait. */
static bool must_wait(const struct tm__linkage_group *g, uint32_t end)
{
    return !tm__linkage_inside(g, end) || g->l->waiting[end] == g->l->round;
}

/* What the best edge of a cluster leads to. */
static struct tm__linkage_start best_end(const struct tm__linkage_group *g, uint32_t i)
{
    const struct tm__linkage_node *node = &g->l->node[i];

    return tm__linkage_known(g, tm__linkage_end(g, node->edge[node->best].to));
}

/* A living cluster is next, by its best edge: merge it, wait, or put it back with a better bound.
 */
static tm_status take(struct tm__linkage_group *g, struct tm__linkage_entry top)
{
    struct tm__links *l = g->l;
    const struct tm__linkage_node *node = &l->node[top.node];
    struct tm__linkage_start end = best_end(g, top.node);

    if (!must_wait(g, end.root) && !tm__linkage_is_exact(node->edge[node->best], end)) {
        tm__linkage_refresh(g, top.node, end);
        if (!node->edges)
            return TM_OK;
        end = best_end(g, top.node);
        if (l->value[top.node] < top.value - tolerance ||
            !tm__linkage_is_exact(node->edge[node->best], end)) {
            queue(g, top.node);
            return TM_OK;
        }
    }
    if (must_wait(g, end.root)) {
        l->waiting[top.node] = l->round;
        return TM_OK;
    }
    return merge(g, top.node, end.root, l->value[top.node]);
}

tm_status tm__linkage_group_run(struct tm__linkage_group *g, const uint32_t *member, size_t members,
                                size_t steps_before, const tm_run *run, tm_error *err)
{
    const struct tm__links *l = g->l;
    size_t reported = SIZE_MAX;
    tm_status status = TM_OK;

    for (size_t x = 0; x < members; x++)
        queue(g, member[x]);
    while (status == TM_OK && g->heap_size) {
        const struct tm__linkage_entry top = heap_pop(g);

        ask_ahead(g);
        if (run && g->steps % MERGES_PER_REPORT == 0 && g->steps != reported) {
            reported = g->steps;
            status = tm__progress(run, "link", steps_before + g->steps, l->rows, err);
        }
        if (status == TM_OK && l->into[top.node] == top.node && l->weight[top.node] == top.weight)
            status = take(g, top);
    }
    return status;
}
