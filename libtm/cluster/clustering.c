#include "cluster/clustering.h"

#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "cluster/scores.h"
#include "linalg/dot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void tm_clustering_free(tm_clustering *clustering)
{
    if (!clustering)
        return;
    tm__free(clustering->cluster);
    tm__free(clustering->score);
    tm__free(clustering->margin);
    tm__free(clustering->size);
    tm__free(clustering->medoid);
    tm__free(clustering);
}

tm_status tm__options_copy(void *defaults, size_t size, const void *options, tm_error *err)
{
    size_t given;

    if (!options)
        return TM_OK;
    memcpy(&given, options, sizeof given);
    if (given < sizeof given || given > size)
        return tm__fail(err, TM_EINVAL, "options of %zu bytes; this version knows %zu", given,
                        size);
    memcpy(defaults, options, given);
    return TM_OK;
}

tm_status tm__rows_check(const tm_sparse *m, tm_error *err)
{
    const tm_status status = tm_sparse_check(m, err);

    if (status != TM_OK)
        return status;
    if (m->rows >= UINT32_MAX)
        return tm__fail(err, TM_EOVERFLOW, "%zu rows are more than can be numbered", m->rows);
    for (size_t i = 0; i < m->rows; i++) {
        const double norm = tm__sparse_norm(m, i);
        if (norm != 0 && !(fabs(norm - 1) <= 1e-3))
            return tm__fail(err, TM_EINVAL, "row %zu has length %g, not 1", i, norm);
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (m->value[e] < 0)
                return tm__fail(err, TM_EINVAL, "row %zu: the value at column %u is below 0", i,
                                m->column[e]);
    }
    return TM_OK;
}

/* A given label and where it occurs. */
struct group {
    uint32_t label, first, size;
};

static int by_size(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    if (x->size != y->size)
        return x->size > y->size ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

/*
 * The groups of equal labels in canonical order, in the front of g[rows]; cluster[i] becomes the
 * first row of i's group. order[2 * rows] is scratch.
 */
static size_t find_groups(uint32_t *cluster, struct group *g, uint64_t *order,
                          const uint32_t *label, size_t rows)
{
    size_t groups = 0;

    for (size_t i = 0; i < rows; i++)
        order[i] = (uint64_t)label[i] << 32 | i;
    tm__sort_upper(order, order + rows, rows, 32);
    for (size_t i = 0; i < rows; i++) {
        const uint32_t row = (uint32_t)order[i];

        if (!groups || g[groups - 1].label != label[row])
            g[groups++] = (struct group){label[row], row, 0};
        g[groups - 1].size++;
        cluster[row] = g[groups - 1].first;
    }
    if (groups)
        qsort(g, groups, sizeof *g, by_size);
    return groups;
}

/* Medoids and objective, from scores. */
static void summarise(tm_clustering *c)
{
    double sum = 0;

    memset(c->medoid, 0xff, c->clusters * sizeof *c->medoid);
    for (size_t i = 0; i < c->rows; i++) {
        uint32_t *medoid = &c->medoid[c->cluster[i]];
        if (*medoid == UINT32_MAX || c->score[i] > c->score[*medoid])
            *medoid = (uint32_t)i;
        sum += c->score[i];
    }
    c->objective = c->rows ? sum / (double)c->rows : 0;
}

/* Everything but scores. */
static tm_status partition(tm_clustering *c, const uint32_t *label, tm_error *err)
{
    struct group *group = tm__alloc_array(c->rows, sizeof *group);
    uint64_t *order = tm__alloc_array(c->rows, 2 * sizeof *order);
    uint32_t *number_of = tm__alloc_array(c->rows, sizeof *number_of);
    tm_status status = TM_OK;

    if (group && order && number_of) {
        c->clusters = find_groups(c->cluster, group, order, label, c->rows);
        c->size = tm__alloc_array(c->clusters, sizeof *c->size);
        c->medoid = tm__alloc_array(c->clusters, sizeof *c->medoid);
    }
    if (!c->size || !c->medoid) {
        status = tm__fail_memory(err, "numbering clusters");
    } else {
        for (size_t j = 0; j < c->clusters; j++) {
            number_of[group[j].first] = (uint32_t)j;
            c->size[j] = group[j].size;
        }
        for (size_t i = 0; i < c->rows; i++)
            c->cluster[i] = number_of[c->cluster[i]];
    }
    tm__free(group);
    tm__free(order);
    tm__free(number_of);
    return status;
}

/* A partition without scores. It takes over score and margin, also if it fails. */
static tm_status begin(tm_clustering **out, size_t rows, const uint32_t *label, float *score,
                       float *margin, tm_error *err)
{
    tm_clustering *c = tm__calloc(1, sizeof *c);
    tm_status status;

    *out = NULL;
    if (!c || !score || !margin) {
        tm__free(c);
        tm__free(score);
        tm__free(margin);
        return tm__fail_memory(err, "making a clustering");
    }
    *c = (tm_clustering){.rows = rows, .score = score, .margin = margin};
    c->cluster = tm__alloc_array(rows, sizeof *c->cluster);
    status = c->cluster ? partition(c, label, err) : tm__fail_memory(err, "making a clustering");
    if (status == TM_OK)
        *out = c;
    else
        tm_clustering_free(c);
    return status;
}

tm_status tm__clustering_scored(tm_clustering **out, size_t rows, const uint32_t *label,
                                float *score, float *margin, tm_error *err)
{
    const tm_status status = begin(out, rows, label, score, margin, err);

    if (status == TM_OK)
        summarise(*out);
    return status;
}

tm_status tm__clustering_score(tm_clustering **out, const tm_sparse *m, const uint32_t *label,
                               const tm_run *run, tm_error *err)
{
    float *score = tm__alloc_array(m->rows, sizeof *score);
    float *margin = tm__alloc_array(m->rows, sizeof *margin);
    tm_status status = begin(out, m->rows, label, score, margin, err);

    if (status == TM_OK)
        status = tm__scores_find(*out, m, run, err);
    if (status == TM_OK) {
        summarise(*out);
    } else {
        tm_clustering_free(*out);
        *out = NULL;
    }
    return status;
}

tm_status tm_clustering_from_labels(tm_clustering **out, const tm_sparse *m, const uint32_t *label,
                                    const tm_run *run, tm_error *err)
{
    tm_status status;

    *out = NULL;
    status = tm__rows_check(m, err);
    if (status == TM_OK && !label && m->rows)
        status = tm__fail(err, TM_EINVAL, "no labels for %zu rows", m->rows);
    if (status != TM_OK)
        return status;
    return tm__clustering_score(out, m, label, run, err);
}
