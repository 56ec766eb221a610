/* Random walks over sentences that are alike. */
#ifndef TM_SUMMARIZE_WALK_H
#define TM_SUMMARIZE_WALK_H

#include <tm/base.h>

/* out[i] = sum over j != i of how alike i and j are, times z[j]. */
typedef void (*tm__alike_fn)(double *out, const double *z, void *ctx);

/*
 * The stationary distribution of a walk over n sentences that goes from i to j != i in proportion
 * to how alike they are (the same both ways, not below 0), and anywhere with probability 1 -
 * damping; from a sentence that is like none it goes anywhere.
 * @param[out] score  [n]; their sum is 1
 * At most 200 steps. Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__walk(double *score, size_t n, tm__alike_fn alike, void *ctx, double damping,
                   const tm_run *run, tm_error *err);

#endif
