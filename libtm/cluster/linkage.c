#include "cluster/linkage.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/sum.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_EDGES = 60, MERGES_PER_REPORT = 1024 };
/* A mean cosine this close to the best known bound is as good: rounding must not decide. */
static const double tolerance = 1e-6;

/*
 * A neighbour and the mean cosine with it. A value is only a bound (average linkage never rises
 * above the better of the two parts) where one of the sides was merged since; it is computed again
 * when the edge becomes the best of its cluster.
 */
struct edge {
    uint32_t to;
    bool exact;
    double value;
};

struct node {
    struct tm__sum sum;
    struct edge *edge;
    uint32_t edges;
    uint32_t best; /* the edge it is queued by */
};

/* The best edge of a living cluster, or a bound of it. */
struct entry {
    double value;
    uint32_t node;
};

struct linkage {
    struct node *node; /* [2 * rows] */
    uint32_t *into;    /* [2 * rows] the cluster it was merged into; itself while alive: apart, as
                          these are asked for far more often than the rest of a node */
    size_t rows, nodes;
    struct entry *heap; /* [2 * rows] the largest value first, ties: the lower node */
    size_t heap_size;
    struct edge *part[2]; /* [most edges of a cluster] scratch: edges of the parts of a new one */
    struct edge *joined;  /* [2 * most] scratch: edges of the new one */
    struct tm__merges *out;
    double stop;
};

static bool before(struct entry a, struct entry b)
{
    return a.value > b.value || (a.value == b.value && a.node < b.node);
}

static void heap_push(struct linkage *l, struct entry entry)
{
    size_t i = l->heap_size++;

    for (; i && before(entry, l->heap[(i - 1) / 2]); i = (i - 1) / 2)
        l->heap[i] = l->heap[(i - 1) / 2];
    l->heap[i] = entry;
}

static struct entry heap_pop(struct linkage *l)
{
    const struct entry top = l->heap[0], last = l->heap[--l->heap_size];
    size_t i = 0, child;

    while ((child = 2 * i + 1) < l->heap_size) {
        if (child + 1 < l->heap_size && before(l->heap[child + 1], l->heap[child]))
            child++;
        if (!before(l->heap[child], last))
            break;
        l->heap[i] = l->heap[child];
        i = child;
    }
    l->heap[i] = last;
    return top;
}

/* The living cluster that holds cluster i now; halves the paths it walks. */
static uint32_t root(struct linkage *l, uint32_t i)
{
    while (l->into[i] != i) {
        l->into[i] = l->into[l->into[i]];
        i = l->into[i];
    }
    return i;
}

/* Find the best edge of a node that has any. */
static void find_best(struct node *node)
{
    const struct edge *best = node->edge;

    for (uint32_t e = 1; e < node->edges; e++)
        if (node->edge[e].value > best->value ||
            (node->edge[e].value == best->value && node->edge[e].to < best->to))
            best = &node->edge[e];
    node->best = (uint32_t)(best - node->edge);
}

/* Edges to one end together, exact ones first. */
static int by_end(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    if (x->exact != y->exact)
        return x->exact ? -1 : 1;
    return x->value > y->value ? -1 : x->value < y->value;
}

