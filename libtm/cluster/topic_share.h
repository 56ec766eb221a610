/* How many members should see rows as a background of words does. */
#ifndef TM_CLUSTER_TOPIC_SHARE_H
#define TM_CLUSTER_TOPIC_SHARE_H

#include "cluster/topic_members.h"

/*
 * Members that see what is there agree with each other; so the share is 1 where those that see the
 * background agree as well as those that see what the rows taught (mean NMI), and falls to 0 where
 * they agree 7/8 as well. The more pairs of words meet in rows, which is what rows teach from, the
 * less of it is granted.
 * @param which   2 * trial members: some that see the rows' own vectors, then as many that see the
 *                background's
 * @param counts  the members' rows; only where entries are matters
 * Cost O(trial^2 * rows), 5,000 rows at most. Errors: TM_ENOMEM.
 */
tm_status tm__background_share(double *share, const struct tm__members *members,
                               const uint32_t *which, size_t trial, const tm_sparse *counts,
                               tm_error *err);

#endif
