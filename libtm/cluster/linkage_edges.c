/* Edges of clusters, whose ends merge meanwhile. */
#include "base/sort.h"
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

struct tm__linkage_start tm__linkage_known(const struct tm__linkage_group *g, uint32_t cluster)
{
    /* The weights of others' clusters may change just now. */
    if (tm__linkage_inside(g, cluster))
        return (struct tm__linkage_start){cluster, g->l->weight[cluster]};
    return (struct tm__linkage_start){cluster, g->l->start[cluster].weight};
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

static uint32_t weight_of(struct tm__linkage_edge edge)
{
    return edge.weight & ~TM__A_BOUND;
}

/* Two parts of one end. */
static struct tm__linkage_edge put_together(struct tm__linkage_edge x, struct tm__linkage_edge y)
{
    const double x_weight = weight_of(x), y_weight = weight_of(y);

    x.value = (x_weight * x.value + y_weight * y.value) / (x_weight + y_weight);
    x.weight = (x.weight | (y.weight & TM__A_BOUND)) + weight_of(y);
    return x;
}

/* An edge to a part of an end leads to all of it; what is not known is no nearer. */
static void complete(struct tm__linkage_edge *edge, struct tm__linkage_start end)
{
    if (weight_of(*edge) != end.weight)
        edge->weight = end.weight | TM__A_BOUND;
}

/* All edges to parts of `end` become one, behind the others; returns it. */
static struct tm__linkage_edge *gather(const struct tm__linkage_group *g,
                                       struct tm__linkage_node *node, struct tm__linkage_start end)
{
    struct tm__linkage_edge all = {end.root, 0, 0};
    uint32_t kept = 0;

    for (uint32_t e = 0; e < node->edges; e++) {
        const struct tm__linkage_edge edge = node->edge[e];

        if (tm__linkage_end(g, edge.to) == end.root)
            all = put_together(all, edge);
        else
            node->edge[kept++] = edge;
    }
    complete(&all, end);
    node->edge[kept] = all;
    node->edges = kept + 1;
    return &node->edge[kept];
}

void tm__linkage_refresh(const struct tm__linkage_group *g, uint32_t i,
                         struct tm__linkage_start end)
{
    struct tm__links *l = g->l;
    struct tm__linkage_node *node = &l->node[i];
    struct tm__linkage_edge *edge = &node->edge[node->best];

    if (tm__linkage_is_current(*edge, end)) {
        edge->value = tm__sum_cosine(&node->sum, &l->node[end.root].sum);
        edge->weight = end.weight;
    } else {
        edge = gather(g, node, end);
    }
    if (edge->value < l->stop || end.root == i)
        *edge = node->edge[--node->edges];
    tm__linkage_find_best(l, i);
}

/* By insertion: they are few, and mostly in order from when they were joined. */
static void sort_by_end(struct tm__linkage_edge *edge, size_t n)
{
    for (size_t x = 1; x < n; x++) {
        const struct tm__linkage_edge one = edge[x];
        size_t to = x;

        for (; to > 0 && one.to < edge[to - 1].to; to--)
            edge[to] = edge[to - 1];
        edge[to] = one;
    }
}

/* The edges of a cluster brought up to date: one for each living end, sorted by end. */
static size_t current_edges(const struct tm__linkage_group *g, struct tm__linkage_edge *out,
                            uint32_t i)
{
    const struct tm__linkage_node *node = &g->l->node[i];
    size_t n = 0, kept = 0;

    for (uint32_t e = 0; e < node->edges; e++) {
        out[n] = node->edge[e];
        out[n].to = tm__linkage_end(g, out[n].to);
        n += out[n].to != g->l->into[i]; /* not the other part */
    }
    sort_by_end(out, n);
    for (size_t e = 0; e < n; e++)
        if (kept && out[kept - 1].to == out[e].to)
            out[kept - 1] = put_together(out[kept - 1], out[e]);
        else
            out[kept++] = out[e];
    for (size_t e = 0; e < kept; e++)
        complete(&out[e], tm__linkage_known(g, out[e].to));
    return kept;
}

/* Part of a new cluster: the edges that are left, and its weight. */
struct part {
    const struct tm__linkage_edge *edge, *end;
    double weight;
};

static struct part part_of(const struct tm__linkage_group *g, struct tm__linkage_edge *edge,
                           uint32_t i)
{
    return (struct part){edge, edge + current_edges(g, edge, i), g->l->node[i].sum.weight};
}

/* An end that both parts know exactly is known exactly by the whole. */
static struct tm__linkage_edge of_both(struct part *x, struct part *y)
{
    struct tm__linkage_edge edge = *x->edge++;
    const struct tm__linkage_edge other = *y->edge++;

    edge.value = (x->weight * edge.value + y->weight * other.value) / (x->weight + y->weight);
    edge.weight |= other.weight & TM__A_BOUND;
    return edge;
}

/* An end that only one knows: the other is no nearer to it. */
static struct tm__linkage_edge of_one(struct part *x)
{
    struct tm__linkage_edge edge = *x->edge++;

    edge.weight |= TM__A_BOUND;
    return edge;
}

size_t tm__linkage_join(const struct tm__linkage_group *g, uint32_t a, uint32_t b)
{
    struct part x = part_of(g, g->scratch->part[0], a), y = part_of(g, g->scratch->part[1], b);
    struct tm__linkage_edge *out = g->scratch->joined;

    while (x.edge < x.end || y.edge < y.end) {
        if (y.edge == y.end || (x.edge < x.end && x.edge->to < y.edge->to))
            *out = of_one(&x);
        else if (x.edge == x.end || y.edge->to < x.edge->to)
            *out = of_one(&y);
        else
            *out = of_both(&x, &y);
        out += out->value >= g->l->stop;
    }
    return (size_t)(out - g->scratch->joined);
}

size_t tm__linkage_keep_best(const struct tm__linkage_scratch *s, size_t edges)
{
    struct tm__linkage_edge *const edge = s->joined;
    size_t kept = 0;

    if (edges <= TM__MOST_EDGES)
        return edges;
    for (size_t e = 0; e < edges; e++)
        s->key[e] = tm__rank_key((float)edge[e].value, (uint32_t)e);
    tm__select_largest(s->key, edges, TM__MOST_EDGES); /* the least of them is first */
    for (size_t e = 0; e < edges; e++) {
        const bool stays = tm__rank_key((float)edge[e].value, (uint32_t)e) >= s->key[0];

        edge[kept] = edge[e];
        kept += stays;
    }
    return kept;
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
