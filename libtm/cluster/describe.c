#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/member_list.h"

#include <tm/cluster.h>

#include <stdlib.h>

struct describing {
    const tm_sparse *m;
    const tm_clustering *c;
    uint32_t *member; /* [rows] cluster by cluster */
    size_t *first;    /* [clusters + 1] of member */
    double *all;      /* [cols] the sum of all rows */
    double all_square;
    double *sum;              /* [cols] of one cluster's rows, 0 between clusters */
    uint32_t *column;         /* [cols] where sum was touched */
    tm_cluster_term *scratch; /* [cols] */
    tm_cluster_terms *out;
};

/* The largest share first (ties: the lower term). */
static int by_share(const void *a, const void *b)
{
    const tm_cluster_term *x = a, *y = b;

    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* The best `most` of n terms, their shares of `whole`; what is left of the room says so. */
static void keep_best(tm_cluster_term *out, size_t most, tm_cluster_term *term, size_t n,
                      double whole)
{
    if (n)
        qsort(term, n, sizeof *term, by_share);
    for (size_t i = 0; i < most; i++) {
        out[i] = (tm_cluster_term){UINT32_MAX, 0};
        if (i < n && term[i].share > 0)
            out[i] = (tm_cluster_term){term[i].term, term[i].share / whole};
    }
}

/* The sum of a cluster's rows; how many columns it has. */
static size_t add_rows(struct describing *d, size_t k)
{
    size_t touched = 0;

    for (size_t p = d->first[k]; p < d->first[k + 1]; p++) {
        const uint32_t i = d->member[p];
        for (uint64_t e = d->m->row_start[i]; e < d->m->row_start[i + 1]; e++) {
            if (d->sum[d->m->column[e]] == 0 && d->m->value[e] > 0)
                d->column[touched++] = d->m->column[e];
            d->sum[d->m->column[e]] += d->m->value[e];
        }
    }
    return touched;
}

/* What of the square length of the mean a term has. */
static void describe(struct describing *d, size_t k, size_t touched)
{
    double whole = 0;

    for (size_t x = 0; x < touched; x++) {
        const double sum = d->sum[d->column[x]];
        d->scratch[x] = (tm_cluster_term){d->column[x], sum * sum};
        whole += sum * sum;
    }
    keep_best(d->out->describing + k * d->out->most, d->out->most, d->scratch, touched, whole);
}

/* What of the square distance between the mean and the mean of all other rows a term has. */
static void discriminate(struct describing *d, size_t k, size_t touched)
{
    const double inside = d->c->size[k], outside = (double)d->m->rows - inside;
    double square = 0, product = 0, whole;

    for (size_t x = 0; x < touched; x++) {
        const double sum = d->sum[d->column[x]], rest = d->all[d->column[x]] - sum;
        const double more = sum / inside - (outside > 0 ? rest / outside : 0);
        d->scratch[x] = (tm_cluster_term){d->column[x], more > 0 ? more * more : 0};
        square += sum * sum;
        product += sum * d->all[d->column[x]];
    }
    whole = square / (inside * inside);
    if (outside > 0)
        whole += (d->all_square - 2 * product + square) / (outside * outside) -
                 2 * (product - square) / (inside * outside);
    keep_best(d->out->discriminating + k * d->out->most, d->out->most, d->scratch, touched, whole);
}

/* What a term adds to the cosines of a row with the others of its cluster. */
static void share(struct describing *d, uint32_t i)
{
    const tm_sparse *m = d->m;
    double whole = 0;
    size_t n = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const double x = m->value[e], others = d->sum[m->column[e]] - x;
        /* rounding: a row's own weight is not left over in the sum */
        if (x > 0 && others > 1e-9) {
            d->scratch[n++] = (tm_cluster_term){m->column[e], x * others};
            whole += x * others;
        }
    }
    keep_best(d->out->shared + i * d->out->most, d->out->most, d->scratch, n, whole);
}

static void add_all(struct describing *d)
{
    for (uint64_t e = 0; e < d->m->row_start[d->m->rows]; e++)
        d->all[d->m->column[e]] += d->m->value[e];
    for (size_t t = 0; t < d->m->cols; t++)
        d->all_square += d->all[t] * d->all[t];
}

static tm_status run_clusters(struct describing *d, const tm_run *run, tm_error *err)
{
    tm_status status = TM_OK;

    tm__list_members(d->member, d->first, d->c->cluster, d->c->rows, d->c->clusters);
    add_all(d);
    for (size_t k = 0; status == TM_OK && k < d->c->clusters; k++) {
        const size_t touched = add_rows(d, k);
        describe(d, k, touched);
        discriminate(d, k, touched);
        for (size_t p = d->first[k]; p < d->first[k + 1]; p++)
            share(d, d->member[p]);
        for (size_t x = 0; x < touched; x++)
            d->sum[d->column[x]] = 0;
        if (k % 64 == 0)
            status = tm__progress(run, "explain", k, d->c->clusters, err);
    }
    return status;
}

static bool prepare(struct describing *d, size_t most)
{
    tm_cluster_terms *out = d->out = tm__calloc(1, sizeof *out);

    if (!out)
        return false;
    out->clusters = d->c->clusters;
    out->rows = d->c->rows;
    out->most = most;
    out->describing = tm__alloc_array(out->clusters, most * sizeof *out->describing);
    out->discriminating = tm__alloc_array(out->clusters, most * sizeof *out->discriminating);
    out->shared = tm__alloc_array(out->rows, most * sizeof *out->shared);
    d->member = tm__alloc_array(d->c->rows, sizeof *d->member);
    d->first = tm__alloc_array(d->c->clusters + 1, sizeof *d->first);
    d->all = tm__calloc(d->m->cols, sizeof *d->all);
    d->sum = tm__calloc(d->m->cols, sizeof *d->sum);
    d->column = tm__alloc_array(d->m->cols, sizeof *d->column);
    d->scratch = tm__alloc_array(d->m->cols, sizeof *d->scratch);
    return out->describing && out->discriminating && out->shared && d->member && d->first &&
           d->all && d->sum && d->column && d->scratch;
}

static tm_status check(const tm_sparse *m, const tm_clustering *c, size_t most, tm_error *err)
{
    const tm_status status = tm__rows_check(m, err);

    if (status != TM_OK)
        return status;
    if (c->rows != m->rows)
        return tm__fail(err, TM_EINVAL, "a clustering of %zu rows for %zu rows", c->rows, m->rows);
    if (most == 0 || most > 1000)
        return tm__fail(err, TM_EINVAL, "%zu terms are not 1 to 1000", most);
    return TM_OK;
}

tm_status tm_cluster_terms_new(tm_cluster_terms **out, const tm_sparse *m,
                               const tm_clustering *clustering, size_t most, const tm_run *run,
                               tm_error *err)
{
    struct describing d = {.m = m, .c = clustering};
    tm_status status = check(m, clustering, most, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    if (prepare(&d, most))
        status = run_clusters(&d, run, err);
    else
        status = tm__fail_memory(err, "explaining clusters");
    tm__free(d.member);
    tm__free(d.first);
    tm__free(d.all);
    tm__free(d.sum);
    tm__free(d.column);
    tm__free(d.scratch);
    if (status == TM_OK)
        *out = d.out;
    else
        tm_cluster_terms_free(d.out);
    return status;
}

void tm_cluster_terms_free(tm_cluster_terms *terms)
{
    if (!terms)
        return;
    tm__free(terms->describing);
    tm__free(terms->discriminating);
    tm__free(terms->shared);
    tm__free(terms);
}
