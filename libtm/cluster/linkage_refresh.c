/*
 * The best edges of clusters become exact, some clusters side by side, so that what each waits for
 * comes from memory at once.
 */
#include "base/prefetch.h"
#include "cluster/linkage_rounds.h"

#include <string.h>

enum { TOGETHER = 16 };

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
static bool refresh_once(struct tm__linkage_rounds *r, uint32_t i)
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

static void refresh_together(struct tm__linkage_rounds *r, const uint32_t *cluster, size_t count)
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

void tm__linkage_refresh_all(struct tm__linkage_rounds *r, const uint32_t *cluster, size_t count)
{
    for (size_t x = 0; x < count; x += TOGETHER)
        refresh_together(r, cluster + x, count - x < TOGETHER ? count - x : TOGETHER);
}
