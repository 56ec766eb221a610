/* What makes a concept worth telling: two logistic regressions over its features. */
#ifndef TM_SUMMARIZE_SUMMARY_MODEL_H
#define TM_SUMMARIZE_SUMMARY_MODEL_H

#include "summarize/features.h"

#include <tm/summarize.h>

struct tm_summary_model {
    /* Constant first, then by feature: of words, and of pairs of words. */
    double word[1 + TM__FEATURES], pair[1 + TM__FEATURES];
};

/* The model of a name that is compiled in, for tm_summary_model_free(). Errors: TM_ENOTFOUND,
 * TM_ENOMEM, TM_EFORMAT. */
tm_status tm__summary_model_own(tm_summary_model **out, const char *name, tm_error *err);

/*
 * out[k] is the probability that a person's summary holds concept k; 0 where no passage that was
 * looked at holds it.
 * @param features  [concepts->count x TM__FEATURES]
 */
void tm__summary_model_apply(double *out, const tm_summary_model *model,
                             const struct tm__concepts *concepts, const float *features);

#endif
