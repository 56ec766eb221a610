/* Edges of clusters, whose ends merge meanwhile. */
#include "cluster/linkage_state.h"

uint32_t tm__linkage_end(const struct tm__linkage_group *g, uint32_t to)
{
    uint32_t *const into = g->l->into;
    uint32_t i = g->l->start[to].root;

    if (!tm__linkage_inside(g, i))
        return i;
    while (into[i] != i) {
        into[i] = into[into[i]];
        i = into[i];
    }
    return i;
}

bool tm__linkage_is_exact(const struct tm__linkage_group *g, const struct tm__linkage_edge *edge,
                          uint32_t end)
{
    /* The versions of others' clusters may change just now. */
    const uint32_t version =
        tm__linkage_inside(g, end) ? g->l->version[end] : g->l->start[end].version;

    return edge->to == end && edge->version == version;
}

void tm__linkage_find_best(struct tm__links *l, uint32_t i)
{
    struct tm__linkage_node *node = &l->node[i];
    const struct tm__linkage_edge *best = node->edge;

    for (uint32_t e = 1; e < node->edges; e++)
        if (node->edge[e].value > best->value ||
            (node->edge[e].value == best->value && node->edge[e].to < best->to))
            best = &node->edge[e];
    node->best = (uint32_t)(best - node->edge);
    l->value[i] = node->edges > 0 ? best->value : -1;
}

/* Ends are different when a cluster is made, so only an end that was merged since may be known. */
void tm__linkage_refresh(struct tm__links *l, uint32_t i, struct tm__linkage_edge *edge,
                         struct tm__linkage_start end)
{
    struct tm__linkage_node *node = &l->node[i];
    bool known = end.root == i;

    for (uint32_t e = 0; end.root != edge->to && !known && e < node->edges; e++)
        known = node->edge[e].to == end.root && node->edge[e].version == end.version;
    if (!known) {
        edge->to = end.root;
        edge->version = end.version;
        edge->value = tm__sum_cosine(&node->sum, &l->node[end.root].sum);
        known = edge->value < l->stop;
    }
    if (known)
        *edge = node->edge[--node->edges];
    tm__linkage_find_best(l, i);
}

/* Edges to one end together, exact ones first. */
static bool comes_before(struct tm__linkage_edge x, struct tm__linkage_edge y)
{
    const bool x_bound = x.version == TM__A_BOUND, y_bound = y.version == TM__A_BOUND;

    if (x.to != y.to)
        return x.to < y.to;
    return x_bound != y_bound ? y_bound : x.value > y.value;
}

/* By insertion: they are few, and mostly in order from when they were joined. */
static void sort_by_end(struct tm__linkage_edge *edge, size_t n)
{
    for (size_t x = 1; x < n; x++) {
        const struct tm__linkage_edge one = edge[x];
        size_t to = x;

        for (; to > 0 && comes_before(one, edge[to - 1]); to--)
            edge[to] = edge[to - 1];
        edge[to] = one;
    }
}

/*
 * The edges of a cluster with their ends brought up to date: one for each living end, an exact one
 * if there is one, else the largest bound, sorted by end.
 */
static size_t current_edges(const struct tm__linkage_group *g, struct tm__linkage_edge *out,
                            uint32_t i)
{
    const struct tm__linkage_node *node = &g->l->node[i];
    size_t n = 0, kept = 0;

    for (uint32_t e = 0; e < node->edges; e++) {
        struct tm__linkage_edge edge = node->edge[e];
        const uint32_t to = tm__linkage_end(g, edge.to);
        if (!tm__linkage_is_exact(g, &edge, to))
            edge.version = TM__A_BOUND;
        edge.to = to;
        if (to != g->l->into[i]) /* not the other part */
            out[n++] = edge;
    }
    sort_by_end(out, n);
    for (size_t e = 0; e < n; e++)
        if (!kept || out[kept - 1].to != out[e].to)
            out[kept++] = out[e];
    return kept;
}

/* An end that both parts know exactly is known exactly by the whole (Lance & Williams 1967). */
static struct tm__linkage_edge combine(struct tm__linkage_edge x, double x_weight,
                                       struct tm__linkage_edge y, double y_weight)
{
    struct tm__linkage_edge both = x.value >= y.value ? x : y;

    both.version = TM__A_BOUND;
    if (x.version != TM__A_BOUND && y.version != TM__A_BOUND) {
        both.version = x.version;
        both.value = (x_weight * x.value + y_weight * y.value) / (x_weight + y_weight);
    }
    return both;
}

size_t tm__linkage_join(const struct tm__linkage_group *g, uint32_t a, uint32_t b)
{
    struct tm__linkage_edge *x = g->scratch->part[0], *y = g->scratch->part[1];
    struct tm__linkage_edge *out = g->scratch->joined;
    const struct tm__linkage_edge *const x_end = x + current_edges(g, x, a);
    const struct tm__linkage_edge *const y_end = y + current_edges(g, y, b);
    const double x_weight = g->l->node[a].sum.weight, y_weight = g->l->node[b].sum.weight;

    while (x < x_end || y < y_end) {
        if (y == y_end || (x < x_end && x->to < y->to)) {
            *out = *x++;
            out++->version = TM__A_BOUND;
        } else if (x == x_end || y->to < x->to) {
            *out = *y++;
            out++->version = TM__A_BOUND;
        } else {
            *out++ = combine(*x++, x_weight, *y++, y_weight);
        }
    }
    return (size_t)(out - g->scratch->joined);
}

bool tm__linkage_room(struct tm__linkage_node *node, struct tm__pool *pool, size_t edges)
{
    node->edge = tm__pool_take(pool, edges * sizeof *node->edge);
    node->room = node->edge ? (uint32_t)edges : 0;
    node->edges = 0;
    return node->edge != NULL;
}

void tm__linkage_drop(struct tm__linkage_node *node, struct tm__pool *pool)
{
    tm__sum_release(&node->sum, pool);
    tm__pool_give(pool, node->edge, node->room * sizeof *node->edge);
    node->edge = NULL;
    node->room = node->edges = 0;
}
