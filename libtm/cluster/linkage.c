/*
 * Average linkage in rounds: of the clusters that may merge at some height, those that are linked
 * by their best edges are a group, groups are merged side by side, and what has to know of another
 * group's merges waits for the next round. The height comes down in steps, so the order of merges
 * is that of the best pair first but for pairs within a step.
 */
#include "cluster/linkage.h"

#include "base/bits.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "base/prefetch.h"
#include "base/status.h"
#include "cluster/linkage_state.h"

#include <math.h>
#include <string.h>

enum {
    ROWS_PER_BLOCK = 256,
    MEMBERS_PER_BLOCK = 32, /* their edges and merges take longer */
    TOGETHER = 16,          /* clusters whose edges are looked at side by side */
    FEW_ROWS = 2048,        /* are one group */
    FEW_MERGES = 8,         /* of a round, and ... */
    FEW_SHARE = 1000        /* ... one of so many clusters: the next height */
};
static const double next_level = 0.9;

/* The work of the rounds. */
struct rounds {
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

static size_t blocks_of(size_t rows)
{
    return (rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
}

static size_t member_blocks(size_t members)
{
    return (members + MEMBERS_PER_BLOCK - 1) / MEMBERS_PER_BLOCK;
}

static size_t words_of(size_t rows)
{
    return (rows + 63) / 64;
}

static size_t end_of(size_t block, size_t rows)
{
    return (block + 1) * ROWS_PER_BLOCK < rows ? (block + 1) * ROWS_PER_BLOCK : rows;
}

/* Where the best edge of cluster i led when it was looked at last, and where at the round's start.
 */
static uint32_t named_end(const struct tm__links *l, uint32_t i)
{
    return l->node[i].edge[l->node[i].best].to;
}

static uint32_t best_end(const struct tm__links *l, uint32_t i)
{
    return l->start[named_end(l, i)].root;
}

/* A step towards an exact best edge of cluster i; true if another one has to follow, down to the
 * level.
 */
static bool refresh_once(struct rounds *r, uint32_t i)
{
    struct tm__links *l = &r->l;
    const struct tm__linkage_node *const node = &l->node[i];
    struct tm__linkage_start end;

    r->link[i] = i;
    if (l->value[i] < l->level)
        return false;
    end = l->start[best_end(l, i)];
    if (tm__linkage_is_exact(node->edge[node->best], end)) {
        r->link[i] = end.root;
        return false;
    }
    tm__linkage_refresh(&r->onlooker, i, end);
    return l->value[i] >= l->level;
}

/* What the next step of cluster i needs from memory: a sum, or where its edges lead. */
static void ask_for_step(const struct tm__links *l, uint32_t i)
{
    const struct tm__linkage_node *const node = &l->node[i];
    const struct tm__linkage_start end = l->start[best_end(l, i)];

    if (tm__linkage_is_current(node->edge[node->best], end))
        tm__sum_prefetch(&l->node[end.root].sum);
    else
        for (uint32_t e = 0; e < node->edges; e++)
            TM__PREFETCH(&l->start[node->edge[e].to]);
}

/* The same, of some clusters side by side, so that what each waits for comes from memory at once.
 */
static void refresh_together(struct rounds *r, const uint32_t *cluster, size_t count)
{
    const struct tm__links *l = &r->l;
    uint32_t left[TOGETHER];

    for (size_t x = 0; x < count; x++)
        TM__PREFETCH(&l->node[cluster[x]]);
    for (size_t x = 0; x < count; x++) {
        const struct tm__linkage_node *const node = &l->node[cluster[x]];

        tm__prefetch_lines(node->edge, node->edges * sizeof *node->edge);
    }
    memcpy(left, cluster, count * sizeof *left);
    while (count) {
        size_t kept = 0;

        for (size_t x = 0; x < count; x++)
            TM__PREFETCH(&l->start[named_end(l, left[x])]);
        for (size_t x = 0; x < count; x++)
            TM__PREFETCH(&l->node[best_end(l, left[x])]);
        for (size_t x = 0; x < count; x++)
            ask_for_step(l, left[x]);
        for (size_t x = 0; x < count; x++) {
            left[kept] = left[x];
            kept += refresh_once(r, left[x]);
        }
        count = kept;
    }
}

/* The best edges of clusters that are active become exact, down to the level. */
static tm_status refresh_block(void *ctx, size_t block, unsigned worker)
{
    struct rounds *r = ctx;
    const size_t from = block * MEMBERS_PER_BLOCK, to = from + MEMBERS_PER_BLOCK;
    const size_t end = to < r->active ? to : r->active;

    (void)worker;
    for (size_t x = from; x < end; x += TOGETHER)
        refresh_together(r, r->member + x, end - x < TOGETHER ? end - x : TOGETHER);
    return TM_OK;
}

/* At a new level any cluster may have an edge that is high enough. */
static void ask_all(struct rounds *r)
{
    const struct tm__links *l = &r->l;

    memset(r->asked, 0, words_of(l->rows) * sizeof *r->asked);
    for (size_t i = 0; i < l->rows; i++)
        r->asked[i / 64] |= (uint64_t)(l->value[i] >= l->level) << i % 64;
}

/* Clusters with an edge that may be high enough. No others have changed at this level. */
static void find_active(struct rounds *r)
{
    r->members = 0;
    for (size_t word = 0; word < words_of(r->l.rows); word++)
        for (uint64_t left = r->asked[word]; left; left &= left - 1) {
            const uint32_t i = (uint32_t)(word * 64 + tm__lowest_bit(left));

            if (r->l.value[i] >= r->l.level)
                r->member[r->members++] = i;
            else
                r->asked[word] ^= left & -left;
        }
    r->active = r->members;
}

static uint32_t find(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/* Active clusters and the ends of their best edges: parent[] of their trees. */
static void join_members(struct rounds *r, uint32_t *parent)
{
    for (size_t x = 0; x < r->active; x++)
        parent[r->member[x]] = r->member[x];
    for (size_t x = 0; x < r->active; x++) {
        const uint32_t end = r->link[r->member[x]];
        uint32_t a, b;

        if (parent[end] == TM__NO_GROUP) {
            parent[end] = r->link[end] = end;
            r->member[r->members++] = end;
            r->asked[end / 64] |= UINT64_C(1) << end % 64;
        }
        a = find(parent, r->member[x]);
        b = find(parent, end);
        if (a < b)
            parent[b] = a;
        else
            parent[a] = b;
    }
}

/* Number the trees, and put members in the order of their groups; spare[rows] is scratch. */
static void find_groups(struct rounds *r, uint32_t *spare)
{
    uint32_t *const group = r->l.group, *const number = r->link;

    join_members(r, group);
    r->groups = 0;
    for (size_t x = 0; x < r->members; x++) {
        spare[x] = r->member[x];
        if (find(group, spare[x]) == spare[x])
            number[spare[x]] = (uint32_t)r->groups++;
    }
    memset(r->first, 0, (r->groups + 1) * sizeof *r->first);
    for (size_t x = 0; x < r->members; x++) {
        const uint32_t root = find(group, spare[x]);
        number[spare[x]] = number[root];
        r->first[number[root] + 1]++;
    }
    for (size_t j = 0; j < r->groups; j++)
        r->first[j + 1] += r->first[j];
    for (size_t x = 0; x < r->members; x++) {
        group[spare[x]] = number[spare[x]];
        r->member[r->first[group[spare[x]]]++] = spare[x];
    }
    memmove(r->first + 1, r->first, r->groups * sizeof *r->first);
    r->first[0] = 0;
}

static tm_status run_group(struct rounds *r, size_t j, unsigned worker, const tm_run *run,
                           tm_error *err)
{
    const size_t first = r->first[j];
    struct tm__linkage_group g = {.l = &r->l,
                                  .scratch = &r->l.scratch[worker],
                                  .number = (uint32_t)j,
                                  .heap = r->heap + first,
                                  .step = r->step + first};
    const tm_status status =
        tm__linkage_group_run(&g, r->member + first, r->first[j + 1] - first, r->steps, run, err);

    r->group_steps[j] = (uint32_t)g.steps;
    return status;
}

/* The groups that start in a block of members. */
static tm_status group_block(void *ctx, size_t block, unsigned worker)
{
    struct rounds *r = ctx;
    const size_t from = block * MEMBERS_PER_BLOCK, to = from + MEMBERS_PER_BLOCK;
    size_t j = 0, high = r->groups;
    tm_status status = TM_OK;

    while (j < high) {
        const size_t middle = j + (high - j) / 2;
        if (r->first[middle] < from)
            j = middle + 1;
        else
            high = middle;
    }
    for (; status == TM_OK && j < r->groups && r->first[j] < to; j++) {
        r->group_steps[j] = 0;
        if (r->first[j + 1] - r->first[j] > 1)
            status = run_group(r, j, worker, NULL, NULL);
    }
    return status;
}

/* Steps of the groups in their order. */
static void collect(struct rounds *r)
{
    for (size_t j = 0; j < r->groups; j++) {
        memcpy(r->all_steps + r->steps, r->step + r->first[j], r->group_steps[j] * sizeof *r->step);
        r->steps += r->group_steps[j];
    }
}

/* The rows of a cluster that went into another one are this one's. */
static void move_rows(struct rounds *r, uint32_t from, uint32_t to)
{
    const uint32_t next = r->next[from];
    uint32_t i = from;

    do {
        r->l.start[i].root = to;
        i = r->next[i];
    } while (i != from);
    r->next[from] = r->next[to];
    r->next[to] = next;
}

/* Where things stand after a round. Its steps are read backwards, so all rows move only once. */
static void note_steps(struct rounds *r, size_t before)
{
    struct tm__links *l = &r->l;

    for (size_t s = r->steps; s-- > before;) {
        const uint32_t root = l->start[r->all_steps[s].a].root;

        move_rows(r, r->all_steps[s].b, root);
        l->start[root].weight = l->weight[root];
    }
    for (size_t x = 0; x < r->members; x++)
        l->group[r->member[x]] = TM__NO_GROUP;
}

/* True if it brought few merges. */
static bool end_round(struct rounds *r)
{
    const size_t before = r->steps;

    collect(r);
    note_steps(r, before);
    return r->steps - before <= (r->l.rows - before) / FEW_SHARE + FEW_MERGES;
}

static tm_status run_round(struct rounds *r, const tm_run *run, tm_error *err)
{
    tm_status status;

    r->l.round++;
    find_active(r);
    status = tm__parallel_for(member_blocks(r->active), refresh_block, r, "link", run, err);
    if (status != TM_OK)
        return status;
    find_groups(r, r->group_steps);
    return tm__parallel_for(member_blocks(r->members), group_block, r, "link", run, err);
}

/* What is left, on one thread. */
static tm_status run_rest(struct rounds *r, const tm_run *run, tm_error *err)
{
    struct tm__links *l = &r->l;
    tm_status status;

    l->level = l->stop;
    l->round++;
    ask_all(r);
    find_active(r);
    memset(l->group, 0, l->rows * sizeof *l->group);
    r->groups = 1;
    r->first[0] = 0;
    r->first[1] = r->members;
    status = run_group(r, 0, 0, run, err);
    if (status == TM_OK)
        collect(r);
    return status == TM_ENOMEM ? tm__fail_memory(err, "merging clusters") : status;
}

static tm_status run_rounds(struct rounds *r, const tm_run *run, tm_error *err)
{
    tm_run in_round = TM_RUN_INIT;
    tm_status status = TM_OK;
    bool more = r->l.rows > FEW_ROWS;

    if (run)
        in_round = *run;
    in_round.progress = NULL; /* is reported by merges, not by blocks */
    r->l.level = next_level;
    ask_all(r);
    while (status == TM_OK && more) {
        status = tm__progress(run, "link", r->steps, r->l.rows, err);
        if (status == TM_OK)
            status = run_round(r, &in_round, err);
        if (status == TM_OK && end_round(r)) {
            more = r->l.level > r->l.stop;
            r->l.level = fmax(r->l.level * next_level, r->l.stop);
            ask_all(r);
        }
    }
    return status == TM_OK ? run_rest(r, run, err) : status;
}

/* Of what clusters are made. */
struct adding {
    struct rounds *r;
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

static tm_status add_rows(struct rounds *r, const struct tm__blend *rows, const uint32_t *weight,
                          const tm_sparse *graph, const tm_run *run, tm_error *err)
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

static bool make(struct rounds *r, struct tm__pool *pool, size_t workers, size_t most)
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
    r->asked = tm__alloc_array(words_of(n), sizeof *r->asked);
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

static void release(struct rounds *r, size_t workers)
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
    struct rounds r = {.l = {.rows = rows->terms->rows, .stop = stop}};
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
        status = run_rounds(&r, run, err);
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
