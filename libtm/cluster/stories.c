/*
 * Stories: copies are folded; the rest is compared by terms and by vectors of words learnt from the
 * rows, linked along a sparse graph of neighbours, cut, and, where stories are large, refined by a
 * model of the words of each story.
 */
#include "base/memory.h"
#include "base/parallel.h"
#include "base/status.h"
#include "cluster/clustering.h"
#include "cluster/cut.h"
#include "cluster/distinct.h"
#include "cluster/mixture.h"
#include "cluster/story_cut.h"
#include "cluster/story_evidence.h"
#include "cluster/story_graph.h"
#include "cluster/story_small.h"
#include "cluster/story_strays.h"
#include "cluster/story_weights.h"
#include "cluster/tree.h"

/*
 * What the vectors of words have of a similarity, terms having the rest. With few rows there is
 * little to learn vectors from: half the share at `half_rows` distinct rows. Long rows want less.
 */
static const double most_of_vectors = 0.5, half_rows = 500;
/* What many short rows ask of a small story by terms, half of it `small_rows`. */
static const double small_cosine = 0.2, small_rows = 200;

struct work {
    struct tm__distinct distinct;
    tm_sparse *rows; /* the distinct ones */
    struct tm__blend blend;
    tm_sparse *graph;
    struct tm__merges merges;
    uint32_t *label;       /* [distinct rows] below cut.clusters */
    struct tm__pool *pool; /* [pools] that linkage uses, and the first of which others do */
    size_t pools;
    struct tm__story_cut cut;
};

static void release(struct work *w)
{
    tm__distinct_release(&w->distinct);
    tm_sparse_free(w->rows);
    tm__blend_release(&w->blend);
    tm_sparse_free(w->graph);
    tm__free(w->merges.merge);
    tm__free(w->label);
    for (size_t p = 0; w->pool && p < w->pools; p++)
        tm__pool_release(&w->pool[p]);
    tm__free(w->pool);
}

static double terms_of(const tm_sparse *m)
{
    return m->rows ? (double)m->row_start[m->rows] / (double)m->rows : 0;
}

static double share_of_vectors(const tm_sparse *m)
{
    const double rows = (double)m->rows;

    return most_of_vectors * rows / (rows + half_rows) * tm__story_want(terms_of(m));
}

static tm_status link_rows(struct work *w, double stop, const tm_run *run, tm_error *err)
{
    tm__free(w->merges.merge);
    w->merges = (struct tm__merges){.merge = NULL};
    return tm__linkage(&w->merges, &w->blend, w->distinct.copies, w->graph, stop, w->pool, run,
                       err);
}

static tm_status make_pools(struct work *w, const tm_run *run, tm_error *err)
{
    w->pools = tm__threads(run);
    w->pool = tm__calloc(w->pools, sizeof *w->pool);
    return w->pool ? TM_OK : tm__fail_memory(err, "linking rows");
}

/* The tree of merges of the distinct rows, down to `stop`. */
static tm_status grow_tree(struct work *w, const tm_sparse *m, double stop, const tm_run *run,
                           tm_error *err)
{
    tm_status status = make_pools(w, run, err);

    if (status == TM_OK)
        status = tm__distinct_find(&w->distinct, m, err);
    if (status == TM_OK)
        status = tm_sparse_select(&w->rows, m, w->distinct.row, w->distinct.count, err);
    if (status == TM_OK)
        status = tm__blend_new(&w->blend, w->rows, share_of_vectors(w->rows), run, err);
    if (status == TM_OK)
        status = tm__story_graph(&w->graph, &w->blend, stop, run, err);
    if (status == TM_OK)
        status = link_rows(w, stop, run, err);
    return status;
}

/*
 * The mean cosine by terms of a small story. Few rows are told by terms anyhow, and of long ones
 * parts of a story share few words.
 */
static double asked_of_small(const tm_sparse *m)
{
    const double rows = (double)m->rows, brevity = tm__story_brevity(terms_of(m));

    return small_cosine * rows / (rows + small_rows) * brevity * brevity;
}

/* Cut the tree where its heights and, if there is evidence, the words of its clusters say. */
static tm_status choose_cut(struct work *w, const struct tm__evidence *evidence, tm_error *err)
{
    const struct tm__story_rows like = {w->blend.share, terms_of(w->blend.terms)};

    return tm__story_cut(w->label, &w->cut, &w->merges, w->distinct.copies, evidence, like, err);
}

static tm_status choose_cut_by_words(struct work *w, const tm_run *run, tm_error *err)
{
    struct tm__evidence *evidence = tm__alloc_array(w->merges.count + 1, sizeof *evidence);
    tm_status status = evidence ? tm__story_evidence(evidence, &w->merges, w->rows,
                                                     w->distinct.copies, w->pool, run, err)
                                : tm__fail_memory(err, "finding stories");

    if (status == TM_OK)
        status = choose_cut(w, evidence, err);
    tm__free(evidence);
    return status;
}

