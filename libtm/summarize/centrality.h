/* Which sentences the others resemble. */
#ifndef TM_SUMMARIZE_CENTRALITY_H
#define TM_SUMMARIZE_CENTRALITY_H

#include <tm/linalg.h>

/*
 * Continuous LexRank (Erkan & Radev 2004): the stationary distribution of a walk over sentences
 * that goes from i to j != i in proportion to their cosine, and anywhere with probability 1 -
 * damping; from a sentence that resembles none it goes anywhere.
 * @param[out] score  [rows]; their sum is 1
 * @param m           rows of length 1 or 0, values not below 0
 * Cost O(entries) an iteration, at most 200: no graph is built. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__lexrank(double *score, const tm_sparse *m, double damping, const tm_run *run,
                      tm_error *err);

#endif
