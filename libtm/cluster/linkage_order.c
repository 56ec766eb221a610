/* Merges in the order of their heights. */
#include "base/memory.h"
#include "base/status.h"
#include "cluster/linkage_state.h"

#include <stdlib.h>

struct placed {
    double height; /* no more than that of its parts: these come first */
    uint32_t step;
};

static int by_height(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->height != y->height)
        return x->height > y->height ? -1 : 1;
    return x->step < y->step ? -1 : x->step > y->step;
}

static void place(struct placed *placed, const struct tm__linkage_step *step, size_t steps,
                  uint32_t *latest)
{
    for (size_t s = 0; s < steps; s++) {
        const uint32_t part[2] = {step[s].a, step[s].b};

        placed[s] = (struct placed){step[s].height, (uint32_t)s};
        for (size_t p = 0; p < 2; p++) {
            const uint32_t made = latest[part[p]];
            if (made != UINT32_MAX && placed[made].height < placed[s].height)
                placed[s].height = placed[made].height;
        }
        latest[step[s].a] = (uint32_t)s;
    }
    if (steps)
        qsort(placed, steps, sizeof *placed, by_height);
}

tm_status tm__linkage_order(struct tm__merges *out, const struct tm__linkage_step *step,
                            size_t steps, uint32_t *name, uint32_t *latest, tm_error *err)
{
    struct placed *placed = tm__alloc_array(steps, sizeof *placed);

    if (!placed)
        return tm__fail_memory(err, "linking rows");
    for (size_t i = 0; i < out->rows; i++) {
        name[i] = (uint32_t)i;
        latest[i] = UINT32_MAX;
    }
    place(placed, step, steps, latest);
    for (size_t s = 0; s < steps; s++) {
        const struct tm__linkage_step *const x = &step[placed[s].step];
        const uint32_t a = name[x->a], b = name[x->b];

        out->merge[s] = (struct tm__merge){a < b ? a : b, a < b ? b : a, x->height};
        name[x->a] = (uint32_t)(out->rows + s);
    }
    out->count = steps;
    tm__free(placed);
    return TM_OK;
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
