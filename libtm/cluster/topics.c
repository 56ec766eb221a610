/* Topics: few large clusters, by the consensus of many partitions. */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/consensus.h"
#include "cluster/dense_kmeans.h"
#include "cluster/distinct.h"
#include "cluster/naive_bayes.h"
#include "cluster/topic_choice.h"

#include <string.h>

enum {
    MEMBERS = 64,
    LEAST = 4, /* clusters of a member */
    MOST = 40,
    FEW = 8, /* fewer distinct rows than this are one topic, if nobody says otherwise */
    STARTS = 10,
    ITERATIONS = 50,
    PASSES = 8
};

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t greatest_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* The rows of m that are not zero, in row[]; returns how many. */
static size_t list_rows(uint32_t *row, const tm_sparse *m)
{
    size_t count = 0;

    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (m->value[e] > 0) {
                row[count++] = (uint32_t)i;
                break;
            }
    return count;
}

/* Labels of all rows from those of the members' consensus. */
static tm_status cut(uint32_t *label, const struct tm__members *members, const tm_sparse *counts,
                     size_t k, const tm_run *run, tm_error *err)
{
    struct tm__consensus consensus = {0};
    struct tm__dense_kmeans kmeans = {0};
    struct tm__bayes bayes = {0};
    struct tm__dense_rows rows = {NULL, members->rows, 0};
    uint32_t *next = tm__alloc_array(members->rows, sizeof *next);
    float *x = NULL;
    struct tm__rng rng;
    tm_status status = next ? TM_OK : tm__fail_memory(err, "finding topics");

    tm__rng_seed(&rng, run ? run->seed : 0, 2);
    if (status == TM_OK)
        status = tm__consensus_new(&consensus, members, NULL, members->count, k, run, err);
    if (status == TM_OK) {
        rows.width = consensus.components;
        rows.x = x = tm__alloc_array(rows.rows, rows.width * sizeof *x);
        status = x ? TM_OK : tm__fail_memory(err, "finding topics");
    }
    if (status == TM_OK)
        status = tm__dense_kmeans_new(&kmeans, rows.rows, rows.width, k, err);
    if (status == TM_OK)
        status = tm__bayes_new(&bayes, counts->cols, k, err);
    if (status == TM_OK) {
        tm__consensus_rows(x, &consensus, NULL, rows.rows, rows.width);
        status = tm__dense_kmeans_run(label, &kmeans, &rows, k, STARTS, ITERATIONS, &rng, err);
    }
    if (status == TM_OK)
        tm__bayes_relabel(label, &bayes, counts, k, PASSES, next);
    tm__consensus_release(&consensus);
    tm__dense_kmeans_release(&kmeans);
    tm__bayes_release(&bayes);
    tm__free(x);
    tm__free(next);
    return status;
}

/* Labels of m's rows, none of them zero; 2 <= rows. *k is 0 if it has to be found. */
static tm_status vote(uint32_t *label, size_t *k, tm_topic_counts **tried, const tm_sparse *m,
                      const tm_topics_options *o, const tm_run *run, tm_error *err)
{
    const size_t most = greatest_of(*k ? MOST : (o->most ? o->most : MOST), *k + *k / 4);
    const size_t usual = greatest_of(LEAST, most > MOST ? MEMBERS * MOST / most : MEMBERS);
    const size_t count = greatest_of(o->members ? o->members : usual, 4);
    const size_t ceiling = greatest_of(2, least_of(most, m->rows / 2));
    struct tm__members members = {0};
    tm_sparse *counts = NULL;
    tm_status status = tm__bayes_counts(&counts, m, err);

    if (status == TM_OK)
        status = tm__members_new(&members, m, counts, count, least_of(LEAST, ceiling), ceiling, run,
                                 err);
    if (status == TM_OK && !*k) {
        status = tm__topic_choice(tried, &members, ceiling, run, err);
        if (status == TM_OK)
            *k = (*tried)->clusters[0];
    }
    if (status == TM_OK)
        status = cut(label, &members, counts, *k, run, err);
    tm__members_release(&members);
    tm_sparse_free(counts);
    return status;
}

