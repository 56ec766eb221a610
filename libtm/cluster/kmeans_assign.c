#include "cluster/kmeans_assign.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/kmeans_products.h"

enum { FEW_ROWS = 512 };

tm_status tm__kmeans_assignment_new(struct tm__kmeans_assignment *a,
                                    const struct tm__kmeans_sums *s, size_t rows, bool bounded,
                                    const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    *a = (struct tm__kmeans_assignment){.s = s, .rows = rows, .workers = tm__threads(run)};
    a->chunk = tm__kmeans_turn(s, FEW_ROWS);
    a->block = a->chunk > FEW_ROWS ? a->chunk : FEW_ROWS;
    a->cosine = tm__alloc_array(a->chunk * s->width, a->workers * sizeof *a->cosine);
    a->active = tm__alloc_array(a->block, a->workers * sizeof *a->active);
    if (!a->cosine || !a->active)
        status = tm__fail_memory(err, "assigning rows to clusters");
    else if (bounded)
        status = tm__kmeans_bounds_new(&a->bounds, s, rows, err);
    if (status == TM_OK && bounded && s->changes && s->clusters <= a->bounds.width)
        status = tm__kmeans_follow_new(&a->follow, a->bounds.width, rows, err);
    if (status != TM_OK)
        tm__kmeans_assignment_release(a);
    return status;
}

void tm__kmeans_assignment_forget(struct tm__kmeans_assignment *a, size_t row)
{
    tm__kmeans_bounds_forget(&a->bounds, row);
    if (a->follow.margin)
        tm__kmeans_follow_set(&a->follow, &a->bounds, row, 0);
}

void tm__kmeans_assignment_release(struct tm__kmeans_assignment *a)
{
    tm__free(a->cosine);
    tm__free(a->active);
    tm__kmeans_bounds_release(&a->bounds);
    tm__kmeans_follow_release(&a->follow);
    *a = (struct tm__kmeans_assignment){0};
}

/* One assignment of rows. */
struct pass {
    uint32_t *next;
    struct tm__kmeans_assignment *a;
    const uint32_t *label, *subset;
    size_t count;
};

static bool is_followed(const struct tm__kmeans_assignment *a)
{
    return a->follow.margin && a->s->changes->are_known;
}

/* Can the row be shown to stay where it is? */
static bool stays(const struct pass *p, size_t row)
{
    struct tm__kmeans_bounds *bounds = &p->a->bounds;
    const struct tm__kmeans_rows *x = p->a->s->x;
    const uint64_t entries = tm__kmeans_terms(x, row);
    const uint32_t own = p->label[row];

    if (!p->a->are_known || own == TM__NO_CLUSTER)
        return false;
    if (is_followed(p->a))
        return tm__kmeans_follow_row(bounds, &p->a->follow, p->a->s, row, own);
    if (tm__kmeans_loosen(bounds, row, own, entries))
        return true;
    if (p->a->s->clusters < TM__MANY_CLUSTERS)
        return false;
    /* What the cosine can be at best is less than twice as far above. */
    if (!tm__kmeans_is_safe(bounds, row, bounds->lower[row] + 2 * tm__kmeans_rise(bounds, own),
                            entries))
        return false;
    bounds->lower[row] = tm__kmeans_cosine(p->a->s, row, own, p->label);
    return tm__kmeans_is_safe(bounds, row, bounds->lower[row], entries);
}

static void compute(const struct pass *p, float *cosine, const uint32_t *row, size_t count)
{
    const struct tm__kmeans_sums *s = p->a->s;

    tm__kmeans_products(cosine, s, row, count, p->label);
    for (size_t r = 0; r < count; r++) {
        float *const of_row = cosine + r * s->width;
        int16_t *const steps = tm__kmeans_bounds_of(&p->a->bounds, row[r], s->width);
        const uint32_t best = tm__kmeans_best(of_row, s->scale, s->width, steps);

        p->next[row[r]] = best;
        if (steps)
            tm__kmeans_bounds_finish(&p->a->bounds, row[r], best, of_row[best], s->width);
        else if (p->a->bounds.lower)
            tm__kmeans_bounds_set(&p->a->bounds, row[r], best, of_row, s->width);
        if (p->a->follow.margin)
            tm__kmeans_follow_set(&p->a->follow, &p->a->bounds, row[r], best);
    }
}

static tm_status assign_block(void *ctx, size_t block, unsigned worker)
{
    const struct pass *p = ctx;
    uint32_t *const active = p->a->active + worker * p->a->block;
    float *const cosine = p->a->cosine + worker * p->a->chunk * p->a->s->width;
    const size_t first = block * p->a->block, left = p->count - first;
    const size_t end = first + (left < p->a->block ? left : p->a->block);
    size_t count = 0;

    for (size_t n = first; n < end; n++) {
        const uint32_t row = p->subset ? p->subset[n] : (uint32_t)n;

        p->next[row] = p->label[row];
        if (!p->a->bounds.lower || !stays(p, row))
            active[count++] = row;
    }
    for (size_t n = 0; n < count; n += p->a->chunk)
        compute(p, cosine, active + n, count - n < p->a->chunk ? count - n : p->a->chunk);
    return TM_OK;
}

/* For the last move of the sums. */
static tm_status make_ready(struct tm__kmeans_assignment *a, const uint32_t *label, tm_error *err)
{
    if (a->are_known && is_followed(a))
        return tm__kmeans_follow_move(&a->follow, a->s, err);
    if (a->are_known && a->follow.margin)
        tm__kmeans_follow_leave(&a->follow, &a->bounds, a->s->x, a->rows, label);
    if (a->follow.margin)
        tm__kmeans_follow_start(&a->follow, a->s);
    if (a->are_known)
        tm__kmeans_bounds_move(&a->bounds, a->s);
    return TM_OK;
}

tm_status tm__kmeans_assign(uint32_t *next, struct tm__kmeans_assignment *a, const uint32_t *label,
                            const uint32_t *subset, size_t count, const tm_run *run, tm_error *err)
{
    struct pass pass = {next, a, label, subset, subset ? count : a->rows};
    tm_status status;

    status = make_ready(a, label, err);
    if (status == TM_OK)
        status = tm__parallel_for((pass.count + a->block - 1) / a->block, assign_block, &pass,
                                  "assign", run, err);
    a->are_known = status == TM_OK && a->bounds.lower != NULL;
    return status;
}
