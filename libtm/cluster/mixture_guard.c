#include "cluster/mixture_guard.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/member_list.h"

#include <string.h>

enum { CLUSTERS_PER_BLOCK = 4 };    /* the large ones stand together and are most of the work */
static const double least_rows = 5; /* of a cluster that rows may move to */
/* Of a row with these; `for_fewest` more with the fewest rows, as few may be alike by chance. */
static const double least_similarity = 0.10, for_fewest = 0.05;

/* The sum of a cluster as it was at the start, or 0. */
struct sum {
    double *term, *dense; /* [cols], [width] */
};

struct guard {
    const struct tm__blend *rows;
    const uint32_t *copies, *old;
    uint32_t *label;
    size_t clusters;
    uint32_t *from_member, *to_member; /* [rows] members before and after */
    size_t *from_first, *to_first;     /* [clusters + 1] */
    struct sum *sum;                   /* [workers] */
};

/* Add a cluster's original members to the sum, or take them off again. */
static double add_members(const struct guard *g, struct sum *to, size_t k)
{
    const tm_sparse *m = g->rows->terms;
    double weight = 0;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++) {
        const size_t i = g->from_member[p];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            to->term[m->column[e]] += (double)m->value[e] * g->copies[i];
        for (size_t j = 0; j < g->rows->width; j++)
            to->dense[j] += (double)g->rows->dense[i * g->rows->width + j] * g->copies[i];
        weight += g->copies[i];
    }
    return weight;
}

static void clear_sum(const struct guard *g, struct sum *sum, size_t k)
{
    const tm_sparse *m = g->rows->terms;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++)
        for (uint64_t e = m->row_start[g->from_member[p]]; e < m->row_start[g->from_member[p] + 1];
             e++)
            sum->term[m->column[e]] = 0;
    memset(sum->dense, 0, g->rows->width * sizeof *sum->dense);
}

/* The mean similarity that a cluster asks for. */
static double asked_by(double weight)
{
    return least_similarity + for_fewest * least_rows / weight;
}

static double product_with(const struct sum *of, const struct guard *g, size_t i)
{
    const tm_sparse *m = g->rows->terms;
    double sum = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        sum += m->value[e] * of->term[m->column[e]];
    for (size_t j = 0; j < g->rows->width; j++)
        sum += g->rows->dense[i * g->rows->width + j] * of->dense[j];
    return sum;
}

/* Put rows of cluster k back that moved to it although it was small, or to strangers. */
static void put_back(const struct guard *g, struct sum *sum, size_t k)
{
    bool moved = false;
    double weight;

    for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++)
        moved = moved || g->old[g->to_member[p]] != k;
    if (!moved)
        return;
    weight = add_members(g, sum, k);
    for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++) {
        const uint32_t i = g->to_member[p];
        if (g->old[i] != k &&
            (weight < least_rows || product_with(sum, g, i) < asked_by(weight) * weight))
            g->label[i] = g->old[i];
    }
    clear_sum(g, sum, k);
}

static tm_status guard_block(void *ctx, size_t block, unsigned worker)
{
    const struct guard *g = ctx;
    const size_t end = (block + 1) * CLUSTERS_PER_BLOCK;

    for (size_t k = block * CLUSTERS_PER_BLOCK; k < end && k < g->clusters; k++)
        put_back(g, &g->sum[worker], k);
    return TM_OK;
}

static bool make(struct guard *g, size_t workers)
{
    const size_t n = g->rows->terms->rows;

    g->from_member = tm__alloc_array(n, sizeof *g->from_member);
    g->to_member = tm__alloc_array(n, sizeof *g->to_member);
    g->from_first = tm__alloc_array(g->clusters + 1, sizeof *g->from_first);
    g->to_first = tm__alloc_array(g->clusters + 1, sizeof *g->to_first);
    g->sum = tm__calloc(workers, sizeof *g->sum);
    if (!g->from_member || !g->to_member || !g->from_first || !g->to_first || !g->sum)
        return false;
    for (size_t w = 0; w < workers; w++) {
        g->sum[w].term = tm__calloc(g->rows->terms->cols, sizeof *g->sum[w].term);
        g->sum[w].dense = tm__calloc(g->rows->width, sizeof *g->sum[w].dense);
        if (!g->sum[w].term || !g->sum[w].dense)
            return false;
    }
    tm__list_members(g->from_member, g->from_first, g->old, n, g->clusters);
    tm__list_members(g->to_member, g->to_first, g->label, n, g->clusters);
    return true;
}

static void release(struct guard *g, size_t workers)
{
    for (size_t w = 0; g->sum && w < workers; w++) {
        tm__free(g->sum[w].term);
        tm__free(g->sum[w].dense);
    }
    tm__free(g->sum);
    tm__free(g->from_member);
    tm__free(g->to_member);
    tm__free(g->from_first);
    tm__free(g->to_first);
}

tm_status tm__mixture_guard(uint32_t *label, const uint32_t *old, size_t clusters,
                            const struct tm__blend *rows, const uint32_t *copies, const tm_run *run,
                            tm_error *err)
{
    const size_t blocks = (clusters + CLUSTERS_PER_BLOCK - 1) / CLUSTERS_PER_BLOCK;
    const size_t workers = tm__threads(run) < blocks ? tm__threads(run) : blocks;
    struct guard g = {
        .rows = rows, .copies = copies, .old = old, .label = label, .clusters = clusters};
    const tm_status status = make(&g, workers)
                                 ? tm__parallel_for(blocks, guard_block, &g, "refine", run, err)
                                 : tm__fail_memory(err, "refining clusters");

    release(&g, workers);
    return status;
}
