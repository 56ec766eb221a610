#include "cluster/condensed.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

/* Distances below are rounding of rows that are floats. */
static const double least_distance = 1e-6;

/* A cluster that can be taken; parents come before their children. */
struct part {
    uint32_t parent;
    double birth,
        stability; /* in 1 / distance; stability: of the best choice in here, in the end */
    double below;  /* the sum of what the children come to */
    bool taken;
    uint32_t label;
};

struct tree {
    const struct tm__merges *merges;
    size_t least, parts;
    uint32_t *size; /* [2 * rows] of a node */
    uint32_t *in;   /* [2 * rows] the part that a node is in, or fell off from */
    bool *fallen;   /* [2 * rows] */
    struct part *part;
};

static tm_status tree_new(struct tree *t, const struct tm__merges *merges, size_t least,
                          tm_error *err)
{
    const size_t rows = merges->rows;

    *t = (struct tree){.merges = merges, .least = least};
    t->size = tm__alloc_array(rows, 2 * sizeof *t->size);
    t->in = tm__calloc(rows, 2 * sizeof *t->in);
    t->fallen = tm__calloc(rows, 2 * sizeof *t->fallen);
    t->part = tm__alloc_array(rows + 1, sizeof *t->part);
    if (!t->size || !t->in || !t->fallen || !t->part)
        return tm__fail_memory(err, "condensing the tree");
    for (size_t i = 0; i < rows; i++)
        t->size[i] = 1;
    for (size_t e = 0; e < merges->count; e++)
        t->size[rows + e] = t->size[merges->merge[e].a] + t->size[merges->merge[e].b];
    t->part[t->parts++] = (struct part){.parent = TM__NO_CLUSTER};
    return TM_OK;
}

static void tree_release(struct tree *t)
{
    tm__free(t->size);
    tm__free(t->in);
    tm__free(t->fallen);
    tm__free(t->part);
}

/* A node leaves its part at this density. */
static void leave(struct tree *t, uint32_t node, uint32_t part, double density)
{
    t->part[part].stability += (density - t->part[part].birth) * t->size[node];
}

static void split(struct tree *t, size_t merge)
{
    const struct tm__merge *const m = &t->merges->merge[merge];
    const size_t node = t->merges->rows + merge;
    const uint32_t child[2] = {m->a, m->b}, part = t->in[node];
    const double density = 1 / (m->height > least_distance ? m->height : least_distance);
    const bool both = t->size[m->a] >= t->least && t->size[m->b] >= t->least;

    for (int c = 0; c < 2; c++) {
        t->in[child[c]] = part;
        t->fallen[child[c]] = t->fallen[node];
        if (t->fallen[node])
            continue;
        if (both) {
            leave(t, child[c], part, density);
            t->in[child[c]] = (uint32_t)t->parts;
            t->part[t->parts++] = (struct part){.parent = part, .birth = density};
        } else if (t->size[child[c]] < t->least) {
            leave(t, child[c], part, density);
            t->fallen[child[c]] = true;
        }
    }
}

/* From the leaves up: a part, or the best of what is below it. */
static void choose(struct tree *t)
{
    for (size_t p = t->parts; p-- > 1;) {
        struct part *const part = &t->part[p];
        part->taken = part->below <= part->stability;
        if (!part->taken)
            part->stability = part->below;
        t->part[part->parent].below += part->stability;
    }
}

/* From the root down: what is within a part that was taken belongs to it. Returns how many. */
static size_t number(struct tree *t)
{
    uint32_t clusters = 0;

    t->part[0].label = TM__NO_CLUSTER;
    for (size_t p = 1; p < t->parts; p++) {
        struct part *const part = &t->part[p];
        part->label = t->part[part->parent].label;
        if (part->label == TM__NO_CLUSTER && part->taken)
            part->label = clusters++;
    }
    return clusters;
}

tm_status tm__condensed_label(uint32_t *label, size_t *clusters, const struct tm__merges *merges,
                              size_t least, tm_error *err)
{
    struct tree t;
    const tm_status status = tree_new(&t, merges, least, err);

    if (status == TM_OK) {
        for (size_t e = merges->count; e-- > 0;)
            split(&t, e);
        choose(&t);
        *clusters = number(&t);
        for (size_t i = 0; i < merges->rows; i++)
            label[i] = t.part[t.in[i]].label;
    }
    tree_release(&t);
    return status;
}
