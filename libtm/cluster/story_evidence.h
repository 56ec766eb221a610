/* What the words of two clusters say of whether they tell one story. */
#ifndef TM_CLUSTER_STORY_EVIDENCE_H
#define TM_CLUSTER_STORY_EVIDENCE_H

#include "base/pool.h"
#include "cluster/linkage.h"

/* How many words the prior of a story is worth. */
#define TM__PRIOR_WORDS 1000

/*
 * What every word has of a prior that is shared out as all rows have their words: prior[m->cols].
 * Words that one row alone has do not count and have 0. Returns how many do count in all rows.
 * @param copies  [rows] a row stands for so many
 */
double tm__story_prior(double *prior, const tm_sparse *m, const uint32_t *copies);

/* What the words of a merge say. */
struct tm__evidence {
    /* How much likelier those of its two parts are drawn from one distribution than from one each,
     * as a logarithm a row of both: the Bayes factor of Dirichlet-multinomials with that prior.
     * Below 0 the parts have words of their own. */
    double likelier;
    /* Of the other rows with a word that both parts share, the share that is in these: 1 if nobody
     * else has these words, 0 if they share none. A mean over these words, each by what it has of
     * the product of both parts' rows. */
    double focus;
};

/*
 * @param evidence  [merges->count] out
 * @param m         the rows of the tree; words that one row alone has do not count
 * @param copies    [rows] a row stands for so many
 * @param pool      [tm__threads(run)] empty, whose memory is used; they are empty in the end
 * Cost O(entries * log rows) at most. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__story_evidence(struct tm__evidence *evidence, const struct tm__merges *merges,
                             const tm_sparse *m, const uint32_t *copies, struct tm__pool *pool,
                             const tm_run *run, tm_error *err);

#endif
