#include "cluster/scores.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/centroids.h"
#include "cluster/kmeans_products.h"
#include "linalg/dot.h"

enum {
    ROWS_PER_BLOCK = 512, /* a unit of parallel work */
    FEW_ROWS = 64         /* that pass by a table in the cache at a time */
};

struct scoring {
    const tm_clustering *c;
    struct tm__scores to;
    const tm_sparse *m;
    const struct tm__postings *postings;
    struct tm__touched *touched; /* [workers] */
};

/* own and best: the largest other cosine. */
static void put(const struct tm__scores *to, size_t i, bool is_alone, double own, double best)
{
    const size_t place = to->place ? to->place[i] : i;

    /* Rounding must not keep the only row of a cluster from scoring 1. */
    own = own < 1 && !(is_alone && own > 0) ? own : 1;
    best = best < 1 ? best : 1;
    to->score[place] = (float)own;
    to->margin[place] = (float)(own - best);
}

static void score_by_lists(const struct scoring *s, size_t i, struct tm__touched *t)
{
    const uint32_t own = s->c->cluster[i];
    const double norm = tm__sparse_norm(s->m, i);
    const struct tm__nearest product = tm__postings_nearest(t, s->postings, s->m, i, own);

    put(&s->to, i, s->c->size[own] == 1, norm > 0 ? product.own / norm : 0,
        norm > 0 ? product.other / norm : 0);
}

static tm_status many_block(void *ctx, size_t block, unsigned worker)
{
    struct scoring *s = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->m->rows; i++)
        score_by_lists(s, i, &s->touched[worker]);
    return TM_OK;
}

static tm_status score_many(struct scoring *s, const tm_run *run, tm_error *err)
{
    const size_t blocks = (s->m->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    struct tm__centroids centroids = {0};
    struct tm__postings postings = {0};
    tm_status status = tm__centroids_new(&centroids, s->m, s->c->clusters, run, err);

    if (status == TM_OK)
        status = tm__centroids_update(&centroids, s->m, s->c->cluster, run, err);
    if (status == TM_OK)
        status = tm__postings_new(&postings, &centroids, err);
    tm__centroids_release(&centroids);
    if (status == TM_OK) {
        s->postings = &postings;
        s->touched = tm__touched_new(&postings, tm__threads(run));
        status = s->touched ? TM_OK : tm__fail_memory(err, "scoring clusters");
    }
    if (status == TM_OK)
        status = tm__parallel_for(blocks, many_block, s, "score", run, err);
    tm__touched_free(s->touched, tm__threads(run));
    tm__postings_release(&postings);
    return status;
}

/* Scoring by the table of sums. */
struct tabled {
    const struct tm__scores *to;
    const struct tm__kmeans_sums *sums;
    const uint32_t *label;
    uint32_t *size;  /* [clusters] */
    size_t together; /* rows that pass by the table at a time */
    size_t block;    /* rows that are a unit of parallel work */
    uint32_t *row;   /* [workers * together] */
    float *cosine;   /* [workers * together * sums->width] */
};

static void score_rows(const struct tabled *t, const uint32_t *row, size_t count, float *cosine)
{
    const size_t width = t->sums->width;

    tm__kmeans_products(cosine, t->sums, row, count, t->label);
    for (size_t r = 0; r < count; r++) {
        float *const of_row = cosine + r * width;
        const uint32_t own = t->label[row[r]];
        /* Medoids hang on ties: two rows are as near to their mean. */
        const double score = tm__kmeans_exact_cosine(t->sums, row[r], own, t->label);

        of_row[own] = 0;
        put(t->to, row[r], t->size[own] == 1, score,
            of_row[tm__kmeans_best(of_row, t->sums->scale, width, NULL)]);
    }
}

static tm_status few_block(void *ctx, size_t block, unsigned worker)
{
    const struct tabled *t = ctx;
    const size_t first = block * t->block, rows = t->sums->x->rows;
    const size_t end = first + t->block < rows ? first + t->block : rows;
    uint32_t *const row = t->row + worker * t->together;
    float *const cosine = t->cosine + worker * t->together * t->sums->width;

    for (size_t i = first; i < end;) {
        size_t count = 0;

        for (; count < t->together && i < end; i++)
            row[count++] = (uint32_t)i;
        score_rows(t, row, count, cosine);
    }
    return TM_OK;
}

tm_status tm__scores_from_sums(const struct tm__scores *to, const struct tm__kmeans_sums *s,
                               const uint32_t *label, const tm_run *run, tm_error *err)
{
    const size_t rows = s->x->rows;
    struct tabled t = {.to = to, .sums = s, .label = label};
    tm_status status;

    t.together = tm__kmeans_turn(s, FEW_ROWS);
    t.block = t.together > ROWS_PER_BLOCK ? t.together : ROWS_PER_BLOCK;
    t.row = tm__alloc_array(t.together, tm__threads(run) * sizeof *t.row);
    t.size = tm__calloc(s->clusters, sizeof *t.size);
    t.cosine = tm__alloc_array(t.together * s->width, tm__threads(run) * sizeof *t.cosine);
    if (t.size && t.row && t.cosine) {
        for (size_t i = 0; i < rows; i++)
            t.size[label[i]]++;
        status = tm__parallel_for((rows + t.block - 1) / t.block, few_block, &t, "score", run, err);
    } else {
        status = tm__fail_memory(err, "scoring clusters");
    }
    tm__free(t.size);
    tm__free(t.row);
    tm__free(t.cosine);
    return status;
}

static tm_status score_few(const struct tm__scores *to, const tm_clustering *c, const tm_sparse *m,
                           const tm_run *run, tm_error *err)
{
    struct tm__kmeans_rows x = {0};
    struct tm__kmeans_sums sums = {0};
    uint32_t *none = tm__alloc_array(m->rows, sizeof *none);
    tm_status status = none ? TM_OK : tm__fail_memory(err, "scoring clusters");

    for (size_t i = 0; none && i < m->rows; i++)
        none[i] = TM__NO_CLUSTER;
    if (status == TM_OK)
        status = tm__kmeans_rows_new(&x, m, c->clusters, run, err);
    if (status == TM_OK)
        status = tm__kmeans_sums_new(&sums, &x, c->clusters, run, err);
    if (status == TM_OK)
        status = tm__kmeans_sums_move(&sums, none, c->cluster, run, err);
    if (status == TM_OK) {
        tm__kmeans_sums_settle(&sums, c->cluster);
        status = tm__scores_from_sums(to, &sums, c->cluster, run, err);
    }
    tm__free(none);
    if (sums.x)
        tm__kmeans_sums_release(&sums);
    tm__kmeans_rows_release(&x);
    return status;
}

tm_status tm__scores_find(tm_clustering *c, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    struct scoring s = {.c = c, .to = {.score = c->score, .margin = c->margin}, .m = m};

    return c->clusters <= TM__FEW_CLUSTERS ? score_few(&s.to, c, m, run, err)
                                           : score_many(&s, run, err);
}
