/* Rows become clusters, which are linked in rounds; see linkage_rounds.c. */
#include "cluster/linkage.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/linkage_rounds.h"

#include <string.h>

enum { ROWS_PER_BLOCK = 256 };

static size_t blocks_of(size_t rows)
{
    return (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
}

static size_t end_of(size_t block, size_t rows)
{
    return (block + 1) * ROWS_PER_BLOCK < rows ? (block + 1) * ROWS_PER_BLOCK : rows;
}

/* Of what clusters are made. */
struct adding {
    struct tm__linkage_rounds *r;
    const struct tm__blend *rows;
    const uint32_t *weight;
    const tm_sparse *graph;
};

/* Row i is a cluster; false when memory is out. */
static bool add_row(const struct adding *a, size_t i, struct tm__pool *pool)
{
    struct tm__links *l = &a->r->l;
    struct tm__linkage_node *node = &l->node[i];
    const tm_sparse *graph = a->graph;
    const size_t edges = graph->row_start[i + 1] - graph->row_start[i];

    a->r->next[i] = l->into[i] = (uint32_t)i;
    l->group[i] = TM__NO_GROUP;
    l->start[i] = (struct tm__linkage_start){(uint32_t)i, a->weight[i]};
    l->weight[i] = a->weight[i];
    l->waiting[i] = 0;
    if (!tm__linkage_room(node, pool, edges) ||
        !tm__sum_row(&node->sum, pool, a->rows, i, a->weight[i]))
        return false;
    for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++)
        if (graph->value[e] >= l->stop)
            node->edge[node->edges++] = (struct tm__linkage_edge){
                graph->column[e], a->weight[graph->column[e]], graph->value[e]};
    tm__linkage_find_best(l, (uint32_t)i);
    return true;
}

static tm_status add_block(void *ctx, size_t block, unsigned worker)
{
    const struct adding *a = ctx;

    for (size_t i = block * ROWS_PER_BLOCK; i < end_of(block, a->r->l.rows); i++)
        if (!add_row(a, i, a->r->l.scratch[worker].pool))
            return TM_ENOMEM;
    return TM_OK;
}

static tm_status add_rows(struct tm__linkage_rounds *r, const struct tm__blend *rows,
                          const uint32_t *weight, const tm_sparse *graph, const tm_run *run,
                          tm_error *err)
{
    struct adding adding = {r, rows, weight, graph};
    tm_run quiet = TM_RUN_INIT;

    if (run)
        quiet = *run;
    quiet.progress = NULL; /* is reported by merges */
    return tm__parallel_for(blocks_of(r->l.rows), add_block, &adding, "link", &quiet, err);
}

static size_t most_edges(const tm_sparse *graph)
{
    size_t most = TM__MOST_EDGES;

    for (size_t i = 0; i < graph->rows; i++)
        if (graph->row_start[i + 1] - graph->row_start[i] > most)
            most = graph->row_start[i + 1] - graph->row_start[i];
    return most;
}

static bool make(struct tm__linkage_rounds *r, struct tm__pool *pool, size_t workers, size_t most)
{
    struct tm__links *l = &r->l;
    const size_t n = l->rows;
    bool ok;

    l->node = tm__alloc_array(n, sizeof *l->node);
    l->value = tm__alloc_array(n, sizeof *l->value);
    l->into = tm__alloc_array(n, sizeof *l->into);
    l->weight = tm__alloc_array(n, sizeof *l->weight);
    l->waiting = tm__alloc_array(n, sizeof *l->waiting);
    l->group = tm__alloc_array(n, sizeof *l->group);
    l->start = tm__alloc_array(n, sizeof *l->start);
    l->scratch = tm__calloc(workers, sizeof *l->scratch);
    r->next = tm__alloc_array(n, sizeof *r->next);
    r->asked = tm__alloc_array(tm__linkage_words(n), sizeof *r->asked);
    r->member = tm__alloc_array(n, sizeof *r->member);
    r->link = tm__alloc_array(n, sizeof *r->link);
    r->group_steps = tm__alloc_array(n + 1, sizeof *r->group_steps);
    r->first = tm__alloc_array(n + 2, sizeof *r->first);
    r->heap = tm__alloc_array(n, sizeof *r->heap);
    r->step = tm__alloc_array(n, sizeof *r->step);
    r->all_steps = tm__alloc_array(n, sizeof *r->all_steps);
    ok = l->node && l->value && l->into && l->weight && l->waiting && l->group && l->start &&
         l->scratch && r->next && r->asked && r->member && r->link && r->group_steps && r->first &&
         r->heap && r->step && r->all_steps;
    for (size_t w = 0; ok && w < workers; w++) {
        struct tm__linkage_scratch *const s = &l->scratch[w];
        s->pool = &pool[w];
        s->part[0] = tm__alloc_array(most, sizeof *s->part[0]);
        s->part[1] = tm__alloc_array(most, sizeof *s->part[1]);
        s->joined = tm__alloc_array(most, 2 * sizeof *s->joined);
        s->key = tm__alloc_array(most, 2 * sizeof *s->key);
        ok = s->part[0] && s->part[1] && s->joined && s->key;
    }
    return ok;
}

static void release(struct tm__linkage_rounds *r, size_t workers)
{
    struct tm__links *l = &r->l;

    for (size_t w = 0; l->scratch && w < workers; w++) {
        tm__free(l->scratch[w].part[0]);
        tm__free(l->scratch[w].part[1]);
        tm__free(l->scratch[w].joined);
        tm__free(l->scratch[w].key);
    }
    tm__free(l->node);
    tm__free(l->value);
    tm__free(l->into);
    tm__free(l->weight);
    tm__free(l->waiting);
    tm__free(l->group);
    tm__free(l->start);
    tm__free(l->scratch);
    tm__free(r->next);
    tm__free(r->asked);
    tm__free(r->member);
    tm__free(r->link);
    tm__free(r->group_steps);
    tm__free(r->first);
    tm__free(r->heap);
    tm__free(r->step);
    tm__free(r->all_steps);
}

tm_status tm__linkage(struct tm__merges *out, const struct tm__blend *rows, const uint32_t *weight,
                      const tm_sparse *graph, double stop, struct tm__pool *pool, const tm_run *run,
                      tm_error *err)
{
    const size_t workers = tm__threads(run);
    struct tm__linkage_rounds r = {.l = {.rows = rows->terms->rows, .stop = stop}};
    tm_status status;

    r.onlooker = (struct tm__linkage_group){.l = &r.l, .number = TM__NO_GROUP - 1};
    memset(out, 0, sizeof *out);
    out->rows = r.l.rows;
    out->merge = tm__alloc_array(r.l.rows, sizeof *out->merge);
    if (!out->merge || !make(&r, pool, workers, most_edges(graph)))
        status = tm__fail_memory(err, "linking rows");
    else
        status = add_rows(&r, rows, weight, graph, run, err);
    if (status == TM_OK)
        status = tm__linkage_run_rounds(&r, run, err);
    if (status == TM_OK)
        status = tm__linkage_order(out, r.all_steps, r.steps, r.link, r.group_steps, err);
    release(&r, workers);
    for (size_t w = 0; w < workers; w++)
        tm__pool_reset(&pool[w]);
    if (status != TM_OK) {
        tm__free(out->merge);
        memset(out, 0, sizeof *out);
    }
    return status;
}
