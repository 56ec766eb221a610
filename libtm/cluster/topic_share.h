/* How many members should see rows as a background of words does. */
#ifndef TM_CLUSTER_TOPIC_SHARE_H
#define TM_CLUSTER_TOPIC_SHARE_H

#include "cluster/topic_members.h"

/*
 * Members that see what is there agree with each other; so the share, 0 to 1, grows with how well
 * those that see the background agree beside those that see what the rows taught (mean ARI), and
 * is half where they agree alike. The more the rows teach, the less of it is granted.
 * @param members  the first `trial` see the rows' own vectors, as many behind them the background's
 * @param words    of all rows, each once a row
 * Cost O(trial^2 * rows), 5,000 rows at most. Errors: TM_ENOMEM.
 */
tm_status tm__background_share(double *share, const struct tm__members *members, size_t trial,
                               uint64_t words, tm_error *err);

#endif
