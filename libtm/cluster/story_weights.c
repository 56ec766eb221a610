#include "cluster/story_weights.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/member_list.h"

#include <math.h>

/* A term is taken for one of the mean in so many rows more than it is in. */
static const double unseen_rows = 5;
/* What a term has that is in no story twice; one of all its rows in one has 1 more. */
static const double least_weight = 0.3;

struct terms {
    const tm_sparse *m;
    uint32_t *member; /* [rows] cluster after cluster */
    size_t *first;    /* [clusters + 1] */
    uint32_t *rows;   /* [cols] that have a term */
    uint32_t *here;   /* [cols] of the cluster that is looked at; 0 elsewhere */
    double *share;    /* [cols] pairs of rows in one cluster; then, of a row's others, the share
                         that is in its cluster */
    double mean;      /* of that, over the entries of terms of two rows or more */
};

/* The pairs of rows of cluster k that share a term, each counted both ways. */
static void count_pairs(struct terms *t, size_t k)
{
    const tm_sparse *m = t->m;

    for (size_t p = t->first[k]; p < t->first[k + 1]; p++)
        for (uint64_t e = m->row_start[t->member[p]]; e < m->row_start[t->member[p] + 1]; e++)
            t->share[m->column[e]] += 2.0 * t->here[m->column[e]]++;
    for (size_t p = t->first[k]; p < t->first[k + 1]; p++)
        for (uint64_t e = m->row_start[t->member[p]]; e < m->row_start[t->member[p] + 1]; e++) {
            t->rows[m->column[e]] += t->here[m->column[e]];
            t->here[m->column[e]] = 0;
        }
}

/* Pairs become shares, those of few rows nearly the mean. */
static void take_shares(struct terms *t)
{
    double sum = 0, entries = 0;

    for (size_t w = 0; w < t->m->cols; w++)
        if (t->rows[w] > 1) {
            t->share[w] /= t->rows[w] - 1.0;
            sum += t->share[w];
            entries += t->rows[w];
        }
    t->mean = entries > 0 ? sum / entries : 0;
    for (size_t w = 0; w < t->m->cols; w++)
        t->share[w] = t->rows[w] > 1
                          ? (t->share[w] + unseen_rows * t->mean) / (t->rows[w] + unseen_rows)
                          : t->mean;
}

static void weigh_row(tm_sparse *m, size_t i, const struct terms *t)
{
    double square = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        m->value[e] *= (float)((least_weight + t->share[m->column[e]]) / (least_weight + t->mean));
        square += (double)m->value[e] * m->value[e];
    }
    for (uint64_t e = m->row_start[i]; square > 0 && e < m->row_start[i + 1]; e++)
        m->value[e] = (float)(m->value[e] / sqrt(square));
}

static bool make(struct terms *t, size_t clusters)
{
    t->member = tm__alloc_array(t->m->rows, sizeof *t->member);
    t->first = tm__alloc_array(clusters + 1, sizeof *t->first);
    t->rows = tm__calloc(t->m->cols, sizeof *t->rows);
    t->here = tm__calloc(t->m->cols, sizeof *t->here);
    t->share = tm__calloc(t->m->cols, sizeof *t->share);
    return t->member && t->first && t->rows && t->here && t->share;
}

tm_status tm__story_weigh(tm_sparse *m, const uint32_t *label, size_t clusters, tm_error *err)
{
    struct terms t = {.m = m};
    const bool ok = make(&t, clusters);

    if (ok) {
        tm__list_members(t.member, t.first, label, m->rows, clusters);
        for (size_t k = 0; k < clusters; k++)
            count_pairs(&t, k);
        take_shares(&t);
        for (size_t i = 0; i < m->rows; i++)
            weigh_row(m, i, &t);
    }
    tm__free(t.member);
    tm__free(t.first);
    tm__free(t.rows);
    tm__free(t.here);
    tm__free(t.share);
    return ok ? TM_OK : tm__fail_memory(err, "weighing the terms of stories");
}
