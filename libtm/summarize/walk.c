#include "summarize/walk.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>

struct walk {
    double *score, *y, *z, *weight; /* [n] each */
    size_t n;
    tm__alike_fn alike;
    void *ctx;
    double damping;
};

/* One step; returns how far it went. */
static double step(const struct walk *w)
{
    double anywhere = 0, moved = 0;

    for (size_t i = 0; i < w->n; i++) {
        anywhere += w->weight[i] > 0 ? (1 - w->damping) * w->score[i] : w->score[i];
        w->z[i] = w->weight[i] > 0 ? w->score[i] / w->weight[i] : 0;
    }
    w->alike(w->y, w->z, w->ctx);
    for (size_t i = 0; i < w->n; i++) {
        const double next = anywhere / (double)w->n + w->damping * w->y[i];
        moved += fabs(next - w->score[i]);
        w->score[i] = next;
    }
    return moved;
}

static void start(const struct walk *w)
{
    const double nothing = 1e-12;

    for (size_t i = 0; i < w->n; i++)
        w->z[i] = 1;
    w->alike(w->weight, w->z, w->ctx);
    for (size_t i = 0; i < w->n; i++) {
        w->score[i] = 1 / (double)w->n;
        /* What differences of rounding leave is no resemblance. */
        if (w->weight[i] < nothing)
            w->weight[i] = 0;
    }
}

tm_status tm__walk(double *score, size_t n, tm__alike_fn alike, void *ctx, double damping,
                   const tm_run *run, tm_error *err)
{
    enum { STEPS = 200 };
    const double close = 1e-9;
    double *work = tm__alloc_array(n, 3 * sizeof *work);
    struct walk w = {score, work, NULL, NULL, n, alike, ctx, damping};
    double moved = 1;
    tm_status status = TM_OK;

    if (!work)
        return tm__fail_memory(err, "ranking sentences");
    w.z = work + n;
    w.weight = work + 2 * n;
    if (n)
        start(&w);
    for (unsigned k = 0; status == TM_OK && k < STEPS && moved > close; k++) {
        status = tm__progress(run, "rank", k, STEPS, err);
        if (status == TM_OK && n)
            moved = step(&w);
    }
    tm__free(work);
    return status;
}
