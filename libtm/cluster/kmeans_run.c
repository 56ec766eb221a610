#include "cluster/kmeans_run.h"

#include "base/memory.h"
#include "base/sort.h"
#include "base/status.h"
#include "cluster/kmeans_products.h"

#include <math.h>
#include <string.h>

tm_status tm__kmeans_new(struct tm__kmeans *k, const tm_sparse *m, size_t rows, size_t clusters,
                         bool bounded, const tm_run *run, tm_error *err)
{
    tm_status status;

    *k = (struct tm__kmeans){.rows = rows, .all = m->rows, .clusters = clusters};
    k->label = tm__alloc_array(m->rows, sizeof *k->label);
    k->next = tm__alloc_array(m->rows, sizeof *k->next);
    k->size = tm__alloc_array(clusters, sizeof *k->size);
    k->worst = tm__alloc_array(rows, 2 * sizeof *k->worst);
    if (!k->label || !k->next || !k->size || !k->worst)
        status = tm__fail_memory(err, "running k-means");
    else
        status = tm__kmeans_rows_new(&k->x, m, clusters, run, err);
    if (status == TM_OK)
        status = tm__kmeans_sums_new(&k->sums, &k->x, clusters, run, err);
    if (status == TM_OK && bounded && clusters >= TM__MANY_CLUSTERS) {
        status = tm__kmeans_changes_new(&k->changes, &k->x, clusters, err);
        k->sums.changes = &k->changes;
    }
    if (status == TM_OK)
        status = tm__kmeans_assignment_new(&k->assignment, &k->sums, rows, bounded, run, err);
    if (status != TM_OK)
        tm__kmeans_release(k);
    return status;
}

void tm__kmeans_release(struct tm__kmeans *k)
{
    tm__free(k->label);
    tm__free(k->next);
    tm__free(k->size);
    tm__free(k->worst);
    if (k->sums.x) {
        tm__kmeans_assignment_release(&k->assignment);
        tm__kmeans_sums_release(&k->sums);
    }
    tm__kmeans_changes_release(&k->changes);
    tm__kmeans_rows_release(&k->x);
    *k = (struct tm__kmeans){0};
}

tm_status tm__kmeans_start(struct tm__kmeans *k, const uint32_t *label, const tm_run *run,
                           tm_error *err)
{
    tm__kmeans_sums_clear(&k->sums);
    k->assignment.are_known = false;
    memset(k->next, 0xff, k->all * sizeof *k->next); /* TM__NO_CLUSTER */
    memcpy(k->label, label, k->all * sizeof *k->label);
    return tm__kmeans_sums_move(&k->sums, k->next, k->label, run, err);
}

/* Rows by their cosine, which is not below 0: then its bits have the same order. */
static uint64_t served(float cosine, size_t row)
{
    uint32_t bits;

    memcpy(&bits, &cosine, sizeof bits);
    return (uint64_t)bits << 32 | row;
}

/* How many clusters no row goes to, with the sizes of all. */
static size_t count_empty(struct tm__kmeans *k)
{
    size_t empty = 0;

    memset(k->size, 0, k->clusters * sizeof *k->size);
    for (size_t i = 0; i < k->rows; i++)
        k->size[k->next[i]]++;
    for (size_t j = 0; j < k->clusters; j++)
        empty += k->size[j] == 0;
    return empty;
}

/* Every empty cluster gets the row that is served worst by a cluster it can leave. */
static void fill_empty(struct tm__kmeans *k)
{
    size_t at = 0, row;

    if (!count_empty(k))
        return;
    for (size_t i = 0; i < k->rows; i++)
        k->worst[i] = served(tm__kmeans_cosine(&k->sums, i, k->next[i], k->label), i);
    tm__sort_upper(k->worst, k->worst + k->rows, k->rows, 32);
    for (size_t j = 0; j < k->clusters; j++) {
        if (k->size[j])
            continue;
        /* more rows than clusters, so a row that is not alone comes before the list ends */
        while (k->size[k->next[(uint32_t)k->worst[at]]] < 2)
            at++;
        row = (uint32_t)k->worst[at++];
        k->size[k->next[row]]--;
        k->next[row] = (uint32_t)j;
        tm__kmeans_assignment_forget(&k->assignment, row);
        k->size[j] = 1;
    }
}

tm_status tm__kmeans_step(struct tm__kmeans *k, bool *moved, const uint32_t *subset, size_t count,
                          const tm_run *run, tm_error *err)
{
    uint32_t *const swap = k->label;
    tm_status status;

    memcpy(k->next, k->label, k->all * sizeof *k->next);
    status = tm__kmeans_assign(k->next, &k->assignment, k->label, subset, count, run, err);
    if (status != TM_OK)
        return status;
    if (!subset) {
        memset(k->next + k->rows, 0xff, (k->all - k->rows) * sizeof *k->next);
        fill_empty(k);
    }
    *moved = memcmp(k->label, k->next, k->all * sizeof *k->label) != 0;
    if (*moved)
        status = tm__kmeans_sums_move(&k->sums, k->label, k->next, run, err);
    k->label = k->next;
    k->next = swap;
    return status;
}

double tm__kmeans_objective(const struct tm__kmeans *k)
{
    double sum = 0;

    for (size_t j = 0; j < k->clusters; j++)
        sum += sqrt(k->sums.square[j]);
    return sum;
}
