/* The best one-to-one matching of clusters. */
#ifndef TM_EVALUATE_ASSIGNMENT_H
#define TM_EVALUATE_ASSIGNMENT_H

#include "evaluate/contingency.h"

/* The most rows a one-to-one matching of gold and predicted clusters can keep. Errors: TM_ENOMEM.
 */
tm_status tm__assignment(uint64_t *matched, const struct tm__contingency *table, tm_error *err);

#endif