static tm_status count_distinct(size_t *count, const tm_sparse *m, tm_error *err)
{
    struct tm__distinct d;
    const tm_status status = tm__distinct_find(&d, m, err);

    if (status == TM_OK) {
        *count = d.count;
        tm__distinct_release(&d);
    }
    return status;
}

/* Labels of rows that are not zero, and how many there are of them. */
static tm_status label_rows(uint32_t *label, size_t *k, tm_topic_counts **tried, const tm_sparse *m,
                            const tm_topics_options *o, const tm_run *run, tm_error *err)
{
    size_t distinct = FEW;
    tm_status status = TM_OK;

    *k = o->clusters;
    if (!*k)
        status = count_distinct(&distinct, m, err);
    if (status != TM_OK)
        return status;
    if (distinct < FEW)
        *k = 1;
    if (*k && (*k == 1 || *k >= m->rows)) {
        for (size_t i = 0; i < m->rows; i++)
            label[i] = *k == 1 ? 0 : (uint32_t)i;
        *k = least_of(*k, m->rows);
        return TM_OK;
    }
    return vote(label, k, tried, m, o, run, err);
}

/* The label most rows have; ties: the one met first. */
static uint32_t largest(const uint32_t *label, size_t rows, uint32_t *size, size_t k)
{
    uint32_t best = rows ? label[0] : 0;

    memset(size, 0, k * sizeof *size);
    for (size_t i = 0; i < rows; i++)
        size[label[i]]++;
    for (size_t i = 0; i < rows; i++)
        if (size[label[i]] > size[best])
            best = label[i];
    return best;
}

/* Spread labels of the listed rows over all rows, in place; others join the largest cluster, except
 * for as many as are needed to make `wanted` clusters. */
static void spread(uint32_t *label, const uint32_t *row, size_t count, size_t rows, uint32_t home,
                   size_t found, size_t wanted)
{
    size_t x = count, alone = found;

    for (size_t i = rows; i-- > 0;) {
        if (x > 0 && row[x - 1] == i)
            label[i] = label[--x];
        else
            label[i] = alone < wanted ? (uint32_t)alone++ : home;
    }
}

static tm_status find_topics(tm_clustering **out, tm_topic_counts **tried, const tm_sparse *m,
                             const tm_topics_options *o, const tm_run *run, tm_error *err)
{
    uint32_t *label = tm__alloc_array(m->rows, sizeof *label);
    uint32_t *row = tm__alloc_array(m->rows, sizeof *row);
    uint32_t *size = tm__alloc_array(m->rows + 1, sizeof *size);
    tm_sparse *filled = NULL;
    size_t count = 0, k = 0;
    tm_status status = TM_OK;

    if (!label || !row || !size)
        status = tm__fail_memory(err, "finding topics");
    else
        count = list_rows(row, m);
    if (status == TM_OK && count < m->rows)
        status = tm_sparse_select(&filled, m, row, count, err);
    if (status == TM_OK && count)
        status = label_rows(label, &k, tried, filled ? filled : m, o, run, err);
    if (status == TM_OK) {
        const size_t wanted = greatest_of(1, least_of(o->clusters, m->rows));
        spread(label, row, count, m->rows, largest(label, count, size, k), k, wanted);
        status = tm__clustering_score(out, m, label, run, err);
    }
    tm_sparse_free(filled);
    tm__free(label);
    tm__free(row);
    tm__free(size);
    return status;
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
    if (status == TM_OK)
        status = find_topics(out, &tried, m, &o, run, err);
    if (status == TM_OK && counts)
        *counts = tried;
    else
        tm_topic_counts_free(tried);
    return status;
}
