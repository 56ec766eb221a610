#include "cluster/mixture_guard.h"

#include "base/memory.h"
#include "base/status.h"

#include <string.h>

static const double least_rows = 5; /* of a cluster that rows may move to */
static const double least_similarity = 0.10;

/* The rows of every cluster: member[first[k] .. first[k + 1]). */
static void list_members(uint32_t *member, size_t *first, const uint32_t *label, size_t rows,
                         size_t clusters)
{
    memset(first, 0, (clusters + 1) * sizeof *first);
    for (size_t i = 0; i < rows; i++)
        first[label[i]]++;
    for (size_t k = 0, at = 0; k <= clusters; k++) {
        at += k < clusters ? first[k] : 0;
        first[k] = at; /* the end of k; counted down below */
    }
    for (size_t i = rows; i-- > 0;)
        member[--first[label[i]]] = (uint32_t)i;
}

/* Scratch of the guard: the sum of a cluster as it was at the start. */
struct guard {
    const struct tm__blend *rows;
    const uint32_t *copies;
    uint32_t *from_member, *to_member; /* [rows] members before and after */
    size_t *from_first, *to_first;     /* [clusters + 1] */
    double *term, *dense;              /* [cols], [width] */
};

/* Add a cluster's original members to the sum, or take them off again. */
static double add_members(struct guard *g, size_t k)
{
    const tm_sparse *m = g->rows->terms;
    double weight = 0;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++) {
        const size_t i = g->from_member[p];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            g->term[m->column[e]] += (double)m->value[e] * g->copies[i];
        for (size_t j = 0; j < g->rows->width; j++)
            g->dense[j] += (double)g->rows->dense[i * g->rows->width + j] * g->copies[i];
        weight += g->copies[i];
    }
    return weight;
}

static void clear_sum(struct guard *g, size_t k)
{
    const tm_sparse *m = g->rows->terms;

    for (size_t p = g->from_first[k]; p < g->from_first[k + 1]; p++)
        for (uint64_t e = m->row_start[g->from_member[p]]; e < m->row_start[g->from_member[p] + 1];
             e++)
            g->term[m->column[e]] = 0;
    memset(g->dense, 0, g->rows->width * sizeof *g->dense);
}

static double product_with_sum(const struct guard *g, size_t i)
{
    const tm_sparse *m = g->rows->terms;
    double sum = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        sum += m->value[e] * g->term[m->column[e]];
    for (size_t j = 0; j < g->rows->width; j++)
        sum += g->rows->dense[i * g->rows->width + j] * g->dense[j];
    return sum;
}

/* Put rows back that moved to a cluster which was small, or to strangers. */
static void put_back(uint32_t *label, const uint32_t *old, struct guard *g, size_t clusters)
{
    for (size_t k = 0; k < clusters; k++) {
        bool moved = false;
        double weight;
        for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++)
            moved = moved || old[g->to_member[p]] != k;
        if (!moved)
            continue;
        weight = add_members(g, k);
        for (size_t p = g->to_first[k]; p < g->to_first[k + 1]; p++) {
            const uint32_t i = g->to_member[p];
            if (old[i] != k &&
                (weight < least_rows || product_with_sum(g, i) < least_similarity * weight))
                label[i] = old[i];
        }
        clear_sum(g, k);
    }
}

tm_status tm__mixture_guard(uint32_t *label, const uint32_t *old, size_t clusters,
                            const struct tm__blend *rows, const uint32_t *copies, tm_error *err)
{
    const size_t n = rows->terms->rows;
    struct guard g = {.rows = rows, .copies = copies};
    tm_status status = TM_OK;

    g.from_member = tm__alloc_array(n, sizeof *g.from_member);
    g.to_member = tm__alloc_array(n, sizeof *g.to_member);
    g.from_first = tm__alloc_array(clusters + 1, sizeof *g.from_first);
    g.to_first = tm__alloc_array(clusters + 1, sizeof *g.to_first);
    g.term = tm__calloc(rows->terms->cols, sizeof *g.term);
    g.dense = tm__calloc(rows->width, sizeof *g.dense);
    if (g.from_member && g.to_member && g.from_first && g.to_first && g.term && g.dense) {
        list_members(g.from_member, g.from_first, old, n, clusters);
        list_members(g.to_member, g.to_first, label, n, clusters);
        put_back(label, old, &g, clusters);
    } else {
        status = tm__fail_memory(err, "refining clusters");
    }
    tm__free(g.from_member);
    tm__free(g.to_member);
    tm__free(g.from_first);
    tm__free(g.to_first);
    tm__free(g.term);
    tm__free(g.dense);
    return status;
}
