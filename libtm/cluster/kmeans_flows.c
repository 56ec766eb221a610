/*
 * What a cluster gains in its dense columns is added up in an array of its own, which stays in the
 * cache, and then added to the sums.
 */
#include "cluster/kmeans_flows.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "cluster/kmeans_sums.h"

#include <string.h>

static bool flow_new(struct tm__kmeans_flow *flow, size_t columns)
{
    flow->by = tm__calloc(columns, sizeof *flow->by);
    flow->is_touched = tm__calloc(columns, sizeof *flow->is_touched);
    flow->touched = tm__alloc_array(columns + 1, sizeof *flow->touched);
    return flow->by && flow->is_touched && flow->touched;
}

struct tm__kmeans_flows *tm__kmeans_flows_new(const struct tm__kmeans_rows *x, size_t clusters,
                                              unsigned workers)
{
    struct tm__kmeans_flows *flows = tm__calloc(1, sizeof *flows);
    bool ok;

    if (!flows)
        return NULL;
    flows->workers = workers;
    flows->start = tm__alloc_array(clusters + 2, sizeof *flows->start);
    flows->side = tm__alloc_array(x->rows, 2 * sizeof *flows->side);
    flows->flow = tm__calloc(workers, sizeof *flows->flow);
    ok = flows->start && flows->side && flows->flow;
    for (unsigned w = 0; ok && w < workers; w++)
        ok = flow_new(&flows->flow[w], x->dense);
    if (ok)
        return flows;
    tm__kmeans_flows_free(flows);
    return NULL;
}

void tm__kmeans_flows_free(struct tm__kmeans_flows *flows)
{
    if (!flows)
        return;
    for (unsigned w = 0; flows->flow && w < flows->workers; w++) {
        tm__free(flows->flow[w].by);
        tm__free(flows->flow[w].is_touched);
        tm__free(flows->flow[w].touched);
    }
    tm__free(flows->start);
    tm__free(flows->side);
    tm__free(flows->flow);
    tm__free(flows);
}

/* The sides of all rows whose label differs. */
static void find_sides(struct tm__kmeans_flows *flows, const struct tm__kmeans_rows *x,
                       size_t clusters, const uint32_t *before, const uint32_t *after)
{
    uint64_t *const place = flows->start + 1; /* becomes start as it is used up */

    memset(flows->start, 0, (clusters + 2) * sizeof *flows->start);
    flows->entries = 0;
    for (size_t i = 0; i < x->rows; i++) {
        if (before[i] == after[i])
            continue;
        flows->entries += x->start[i + 1] - x->start[i];
        if (before[i] != TM__NO_CLUSTER)
            flows->start[before[i] + 2]++;
        if (after[i] != TM__NO_CLUSTER)
            flows->start[after[i] + 2]++;
    }
    for (size_t j = 0; j < clusters; j++)
        place[j + 1] += place[j];
    for (size_t i = 0; i < x->rows; i++) {
        if (before[i] == after[i])
            continue;
        if (before[i] != TM__NO_CLUSTER)
            flows->side[place[before[i]]++] = (uint32_t)(2 * i + 1);
        if (after[i] != TM__NO_CLUSTER)
            flows->side[place[after[i]]++] = (uint32_t)(2 * i);
    }
}

/* One move of rows. */
struct step {
    struct tm__kmeans_sums *s;
    const uint32_t *before, *after;
};

/* What a cluster gains in dense columns, in flow->by. */
static void add_sides(struct tm__kmeans_flow *flow, const struct tm__kmeans_flows *flows,
                      const struct tm__kmeans_rows *x, size_t cluster)
{
    double *const by = flow->by;
    bool *const is_touched = flow->is_touched;
    uint32_t *const touched = flow->touched;
    size_t count = 0;

    for (uint64_t n = flows->start[cluster]; n < flows->start[cluster + 1]; n++) {
        const size_t row = flows->side[n] / 2;
        const float sign = flows->side[n] % 2 ? -1 : 1;

        for (uint64_t e = x->start[row]; e < x->rare[row]; e++) {
            const uint32_t column = x->column[e];

            touched[count] = column; /* overwritten by the next if it is known already */
            count += !is_touched[column];
            is_touched[column] = true;
            by[column] += (double)(sign * x->value[e]);
        }
    }
    flow->count = count;
}

/* Edges: the product of the sum before and a row is that with its rows, so is that of two changes.
 */
static void add_edges(const struct step *step, size_t cluster)
{
    const struct tm__kmeans_flows *flows = step->s->flows;
    const struct tm__kmeans_rows *x = step->s->x;
    double along = 0, apart = 0;

    for (uint64_t n = flows->start[cluster]; n < flows->start[cluster + 1]; n++) {
        const size_t row = flows->side[n] / 2;
        const int sign = flows->side[n] % 2 ? -1 : 1;

        for (uint64_t e = x->first[row]; e < x->first[row + 1]; e++) {
            const uint32_t other = x->edge[e].row;
            const int was = step->before[other] == cluster, is = step->after[other] == cluster;

            along += sign * was * x->edge[e].product;
            apart += sign * (is - was) * x->edge[e].product;
        }
    }
    step->s->along[cluster] += along;
    step->s->apart[cluster] += apart;
}

static void change_cells(struct tm__kmeans_sums *s, struct tm__kmeans_flow *flow, size_t cluster)
{
    size_t width;
    float *const strip = tm__kmeans_strip(s, cluster / TM__STRIP, &width) + cluster % TM__STRIP;
    double *const cells = s->cell + cluster;
    double along = 0, apart = 0;

    for (size_t n = 0; n < flow->count; n++) {
        const uint32_t column = flow->touched[n];
        double *const cell = cells + column * s->clusters;
        const double by = flow->by[column];

        along += *cell * by;
        apart += by * by;
        *cell += by;
        strip[column * width] = (float)*cell;
        flow->by[column] = 0;
        flow->is_touched[column] = false;
    }
    s->along[cluster] += along;
    s->apart[cluster] += apart;
}

static tm_status move_cluster(void *ctx, size_t cluster, unsigned worker)
{
    const struct step *step = ctx;
    struct tm__kmeans_sums *const s = step->s;
    struct tm__kmeans_flow *const flow = &s->flows->flow[worker];

    add_sides(flow, s->flows, s->x, cluster);
    change_cells(s, flow, cluster);
    add_edges(step, cluster);
    return TM_OK;
}

/* With fewer entries to move, waking threads takes longer than moving. */
static const uint64_t worth_threads = 20000;

tm_status tm__kmeans_flows_move(struct tm__kmeans_sums *s, const uint32_t *before,
                                const uint32_t *after, const tm_run *run, tm_error *err)
{
    struct step step = {s, before, after};
    tm_run how = run ? *run : (tm_run)TM_RUN_INIT;

    find_sides(s->flows, s->x, s->clusters, before, after);
    memset(s->along, 0, TM__MOVE_BLOCKS * s->clusters * sizeof *s->along);
    memset(s->apart, 0, TM__MOVE_BLOCKS * s->clusters * sizeof *s->apart);
    if (s->flows->entries < worth_threads)
        how.threads = 1;
    return tm__parallel_for(s->clusters, move_cluster, &step, "centroids", &how, err);
}
