#include "cluster/topic_stories.h"

#include "base/memory.h"
#include "base/status.h"
#include "cluster/cut.h"
#include "cluster/naive_bayes.h"

#include <tm/cluster.h>

enum { MOST_ROWS = 200 }; /* of a topic that is a story, in the mean */

static const double held = 0.8; /* of the rows, by the k largest stories, if they are topics */

/* Only the rows that have a class speak for it; the others are to be given one. */
static const struct tm__bayes_rule others = {0.1, false, 1};

/* Rows of stories 0 .. k - 1 keep them; the others join the one that is likeliest. */
static tm_status join_others(uint32_t *label, const tm_clustering *stories, const tm_sparse *counts,
                             size_t k, tm_error *err)
{
    struct tm__bayes bayes = {0};
    uint32_t *known = tm__alloc_array(counts->rows, sizeof *known);
    tm_status status = known ? tm__bayes_new(&bayes, counts->cols, k, err)
                             : tm__fail_memory(err, "finding topics");

    for (size_t i = 0; status == TM_OK && i < counts->rows; i++)
        known[i] = stories->cluster[i] < k ? stories->cluster[i] : TM__BAYES_NONE;
    if (status == TM_OK)
        tm__bayes_classify(label, &bayes, known, counts, k, &others);
    for (size_t i = 0; status == TM_OK && i < counts->rows; i++)
        label[i] = known[i] == TM__BAYES_NONE ? label[i] : known[i];
    tm__bayes_release(&bayes);
    tm__free(known);
    return status;
}

static size_t rows_of_largest(const tm_clustering *stories, size_t k)
{
    size_t rows = 0;

    for (size_t i = 0; i < stories->rows; i++)
        rows += stories->cluster[i] < k;
    return rows;
}

/* The k clusters that the first rows - k merges of the tree leave. */
static tm_status cut_finer(uint32_t *label, const tm_sparse *m, size_t k, const tm_run *run,
                           tm_error *err)
{
    struct tm__merges merges = {m->rows, m->rows - k, NULL};
    tm_tree *tree = NULL;
    size_t clusters;
    tm_status status = tm_stories_tree(&tree, m, run, err);

    if (status != TM_OK)
        return status;
    merges.merge = tm__alloc_array(merges.count, sizeof *merges.merge);
    if (!merges.merge)
        status = tm__fail_memory(err, "finding topics");
    for (size_t i = 0; status == TM_OK && i < merges.count; i++)
        merges.merge[i] =
            (struct tm__merge){tree->part[2 * i], tree->part[2 * i + 1], tree->similarity[i]};
    if (status == TM_OK)
        status = tm__cut_label(label, &clusters, &merges, merges.count, err);
    tm__free(merges.merge);
    tm_tree_free(tree);
    return status;
}

tm_status tm__topic_stories(uint32_t *label, bool *are, const tm_sparse *m, const tm_sparse *counts,
                            size_t k, const tm_run *run, tm_error *err)
{
    tm_clustering *stories = NULL;
    tm_status status;

    *are = false;
    if (m->rows / k >= MOST_ROWS)
        return TM_OK;
    status = tm_stories(&stories, m, NULL, run, err);
    if (status != TM_OK)
        return status;
    *are = (double)rows_of_largest(stories, k) >= held * (double)m->rows;
    if (*are && stories->clusters >= k)
        status = join_others(label, stories, counts, k, err);
    else if (*are)
        status = cut_finer(label, m, k, run, err);
    tm_clustering_free(stories);
    return status;
}
