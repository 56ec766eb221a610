#include "cluster/centroids.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

tm_status tm__centroids_new(struct tm__centroids *c, const tm_sparse *m, size_t clusters,
                            const tm_run *run, tm_error *err)
{
    const uint64_t entries = m->row_start[m->rows];

    memset(c, 0, sizeof *c);
    c->clusters = clusters;
    c->rows = m->rows;
    c->cols = m->cols;
    c->workers = tm__threads(run);
    c->start = tm__calloc(clusters + 1, sizeof *c->start);
    c->end = tm__calloc(clusters, sizeof *c->end);
    c->column = tm__alloc_array(entries, sizeof *c->column);
    c->value = tm__alloc_array(entries, sizeof *c->value);
    c->norm = tm__calloc(clusters, sizeof *c->norm);
    c->first = tm__alloc_array(clusters + 1, sizeof *c->first);
    c->member = tm__alloc_array(m->rows, sizeof *c->member);
    c->sum = tm__calloc(m->cols, c->workers * sizeof *c->sum);
    if (!c->start || !c->end || !c->column || !c->value || !c->norm || !c->first || !c->member ||
        !c->sum) {
        tm__centroids_release(c);
        return tm__fail_memory(err, "making centroids");
    }
    return TM_OK;
}

void tm__centroids_release(struct tm__centroids *c)
{
    tm__free(c->start);
    tm__free(c->end);
    tm__free(c->column);
    tm__free(c->value);
    tm__free(c->norm);
    tm__free(c->first);
    tm__free(c->member);
    tm__free(c->sum);
    memset(c, 0, sizeof *c);
}

/* Rows grouped by cluster, and room for each cluster's entries: at most those of its rows. */
static void group(struct tm__centroids *c, const tm_sparse *m, const uint32_t *label)
{
    memset(c->first, 0, (c->clusters + 1) * sizeof *c->first);
    memset(c->start, 0, (c->clusters + 1) * sizeof *c->start);
    for (size_t i = 0; i < m->rows; i++)
        if (label[i] != TM__NO_CLUSTER) {
            c->first[label[i] + 1]++;
            c->start[label[i] + 1] += m->row_start[i + 1] - m->row_start[i];
        }
    for (size_t j = 0; j < c->clusters; j++) {
        c->first[j + 1] += c->first[j];
        c->start[j + 1] += c->start[j];
    }
    for (size_t i = 0; i < m->rows; i++)
        if (label[i] != TM__NO_CLUSTER)
            c->member[c->first[label[i]]++] = (uint32_t)i;
    memmove(c->first + 1, c->first, c->clusters * sizeof *c->first);
    c->first[0] = 0;
}

static void add_up(struct tm__centroids *c, const tm_sparse *m, size_t j, double *sum)
{
    uint64_t end = c->start[j];
    double square = 0;

    for (uint64_t r = c->first[j]; r < c->first[j + 1]; r++) {
        const uint32_t row = c->member[r];
        for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
            const uint32_t t = m->column[e];
            if (m->value[e] == 0) /* a stored zero would be listed twice */
                continue;
            if (sum[t] == 0)
                c->column[end++] = t;
            sum[t] += m->value[e];
        }
    }
    for (uint64_t e = c->start[j]; e < end; e++)
        square += sum[c->column[e]] * sum[c->column[e]];
    c->norm[j] = sqrt(square);
    for (uint64_t e = c->start[j]; e < end; e++) {
        c->value[e] = sum[c->column[e]] / c->norm[j];
        sum[c->column[e]] = 0;
    }
    c->end[j] = end;
}

struct update {
    struct tm__centroids *c;
    const tm_sparse *m;
    size_t blocks;
};

static tm_status update_block(void *ctx, size_t block, unsigned worker)
{
    const struct update *u = ctx;
    const size_t from = u->c->clusters * block / u->blocks;
    const size_t to = u->c->clusters * (block + 1) / u->blocks;

    for (size_t j = from; j < to; j++)
        add_up(u->c, u->m, j, u->c->sum + worker * u->c->cols);
    return TM_OK;
}

tm_status tm__centroids_update(struct tm__centroids *c, const tm_sparse *m, const uint32_t *label,
                               const tm_run *run, tm_error *err)
{
    struct update u = {c, m, c->clusters < 256 ? c->clusters : 256};

    group(c, m, label);
    return tm__parallel_for(u.blocks, update_block, &u, "centroids", run, err);
}
