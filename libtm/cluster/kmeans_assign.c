#include "cluster/kmeans_assign.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/kmeans_products.h"

/* Rows that are a unit of parallel work, and cosines that are held at a time (2 MB). */
enum { BLOCK = 512, COSINES = 1 << 19 };
/* From so many clusters it pays to compute a row's own cosine before all. */
enum { MANY = 64 };

tm_status tm__kmeans_assignment_new(struct tm__kmeans_assignment *a,
                                    const struct tm__kmeans_sums *s, size_t rows, bool bounded,
                                    const tm_run *run, tm_error *err)
{
    const size_t fit = COSINES / s->width;

    *a = (struct tm__kmeans_assignment){.s = s, .rows = rows, .workers = tm__threads(run)};
    a->chunk = fit > BLOCK ? BLOCK : fit > TM__LANES ? fit : TM__LANES;
    a->cosine = tm__alloc_array(a->chunk * s->width, a->workers * sizeof *a->cosine);
    a->active = tm__alloc_array(BLOCK, a->workers * sizeof *a->active);
    if (bounded) {
        a->bounds.lower = tm__alloc_array(rows, sizeof *a->bounds.lower);
        a->bounds.upper = tm__alloc_array(rows, sizeof *a->bounds.upper);
    }
    if (a->cosine && a->active && (!bounded || (a->bounds.lower && a->bounds.upper)))
        return TM_OK;
    tm__kmeans_assignment_release(a);
    return tm__fail_memory(err, "assigning rows to clusters");
}

void tm__kmeans_assignment_release(struct tm__kmeans_assignment *a)
{
    tm__free(a->cosine);
    tm__free(a->active);
    tm__free(a->bounds.lower);
    tm__free(a->bounds.upper);
    *a = (struct tm__kmeans_assignment){0};
}

/* One assignment of rows. */
struct pass {
    uint32_t *next;
    struct tm__kmeans_assignment *a;
    const uint32_t *label, *subset;
    size_t count;
    struct tm__kmeans_turns turns;
};

/* Can the row be shown to stay where it is? */
static bool stays(const struct pass *p, size_t row)
{
    struct tm__kmeans_bounds *bounds = &p->a->bounds;
    const struct tm__kmeans_rows *x = p->a->s->x;
    const uint64_t entries = x->start[row + 1] - x->start[row];
    const uint32_t own = p->label[row];

    if (!p->a->are_known || own == TM__NO_CLUSTER)
        return false;
    tm__kmeans_loosen(bounds, row, own, &p->turns);
    if (tm__kmeans_is_safe(bounds, row, entries))
        return true;
    if (p->a->s->clusters < MANY)
        return false;
    bounds->lower[row] = tm__kmeans_cosine(p->a->s, row, own, own);
    return tm__kmeans_is_safe(bounds, row, entries);
}

static void compute(const struct pass *p, float *cosine, const uint32_t *row, size_t count)
{
    const struct tm__kmeans_sums *s = p->a->s;

    tm__kmeans_cosines(cosine, s, row, count, p->label);
    for (size_t r = 0; r < count; r++) {
        float best, second;

        p->next[row[r]] = tm__kmeans_best(&best, &second, cosine + r * s->width, s->width);
        if (p->a->bounds.lower) {
            p->a->bounds.lower[row[r]] = best;
            p->a->bounds.upper[row[r]] = second;
        }
    }
}

static tm_status assign_block(void *ctx, size_t block, unsigned worker)
{
    const struct pass *p = ctx;
    uint32_t *const active = p->a->active + (size_t)worker * BLOCK;
    float *const cosine = p->a->cosine + worker * p->a->chunk * p->a->s->width;
    const size_t end = (block + 1) * BLOCK < p->count ? (block + 1) * BLOCK : p->count;
    size_t count = 0;

    for (size_t n = block * BLOCK; n < end; n++) {
        const uint32_t row = p->subset ? p->subset[n] : (uint32_t)n;

        p->next[row] = p->label[row];
        if (!p->a->bounds.lower || !stays(p, row))
            active[count++] = row;
    }
    for (size_t n = 0; n < count; n += p->a->chunk)
        compute(p, cosine, active + n, count - n < p->a->chunk ? count - n : p->a->chunk);
    return TM_OK;
}

tm_status tm__kmeans_assign(uint32_t *next, struct tm__kmeans_assignment *a, const uint32_t *label,
                            const uint32_t *subset, size_t count, const tm_run *run, tm_error *err)
{
    struct pass pass = {next, a, label, subset, subset ? count : a->rows, {0}};
    tm_status status;

    pass.turns = tm__kmeans_turns_of(a->s);
    status =
        tm__parallel_for((pass.count + BLOCK - 1) / BLOCK, assign_block, &pass, "assign", run, err);
    a->are_known = status == TM_OK && a->bounds.lower != NULL;
    return status;
}
