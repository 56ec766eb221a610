/* Topics: few large clusters, by the consensus of many partitions. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/consensus.h"
#include "cluster/dense_kmeans.h"
#include "cluster/filled.h"
#include "cluster/naive_bayes.h"
#include "cluster/topic_choice.h"
#include "cluster/topic_revision.h"
#include "cluster/topic_stories.h"

#include <math.h>
#include <string.h>

enum {
    MEMBERS = 64,
    STORY_VOTES = 8, /* what stories count for among members of two, where topics are stories */
    LEAST = 4,       /* clusters of a member */
    MOST = 40,
    FEW = 8, /* fewer distinct rows than this are one topic, if nobody says otherwise */
    STARTS = 10,
    ITERATIONS = 50
};

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t greatest_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Labels of all rows from those of the members' consensus; from label[rows] on, if told to. */
static tm_status cut(uint32_t *label, bool from, const struct tm__members *members, size_t k,
                     const tm_run *run, tm_error *err)
{
    struct tm__consensus consensus = {0};
    struct tm__dense_kmeans kmeans = {0};
    struct tm__dense_rows rows = {NULL, members->rows, 0};
    float *x = NULL;
    struct tm__rng rng;
    tm_status status = tm__consensus_new(&consensus, members, NULL, members->count, k, run, err);

    tm__rng_seed(&rng, run ? run->seed : 0, 2);
    if (status == TM_OK) {
        rows.width = consensus.components;
        rows.x = x = tm__alloc_array(rows.rows, rows.width * sizeof *x);
        status = x ? TM_OK : tm__fail_memory(err, "finding topics");
    }
    if (status == TM_OK)
        status = tm__dense_kmeans_new(&kmeans, rows.rows, rows.width, k, err);
    if (status == TM_OK) {
        tm__consensus_rows(x, &consensus, NULL, rows.rows, rows.width);
        status =
            from ? tm__dense_kmeans_refine(label, &kmeans, &rows, k, ITERATIONS, err)
                 : tm__dense_kmeans_run(label, &kmeans, &rows, k, STARTS, ITERATIONS, &rng, err);
    }
    tm__consensus_release(&consensus);
    tm__dense_kmeans_release(&kmeans);
    tm__free(x);
    return status;
}

/* The largest number that is tried for so many rows: twice the rule of thumb sqrt(n / 2). Beyond
 * it small days fall into stories, and topics are sections. */
static size_t few_of(size_t rows)
{
    return (size_t)sqrt(2 * (double)rows);
}

/* Labels of m's rows, none of them zero; 2 <= rows. *k is 0 if it has to be found. */
static tm_status vote(uint32_t *label, size_t *k, tm_topic_counts **tried, const tm_sparse *m,
                      const tm_topics_options *o, const tm_run *run, tm_error *err)
{
    const size_t most = greatest_of(*k ? MOST : (o->most ? o->most : MOST), *k + *k / 4);
    const size_t usual = greatest_of(LEAST, most > MOST ? MEMBERS * MOST / most : MEMBERS);
    const size_t count = greatest_of(o->members ? o->members : usual, 4);
    const size_t ceiling = greatest_of(2, least_of(most, m->rows / 2));
    const size_t largest = o->most ? ceiling : least_of(ceiling, few_of(m->rows));
    /* It knows what sections are about, not what tells stories of one section apart. */
    const tm_word_vectors *const background = most > MOST ? NULL : o->background;
    struct tm__members members = {0};
    tm_sparse *counts = NULL;
    bool stories = false;
    tm_status status = tm__bayes_counts(&counts, m, err);

    if (status == TM_OK && *k)
        status = tm__topic_stories(label, &stories, m, counts, *k, run, err);
    if (status == TM_OK)
        status = tm__members_new(&members, m, counts, background, count, least_of(LEAST, ceiling),
                                 ceiling, run, err);
    if (status == TM_OK && !*k) {
        status = tm__topic_choice(tried, &members, counts, largest, run, err);
        if (status == TM_OK)
            *k = (*tried)->clusters[0];
    }
    if (status == TM_OK)
        status = tm__members_revise(&members, counts, run, err);
    if (status == TM_OK && stories)
        status = tm__members_add(&members, label, *k, STORY_VOTES, err);
    if (status == TM_OK)
        status = cut(label, stories, &members, *k, run, err);
    tm__members_release(&members);
    tm_sparse_free(counts);
    return status;
}

/* Labels of rows that are not zero. */
static tm_status label_rows(uint32_t *label, tm_topic_counts **tried,
                            const struct tm__filled *filled, const tm_topics_options *o,
                            const tm_run *run, tm_error *err)
{
    size_t k = o->clusters || filled->kinds >= FEW ? o->clusters : 1;

    if (k == 1) {
        memset(label, 0, filled->m->rows * sizeof *label);
        return TM_OK;
    }
    if (k >= filled->kinds) {
        tm__filled_label_kinds(label, filled);
        return TM_OK;
    }
    return vote(label, &k, tried, filled->m, o, run, err);
}

static tm_status find_topics(tm_clustering **out, tm_topic_counts **tried, const tm_sparse *m,
                             const tm_topics_options *o, const tm_run *run, tm_error *err)
{
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    struct tm__filled filled = {0};
    tm_status status = label ? TM_OK : tm__fail_memory(err, "finding topics");

    if (status == TM_OK)
        status = tm__filled_find(&filled, m, err);
    if (status == TM_OK && filled.m->rows)
        status = label_rows(label, tried, &filled, o, run, err);
    if (status == TM_OK)
        status = tm__filled_spread(label, &filled, o->clusters, err);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__filled_release(&filled);
    tm__free(label);
    return status;
}

static tm_status check_background(const tm_word_vectors *background, const tm_sparse *m,
                                  tm_error *err)
{
    if (background->words != m->cols)
        return tm__fail(err, TM_EINVAL, "vectors of %zu words for rows of %zu columns",
                        background->words, m->cols);
    return TM_OK;
}

tm_status tm_topics(tm_clustering **out, tm_topic_counts **counts, const tm_sparse *m,
                    const tm_topics_options *options, const tm_run *run, tm_error *err)
{
    tm_topics_options o = TM_TOPICS_INIT;
    tm_topic_counts *tried = NULL;
    tm_status status;

    *out = NULL;
    if (counts)
        *counts = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && o.most == 1)
        status = tm__fail(err, TM_EINVAL, "at most 1 topic leaves nothing to find; give 2 or more");
    if (status == TM_OK)
        status = tm__rows_check(m, err);
    if (status == TM_OK && o.background)
        status = check_background(o.background, m, err);
    if (status == TM_OK)
        status = find_topics(out, &tried, m, &o, run, err);
    if (status == TM_OK && counts)
        *counts = tried;
    else
        tm_topic_counts_free(tried);
    return status;
}
