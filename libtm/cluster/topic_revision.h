/* Members of a vote think again, with all that is to be seen. */
#ifndef TM_CLUSTER_TOPIC_REVISION_H
#define TM_CLUSTER_TOPIC_REVISION_H

#include "cluster/topic_members.h"

/*
 * Twice as many members: each goes where linear discriminant analysis of all views puts its rows,
 * and one behind all of these where naive Bayes puts them from there. What looks through words as
 * directions and what counts them are wrong about different rows, and correct each other.
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED; members are of no use then.
 * @param counts  as tm__members_new() had them
 */
tm_status tm__members_revise(struct tm__members *members, const tm_sparse *counts,
                             const tm_run *run, tm_error *err);

#endif
