/* How many topics there are. */
#ifndef TM_CLUSTER_TOPIC_CHOICE_H
#define TM_CLUSTER_TOPIC_CHOICE_H

#include "cluster/consensus.h"

#include <tm/cluster.h>

/*
 * Candidates for k, the best first. At each, rows (at most some thousands of them) are clustered in
 * the consensus of all members and in the consensus of halves of the members. The score is the root
 * of how much the members agree with the outcome (mean NMI, Strehl & Ghosh 2002), times how
 * alike the outcomes of halves are (ARI; Lange et al. 2004), times how much nearer rows
 * are to their own topic than to the next in the space of word vectors; and the square of how well
 * the words of a row, left out itself, foretell its topic (ARI).
 * @param counts  tm__bayes_counts() of the members' rows
 * @param most    largest k that is tried, 2 <= most
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__topic_choice(tm_topic_counts **out, const struct tm__members *members,
                           const tm_sparse *counts, size_t most, const tm_run *run, tm_error *err);

#endif
