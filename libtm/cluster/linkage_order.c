/* Merges in the order of their heights. */
#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "cluster/linkage_state.h"

#include <string.h>

/* How high steps are placed: no higher than those that made their parts, which come first. */
static void place(double *height, const struct tm__linkage_step *step, size_t steps,
                  uint32_t *latest)
{
    for (size_t s = 0; s < steps; s++) {
        const uint32_t part[2] = {step[s].a, step[s].b};

        height[s] = step[s].height;
        for (size_t p = 0; p < 2; p++) {
            const uint32_t made = latest[part[p]];
            if (made != UINT32_MAX && height[made] < height[s])
                height[s] = height[made];
        }
        latest[step[s].a] = (uint32_t)s;
    }
}

/* The lower (0) or upper (1) half of a number that falls while a height above 0 rises. */
static uint64_t half_of(double height, unsigned half)
{
    uint64_t bits;

    memcpy(&bits, &height, sizeof bits);
    return ~bits >> 32 * half & UINT32_MAX;
}

/* The steps as the lower halves of keys, the highest first, equal ones as they were. */
static void sort_steps(uint64_t *key, uint64_t *spare, const double *height, size_t steps)
{
    for (size_t s = 0; s < steps; s++)
        key[s] = s;
    for (unsigned half = 0; half < 2; half++) {
        for (size_t s = 0; s < steps; s++) {
            const uint32_t one = (uint32_t)key[s];
            key[s] = half_of(height[one], half) << 32 | one;
        }
        tm__sort_upper(key, spare, steps, 32);
    }
}

tm_status tm__linkage_order(struct tm__merges *out, const struct tm__linkage_step *step,
                            size_t steps, uint32_t *name, uint32_t *latest, tm_error *err)
{
    double *const height = tm__alloc_array(steps, sizeof *height);
    uint64_t *const key = tm__alloc_array(steps, 2 * sizeof *key);
    const bool ok = height && key;

    for (size_t i = 0; ok && i < out->rows; i++) {
        name[i] = (uint32_t)i;
        latest[i] = UINT32_MAX;
    }
    if (ok) {
        place(height, step, steps, latest);
        sort_steps(key, key + steps, height, steps);
        out->count = steps;
    }
    for (size_t s = 0; ok && s < steps; s++) {
        const struct tm__linkage_step *const x = &step[(uint32_t)key[s]];
        const uint32_t a = name[x->a], b = name[x->b];

        out->merge[s] = (struct tm__merge){a < b ? a : b, a < b ? b : a, x->height};
        name[x->a] = (uint32_t)(out->rows + s);
    }
    tm__free(height);
    tm__free(key);
    return ok ? TM_OK : tm__fail_memory(err, "linking rows");
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
