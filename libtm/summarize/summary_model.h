/* What makes a concept worth telling: regressions over its features, and trees of what those miss.
 */
#ifndef TM_SUMMARIZE_SUMMARY_MODEL_H
#define TM_SUMMARIZE_SUMMARY_MODEL_H

#include "linalg/boosting.h"
#include "summarize/features.h"

#include <tm/summarize.h>

enum { TM__SUMMARY_TREES = 24 };

/* Log odds: the weighted sum and what the trees say. */
struct tm__concept_model {
    double weight[1 + TM__FEATURES]; /* the constant first, then by feature */
    size_t trees;
    struct tm__tree tree[TM__SUMMARY_TREES];
};

struct tm_summary_model {
    struct tm__concept_model word, pair;
};

/* The model of a name that is compiled in, for tm_summary_model_free(). Errors: TM_ENOTFOUND,
 * TM_ENOMEM, TM_EFORMAT. */
tm_status tm__summary_model_own(tm_summary_model **out, const char *name, tm_error *err);

/*
 * Probabilities that a person's summary holds concepts, TM__TREE_ROWS at once.
 * @param[out] p  [TM__TREE_ROWS]
 * @param x       [TM__FEATURES x TM__TREE_ROWS] a feature behind the other
 */
void tm__concept_model_apply(double *p, const struct tm__concept_model *model, const float *x);

/* The same of all concepts; 0 where no passage that was looked at holds them.
 * @param[out] out  [concepts] */
void tm__summary_model_apply(double *out, const tm_summary_model *model,
                             struct tm__features *features);

#endif
