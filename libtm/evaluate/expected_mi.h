/* What two unrelated partitions of these sizes would agree on by chance. */
#ifndef TM_EVALUATE_EXPECTED_MI_H
#define TM_EVALUATE_EXPECTED_MI_H

#include "evaluate/contingency.h"

/*
 * Expected mutual information in nats under random labels with the same cluster sizes
 * (Vinh, Epps & Bailey 2010, equation 24a). Errors: TM_ENOMEM.
 */
tm_status tm__expected_mi(double *out, const struct tm__contingency *table, tm_error *err);

#endif
