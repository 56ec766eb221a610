#include "cluster/scores.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/centroids.h"
#include "cluster/kmeans_products.h"
#include "linalg/dot.h"

/* Rows that are a unit of parallel work; with few clusters, what is computed together. */
enum { ROWS_PER_BLOCK = 512, ROWS_TOGETHER = 64 };
/*
 * Up to so many clusters all cosines of a row are computed, in a table; beyond, it has something in
 * common with few of them, and looking at all would be the work (measured: 1,000 clusters of 58,000
 * articles .4 s instead of 3, 20,000 stories of 200,000 headlines three times slower).
 */
static const size_t few = 2048;

struct scoring {
    tm_clustering *c;
    const tm_sparse *m;
    const struct tm__postings *postings; /* of many */
    struct tm__touched *touched;         /* [workers] */
    const struct tm__kmeans_sums *sums;  /* of few */
    float *cosine;                       /* [workers * ROWS_TOGETHER * sums->width] */
};

/* own and best: the largest other cosine. */
static void put(struct scoring *s, size_t i, double own, double best)
{
    const bool is_alone = s->c->size[s->c->cluster[i]] == 1 && own > 0;

    /* Rounding must not keep the only row of a cluster from scoring 1. */
    own = own < 1 && !is_alone ? own : 1;
    best = best < 1 ? best : 1;
    s->c->score[i] = (float)own;
    s->c->margin[i] = (float)(own - best);
}

static void score_by_lists(struct scoring *s, size_t i, struct tm__touched *t)
{
    const uint32_t own = s->c->cluster[i];
    const double norm = tm__sparse_norm(s->m, i);
    double best = 0, score;

    tm__postings_row(t, s->postings, s->m, i);
    score = t->product[own];
    for (size_t x = 0; x < t->count; x++)
        if (t->cluster[x] != own && t->product[t->cluster[x]] > best)
            best = t->product[t->cluster[x]];
    tm__touched_clear(t);
    put(s, i, norm > 0 ? score / norm : 0, norm > 0 ? best / norm : 0);
}

static tm_status many_block(void *ctx, size_t block, unsigned worker)
{
    struct scoring *s = ctx;
    const size_t end = (block + 1) * ROWS_PER_BLOCK;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->m->rows; i++)
        score_by_lists(s, i, &s->touched[worker]);
    return TM_OK;
}

static tm_status score_many(struct scoring *s, size_t blocks, const tm_run *run, tm_error *err)
{
    struct tm__centroids centroids = {0};
    struct tm__postings postings = {0};
    tm_status status = tm__centroids_new(&centroids, s->m, s->c->clusters, run, err);

    if (status == TM_OK)
        status = tm__centroids_update(&centroids, s->m, s->c->cluster, run, err);
    if (status == TM_OK)
        status = tm__postings_fill(&postings, &centroids, err);
    tm__centroids_release(&centroids);
    if (status == TM_OK) {
        s->postings = &postings;
        s->touched = tm__touched_new(s->c->clusters, tm__threads(run));
        status = s->touched ? TM_OK : tm__fail_memory(err, "scoring clusters");
    }
    if (status == TM_OK)
        status = tm__parallel_for(blocks, many_block, s, "score", run, err);
    tm__touched_free(s->touched, tm__threads(run));
    tm__postings_release(&postings);
    return status;
}

static tm_status few_block(void *ctx, size_t block, unsigned worker)
{
    struct scoring *s = ctx;
    const size_t width = s->sums->width, end = (block + 1) * ROWS_PER_BLOCK;
    float *const cosine = s->cosine + worker * ROWS_TOGETHER * width;

    for (size_t i = block * ROWS_PER_BLOCK; i < end && i < s->m->rows;) {
        uint32_t row[ROWS_TOGETHER];
        size_t count = 0;

        for (; count < ROWS_TOGETHER && i < s->m->rows; i++)
            row[count++] = (uint32_t)i;
        tm__kmeans_cosines(cosine, s->sums, row, count, s->c->cluster);
        for (size_t r = 0; r < count; r++) {
            float *const of_row = cosine + r * width;
            const uint32_t own = s->c->cluster[row[r]];
            /* Medoids hang on ties: two rows are as near to their mean. */
            const double score = tm__kmeans_exact_cosine(s->sums, row[r], own, own);

            of_row[own] = 0;
            put(s, row[r], score, of_row[tm__kmeans_best(of_row, width)]);
        }
    }
    return TM_OK;
}

static tm_status score_few(struct scoring *s, size_t blocks, const tm_run *run, tm_error *err)
{
    struct tm__kmeans_rows x = {0};
    struct tm__kmeans_sums sums = {0};
    uint32_t *none = tm__alloc_array(s->m->rows, sizeof *none);
    tm_status status = none ? TM_OK : tm__fail_memory(err, "scoring clusters");

    for (size_t i = 0; none && i < s->m->rows; i++)
        none[i] = TM__NO_CLUSTER;
    if (status == TM_OK)
        status = tm__kmeans_rows_new(&x, s->m, s->c->clusters, err);
    if (status == TM_OK)
        status = tm__kmeans_sums_new(&sums, &x, s->c->clusters, run, err);
    if (status == TM_OK)
        status = tm__kmeans_sums_move(&sums, none, s->c->cluster, run, err);
    if (status == TM_OK) {
        s->sums = &sums;
        s->cosine =
            tm__alloc_array(ROWS_TOGETHER * sums.width, tm__threads(run) * sizeof *s->cosine);
        status = s->cosine ? TM_OK : tm__fail_memory(err, "scoring clusters");
    }
    if (status == TM_OK)
        status = tm__parallel_for(blocks, few_block, s, "score", run, err);
    tm__free(s->cosine);
    tm__free(none);
    if (sums.x)
        tm__kmeans_sums_release(&sums);
    tm__kmeans_rows_release(&x);
    return status;
}

tm_status tm__scores_find(tm_clustering *c, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    const size_t blocks = (m->rows + ROWS_PER_BLOCK - 1) / ROWS_PER_BLOCK;
    struct scoring s = {.c = c, .m = m};

    return c->clusters <= few ? score_few(&s, blocks, run, err) : score_many(&s, blocks, run, err);
}
