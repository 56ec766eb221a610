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

tm_status tm__postings_fill(struct tm__postings *p, const struct tm__centroids *c, tm_error *err)
{
    uint64_t entries = 0;

    for (size_t j = 0; j < c->clusters; j++)
        entries += c->end[j] - c->start[j];
    if (!p->start)
        p->start = tm__alloc_array(c->cols + 1, sizeof *p->start);
    if (!p->start)
        return tm__fail_memory(err, "indexing centroids");
    if (!p->capacity || entries > p->capacity) {
        tm__free(p->cluster);
        tm__free(p->value);
        p->capacity = entries;
        p->cluster = tm__alloc_array(entries, sizeof *p->cluster);
        p->value = tm__alloc_array(entries, sizeof *p->value);
        if (!p->cluster || !p->value) {
            tm__postings_release(p);
            return tm__fail_memory(err, "indexing centroids");
        }
    }
    p->clusters = c->clusters;
    p->cols = c->cols;
    memset(p->start, 0, (p->cols + 1) * sizeof *p->start);
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++)
            p->start[c->column[e] + 1]++;
    for (size_t t = 0; t < p->cols; t++)
        p->start[t + 1] += p->start[t];
    for (size_t j = 0; j < c->clusters; j++)
        for (uint64_t e = c->start[j]; e < c->end[j]; e++) {
            const uint64_t place = p->start[c->column[e]]++;
            p->cluster[place] = (uint32_t)j;
            p->value[place] = c->value[e];
        }
    memmove(p->start + 1, p->start, p->cols * sizeof *p->start);
    p->start[0] = 0;
    return TM_OK;
}

void tm__postings_release(struct tm__postings *p)
{
    tm__free(p->start);
    tm__free(p->cluster);
    tm__free(p->value);
    memset(p, 0, sizeof *p);
}

struct tm__touched *tm__touched_new(size_t clusters, unsigned workers)
{
    struct tm__touched *t = tm__calloc(workers, sizeof *t);
    bool ok = t != NULL;

    for (unsigned w = 0; ok && w < workers; w++) {
        t[w].product = tm__calloc(clusters, sizeof *t[w].product);
        t[w].cluster = tm__alloc_array(clusters + 1, sizeof *t[w].cluster);
        ok = t[w].product && t[w].cluster;
    }
    if (!ok) {
        tm__touched_free(t, workers);
        t = NULL;
    }
    return t;
}

void tm__touched_free(struct tm__touched *t, unsigned workers)
{
    for (unsigned w = 0; t && w < workers; w++) {
        tm__free(t[w].product);
        tm__free(t[w].cluster);
    }
    tm__free(t);
}

void tm__postings_row(struct tm__touched *t, const struct tm__postings *p, const tm_sparse *m,
                      size_t row)
{
    double *const product = t->product;
    uint32_t *const touched = t->cluster;
    size_t count = t->count; /* other workers' counts lie in the same line of the cache */

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        const double x = m->value[e];
        const uint32_t column = m->column[e];
        for (uint64_t q = p->start[column]; q < p->start[column + 1]; q++) {
            const uint32_t j = p->cluster[q];
            const double more = x * p->value[q];
            touched[count] = j; /* overwritten by the next if it is known already */
            count += (product[j] == 0) & (more != 0);
            product[j] += more;
        }
    }
    t->count = count;
}

void tm__touched_clear(struct tm__touched *t)
{
    for (size_t i = 0; i < t->count; i++)
        t->product[t->cluster[i]] = 0;
    t->count = 0;
}
