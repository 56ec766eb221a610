/*
 * Average linkage in rounds: of the clusters that may merge at some height, those that are linked
 * by their best edges are a group, groups are merged side by side, and what has to know of another
 * group's merges waits for the next round. The height comes down in steps, so the order of merges
 * is that of the best pair first but for pairs within a step.
 */
#include "cluster/linkage_rounds.h"

#include "base/bits.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum {
    MEMBERS_PER_BLOCK = 32,
    FEW_ROWS = 2048, /* are one group */
    FEW_MERGES = 8,  /* of a round, and ... */
    FEW_SHARE = 1000 /* ... one of so many clusters: the next height */
};
static const double next_level = 0.9;

static size_t member_blocks(size_t members)
{
    return (members + MEMBERS_PER_BLOCK - 1) / MEMBERS_PER_BLOCK;
}

/* Of the active members. */
static tm_status refresh_block(void *ctx, size_t block, unsigned worker)
{
    struct tm__linkage_rounds *r = ctx;
    const size_t from = block * MEMBERS_PER_BLOCK, left = r->active - from;

    (void)worker;
    tm__linkage_refresh_all(r, r->member + from,
                            left < MEMBERS_PER_BLOCK ? left : MEMBERS_PER_BLOCK);
    return TM_OK;
}

/* At a new level any cluster may have an edge that is high enough. */
static void ask_all(struct tm__linkage_rounds *r)
{
    const struct tm__links *l = &r->l;

    memset(r->asked, 0, tm__linkage_words(l->rows) * sizeof *r->asked);
    for (size_t i = 0; i < l->rows; i++)
        r->asked[i / 64] |= (uint64_t)(l->value[i] >= l->level) << i % 64;
}

/* Clusters with an edge that may be high enough. No others have changed at this level. */
static void find_active(struct tm__linkage_rounds *r)
{
    r->members = 0;
    for (size_t word = 0; word < tm__linkage_words(r->l.rows); word++)
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
static void join_members(struct tm__linkage_rounds *r, uint32_t *parent)
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
static void find_groups(struct tm__linkage_rounds *r, uint32_t *spare)
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

static tm_status run_group(struct tm__linkage_rounds *r, size_t j, unsigned worker,
                           const tm_run *run, tm_error *err)
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
    struct tm__linkage_rounds *r = ctx;
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
static void collect(struct tm__linkage_rounds *r)
{
    for (size_t j = 0; j < r->groups; j++) {
        memcpy(r->all_steps + r->steps, r->step + r->first[j], r->group_steps[j] * sizeof *r->step);
        r->steps += r->group_steps[j];
    }
}

/* The rows of a cluster that went into another one are this one's. */
static void move_rows(struct tm__linkage_rounds *r, uint32_t from, uint32_t to)
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
static void note_steps(struct tm__linkage_rounds *r, size_t before)
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
static bool end_round(struct tm__linkage_rounds *r)
{
    const size_t before = r->steps;

    collect(r);
    note_steps(r, before);
    return r->steps - before <= (r->l.rows - before) / FEW_SHARE + FEW_MERGES;
}

static tm_status run_round(struct tm__linkage_rounds *r, const tm_run *run, tm_error *err)
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
static tm_status run_rest(struct tm__linkage_rounds *r, const tm_run *run, tm_error *err)
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

tm_status tm__linkage_run_rounds(struct tm__linkage_rounds *r, const tm_run *run, tm_error *err)
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
