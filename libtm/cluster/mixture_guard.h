/* What the model of words may not do: lead rows to small clusters, or to strangers. */
#ifndef TM_CLUSTER_MIXTURE_GUARD_H
#define TM_CLUSTER_MIXTURE_GUARD_H

#include "cluster/blend.h"

/*
 * Rows whose label differs from the old one go back where the new cluster had less than five rows,
 * or a mean cosine with the row of less than .10, under the old labels. Errors: TM_ENOMEM,
 * TM_ECANCELLED.
 */
tm_status tm__mixture_guard(uint32_t *label, const uint32_t *old, size_t clusters,
                            const struct tm__blend *rows, const uint32_t *copies, const tm_run *run,
                            tm_error *err);

#endif