/* Rows that are in the wrong story of those that were cut out, by words and by terms. */
static tm_status mend_stories(struct work *w, const tm_run *run, tm_error *err)
{
    const uint32_t *const copies = w->distinct.copies;
    tm_status status = TM_OK;

    if (w->cut.dense)
        status = tm__mixture_refine(w->label, w->cut.clusters, &w->blend, copies, w->graph, w->pool,
                                    run, err);
    if (status == TM_OK && w->cut.dense)
        status = tm__story_strays(w->label, w->cut.clusters, w->rows, copies, run, err);
    if (status == TM_OK)
        status = tm__story_part_small(w->label, &w->cut.clusters, w->blend.terms, copies,
                                      (1 - w->blend.share) * asked_of_small(w->blend.terms), err);
    return status;
}

/* Stories tell which terms tell stories, so neighbours are compared and linked by these anew. */
static tm_status link_again(struct work *w, const tm_run *run, tm_error *err)
{
    tm_status status = tm__story_weigh(w->rows, w->label, w->cut.clusters, err);

    if (status == TM_OK)
        status = tm__blend_again(&w->blend, w->rows, run, err);
    if (status == TM_OK)
        status = tm__story_graph_again(w->graph, &w->blend, TM__LOWEST_CUT, w->label,
                                       w->cut.clusters, run, err);
    return status == TM_OK ? link_rows(w, TM__LOWEST_CUT, run, err) : status;
}

/* Labels of the distinct rows; threshold 0: the cut is chosen. */
static tm_status cut_tree(struct work *w, double threshold, const tm_run *run, tm_error *err)
{
    tm_status status;

    w->label = tm__alloc_array(w->distinct.count, sizeof *w->label);
    if (!w->label)
        return tm__fail_memory(err, "finding stories");
    if (threshold > 0)
        return tm__cut_label(w->label, &w->cut.clusters, &w->merges,
                             tm__cut_at(&w->merges, threshold), err);
    status = choose_cut(w, NULL, err);
    if (status == TM_OK && w->cut.dense) {
        status = mend_stories(w, run, err);
        if (status == TM_OK)
            status = link_again(w, run, err);
    }
    if (status == TM_OK)
        status = choose_cut_by_words(w, run, err);
    if (status == TM_OK)
        status = mend_stories(w, run, err);
    return status;
}

static tm_status check_rows(const tm_sparse *m, tm_error *err)
{
    const tm_status status = tm__rows_check(m, err);

    if (status == TM_OK && m->rows > UINT32_MAX / 2)
        return tm__fail(err, TM_EOVERFLOW, "%zu rows are more than can be linked", m->rows);
    return status;
}

tm_status tm_stories(tm_clustering **out, const tm_sparse *m, const tm_stories_options *options,
                     const tm_run *run, tm_error *err)
{
    tm_stories_options o = TM_STORIES_INIT;
    struct work w = {.rows = NULL};
    uint32_t *label;
    tm_status status;

    *out = NULL;
    status = tm__options_copy(&o, sizeof o, options, err);
    if (status == TM_OK && !(o.threshold >= 0 && o.threshold <= 1))
        status = tm__fail(err, TM_EINVAL, "threshold %g is not in [0, 1]", o.threshold);
    if (status == TM_OK)
        status = check_rows(m, err);
    if (status != TM_OK)
        return status;
    status = grow_tree(&w, m, o.threshold > 0 ? o.threshold : TM__LOWEST_CUT, run, err);
    if (status == TM_OK)
        status = cut_tree(&w, o.threshold, run, err);
    label = tm__alloc_array(m->rows, sizeof *label);
    if (status == TM_OK && !label)
        status = tm__fail_memory(err, "finding stories");
    for (size_t i = 0; status == TM_OK && i < m->rows; i++)
        label[i] = w.label[w.distinct.kind[i]];
    release(&w);
    if (status == TM_OK)
        status = tm__clustering_score(out, m, label, run, err);
    tm__free(label);
    return status;
}

tm_status tm_stories_tree(tm_tree **out, const tm_sparse *m, const tm_run *run, tm_error *err)
{
    struct work w = {.rows = NULL};
    tm_status status = check_rows(m, err);

    *out = NULL;
    if (status != TM_OK)
        return status;
    status = grow_tree(&w, m, TM__LOWEST_CUT, run, err);
    if (status == TM_OK)
        status = tm__tree_new(out, &w.distinct, &w.merges, NULL, m->rows, err);
    release(&w);
    return status;
}

double tm_stories_max_df(size_t documents)
{
    return documents >= 20 ? 0.5 : 1.0;
}