static int by_value(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;

    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

/*
 * Make the edge exact; it goes if its value is below the stop or the end is known already. Ends are
 * different when a cluster is made, so only an end that was merged since can be.
 */
static void refresh(struct linkage *l, uint32_t i, struct edge *edge)
{
    struct node *node = &l->node[i];
    const uint32_t to = root(l, edge->to);
    bool known = false;

    for (uint32_t e = 0; to != edge->to && !known && e < node->edges; e++)
        known = node->edge[e].to == to && node->edge[e].exact;
    if (!known) {
        edge->to = to;
        edge->exact = true;
        edge->value = tm__sum_cosine(&node->sum, &l->node[to].sum);
        known = edge->value < l->stop;
    }
    if (known)
        *edge = node->edge[--node->edges];
}

/* By its best edge, which has been found. */
static void queue(struct linkage *l, uint32_t i)
{
    const struct node *node = &l->node[i];

    heap_push(l, (struct entry){node->edge[node->best].value, i});
}

static void queue_new(struct linkage *l, uint32_t i)
{
    if (!l->node[i].edges)
        return;
    find_best(&l->node[i]);
    queue(l, i);
}

/*
 * The edges of a cluster with their ends brought up to date: one for each living end, an exact one
 * if there is one, else the largest bound. At most MOST_EDGES come out, sorted by end.
 */
static size_t current_edges(struct linkage *l, struct edge *out, uint32_t i)
{
    size_t n = 0, kept = 0;

    for (uint32_t e = 0; e < l->node[i].edges; e++) {
        struct edge edge = l->node[i].edge[e];
        const uint32_t to = root(l, edge.to);
        edge.exact = edge.exact && to == edge.to;
        edge.to = to;
        if (to != l->into[i]) /* not the other part */
            out[n++] = edge;
    }
    if (n)
        qsort(out, n, sizeof *out, by_end);
    for (size_t e = 0; e < n; e++)
        if (!kept || out[kept - 1].to != out[e].to)
            out[kept++] = out[e];
    return kept;
}

/* An end that both parts know exactly is known exactly by the whole (Lance & Williams 1967). */
static struct edge combine(struct edge x, double x_weight, struct edge y, double y_weight)
{
    struct edge both = x.value >= y.value ? x : y;

    both.exact = x.exact && y.exact;
    if (both.exact)
        both.value = (x_weight * x.value + y_weight * y.value) / (x_weight + y_weight);
    return both;
}

/* Edges of the new cluster from those of its parts, in l->joined. */
static size_t join_edges(struct linkage *l, uint32_t a, uint32_t b)
{
    struct edge *x = l->part[0], *y = l->part[1], *out = l->joined;
    const struct edge *const x_end = x + current_edges(l, x, a);
    const struct edge *const y_end = y + current_edges(l, y, b);
    const double x_weight = l->node[a].sum.weight, y_weight = l->node[b].sum.weight;

    while (x < x_end || y < y_end) {
        if (y == y_end || (x < x_end && x->to < y->to)) {
            *out = *x++;
            out++->exact = false;
        } else if (x == x_end || y->to < x->to) {
            *out = *y++;
            out++->exact = false;
        } else {
            *out++ = combine(*x++, x_weight, *y++, y_weight);
        }
    }
    return (size_t)(out - l->joined);
}

static void drop(struct node *node)
{
    tm__sum_release(&node->sum);
    tm__free(node->edge);
    node->edge = NULL;
    node->edges = 0;
}

/* Clusters a and b become a new one. */
static tm_status merge(struct linkage *l, uint32_t a, uint32_t b, double height, tm_error *err)
{
    const uint32_t made = (uint32_t)l->nodes;
    struct node *node = &l->node[made];
    size_t edges;

    l->into[made] = made;
    l->into[a] = l->into[b] = made;
    edges = join_edges(l, a, b);
    if (edges > MOST_EDGES) {
        qsort(l->joined, edges, sizeof *l->joined, by_value);
        edges = MOST_EDGES;
    }
    node->edge = tm__alloc_array(edges, sizeof *node->edge);
    if (!node->edge || !tm__sum_both(&node->sum, &l->node[a].sum, &l->node[b].sum)) {
        tm__free(node->edge);
        node->edge = NULL;
        return tm__fail_memory(err, "merging clusters");
    }
    memcpy(node->edge, l->joined, edges * sizeof *node->edge);
    node->edges = (uint32_t)edges;
    l->nodes++;
    drop(&l->node[a]);
    drop(&l->node[b]);
    l->out->merge[l->out->count++] = (struct tm__merge){a < b ? a : b, a < b ? b : a, height};
    queue_new(l, made);
    return TM_OK;
}

/* What is next in the queue is asked for soon. */
static void ask_ahead(const struct linkage *l)
{
    for (size_t e = 1; e < 3 && e < l->heap_size; e++)
        TM__PREFETCH(&l->node[l->heap[e].node]);
    if (l->heap_size) {
        const struct node *const next = &l->node[l->heap[0].node];

        if (next->edge)
            TM__PREFETCH(&next->edge[next->best]);
        TM__PREFETCH(next->sum.column);
        TM__PREFETCH(next->sum.value);
        TM__PREFETCH(next->sum.dense);
    }
}

/* Merge until the best pair is below the stop. */
static tm_status run_merges(struct linkage *l, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    while (status == TM_OK && l->heap_size) {
        const struct entry top = heap_pop(l);
        struct node *node = &l->node[top.node];
        struct edge *edge;
        ask_ahead(l);
        if (l->into[top.node] != top.node || !node->edges)
            continue;
        edge = &node->edge[node->best];
        if (!edge->exact || l->into[edge->to] != edge->to) {
            refresh(l, top.node, edge);
            if (!node->edges)
                continue;
            find_best(node);
            edge = &node->edge[node->best];
        }
        if (edge->exact && l->into[edge->to] == edge->to && edge->value >= top.value - tolerance) {
            if (l->out->count % MERGES_PER_REPORT == 0)
                status = tm__progress(run, "link", l->out->count, l->rows, err);
            if (status == TM_OK)
                status = merge(l, top.node, edge->to, edge->value, err);
        } else {
            queue(l, top.node);
        }
    }
    return status;
}

static tm_status add_rows(struct linkage *l, const struct tm__blend *rows, const uint32_t *weight,
                          const tm_sparse *graph, tm_error *err)
{
    for (size_t i = 0; i < rows->terms->rows; i++, l->nodes++) {
        struct node *node = &l->node[i];
        const size_t edges = graph->row_start[i + 1] - graph->row_start[i];
        l->into[i] = (uint32_t)i;
        node->edge = tm__alloc_array(edges, sizeof *node->edge);
        if (!node->edge || !tm__sum_row(&node->sum, rows, i, weight[i])) {
            tm__free(node->edge);
            node->edge = NULL;
            return tm__fail_memory(err, "linking rows");
        }
        for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
            if (graph->value[e] >= l->stop)
                node->edge[node->edges++] = (struct edge){graph->column[e], true, graph->value[e]};
        queue_new(l, (uint32_t)i);
    }
    return TM_OK;
}

static size_t most_edges(const tm_sparse *graph)
{
    size_t most = MOST_EDGES;

    for (size_t i = 0; i < graph->rows; i++)
        if (graph->row_start[i + 1] - graph->row_start[i] > most)
            most = graph->row_start[i + 1] - graph->row_start[i];
    return most;
}

tm_status tm__linkage(struct tm__merges *out, const struct tm__blend *rows, const uint32_t *weight,
                      const tm_sparse *graph, double stop, const tm_run *run, tm_error *err)
{
    const size_t most = most_edges(graph);
    struct linkage l = {.rows = rows->terms->rows, .out = out, .stop = stop};
    tm_status status;

    memset(out, 0, sizeof *out);
    out->rows = rows->terms->rows;
    out->merge = tm__alloc_array(rows->terms->rows, sizeof *out->merge);
    l.node = tm__calloc(rows->terms->rows, 2 * sizeof *l.node);
    l.into = tm__alloc_array(rows->terms->rows, 2 * sizeof *l.into);
    l.heap = tm__alloc_array(rows->terms->rows, 2 * sizeof *l.heap);
    l.part[0] = tm__alloc_array(most, sizeof *l.part[0]);
    l.part[1] = tm__alloc_array(most, sizeof *l.part[1]);
    l.joined = tm__alloc_array(most, 2 * sizeof *l.joined);
    if (!out->merge || !l.node || !l.into || !l.heap || !l.part[0] || !l.part[1] || !l.joined)
        status = tm__fail_memory(err, "linking rows");
    else
        status = add_rows(&l, rows, weight, graph, err);
    if (status == TM_OK)
        status = run_merges(&l, run, err);
    for (size_t i = 0; l.node && i < 2 * rows->terms->rows; i++)
        drop(&l.node[i]);
    tm__free(l.node);
    tm__free(l.into);
    tm__free(l.heap);
    tm__free(l.part[0]);
    tm__free(l.part[1]);
    tm__free(l.joined);
    if (status != TM_OK) {
        tm__free(out->merge);
        memset(out, 0, sizeof *out);
    }
    return status;
}

tm_status tm__merges_label(uint32_t *label, const struct tm__merges *merges, size_t count,
                           tm_error *err)
{
    uint32_t *made = tm__alloc_array(count, sizeof *made); /* where cluster rows + i ends up */

    if (!made)
        return tm__fail_memory(err, "cutting the tree");
    for (size_t i = 0; i < merges->rows; i++)
        label[i] = (uint32_t)i;
    for (size_t i = 0; i < count; i++)
        made[i] = (uint32_t)(merges->rows + i);
    /* Backwards, a cluster is met after the one it went into. */
    for (size_t i = count; i-- > 0;) {
        const uint32_t part[2] = {merges->merge[i].a, merges->merge[i].b};
        for (int side = 0; side < 2; side++) {
            if (part[side] < merges->rows)
                label[part[side]] = made[i];
            else
                made[part[side] - merges->rows] = made[i];
        }
    }
    tm__free(made);
    return TM_OK;
}
