/* Boosted trees: what a regression's sum over columns cannot say. */
#ifndef TM_LINALG_BOOSTING_H
#define TM_LINALG_BOOSTING_H

#include "linalg/logistic.h"

enum { TM__TREE_LEVELS = 3, TM__TREE_LEAVES = 1 << TM__TREE_LEVELS, TM__TREE_ROWS = 16 };

/* A tree with one question a level: bit k of a row's leaf says x[column[k]] > above[k]. */
struct tm__tree {
    uint32_t column[TM__TREE_LEVELS];
    float above[TM__TREE_LEVELS];
    float leaf[TM__TREE_LEAVES]; /* added to the row's score */
};

struct tm__boosting {
    size_t trees;
    double rate;  /* share of each tree's answer that is taken, 0..1 */
    double ridge; /* added to a leaf's curvature: a leaf of few samples says little */
};

/*
 * Grow trees one by one, each on what those before leave of the weighted log loss (Friedman 2001,
 * by Newton steps), starting from a score of each row. Trees that ask one question a level
 * (CatBoost, Prokhorenkova et al. 2018) overfit less, and answer without a branch.
 * @param[in,out] score  [samples->rows] log odds to start from; with the trees' answers on return
 * @param[out] tree      [boosting->trees]
 * Columns are cut at most at 63 quantiles; ties go to the lower column, then to the lower cut. The
 * bits do not depend on threads. Cost O(rows * columns) a level, memory rows * columns bytes.
 * Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__boost(struct tm__tree *tree, double *score, const struct tm__samples *samples,
                    const struct tm__boosting *boosting, const tm_run *run, tm_error *err);

/*
 * What trees say of TM__TREE_ROWS rows at once.
 * @param[out] score  [TM__TREE_ROWS]
 * @param x           columns of TM__TREE_ROWS numbers
 */
void tm__trees_score(double *score, const struct tm__tree *tree, size_t trees, const float *x);

#endif
