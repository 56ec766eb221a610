/* Soft expectation maximisation of multinomial naive Bayes. */
#ifndef TM_CLUSTER_NAIVE_BAYES_EM_H
#define TM_CLUSTER_NAIVE_BAYES_EM_H

#include <tm/linalg.h>

/*
 * @param share   [rows x k] in: of each row in each class, summing up to 1; out: after the last
 * pass
 * @param m       rows x words, values are counts, not below 0
 * @param before  how often every word was seen in every class before the first row came, above 0
 * Up to `passes` passes, or until the likelihood grows by less than 1e-6 of itself. Cost O(passes *
 * (entries + cols) * k); memory 4 * cols * k bytes. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__bayes_em(float *share, const tm_sparse *m, size_t k, double before, unsigned passes,
                       const tm_run *run, tm_error *err);

#endif
