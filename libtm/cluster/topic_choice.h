/* How many topics there are. */
#ifndef TM_CLUSTER_TOPIC_CHOICE_H
#define TM_CLUSTER_TOPIC_CHOICE_H

#include "cluster/consensus.h"

#include <tm/cluster.h>

/*
 * Candidates for k, the best first. At each, rows (at most some thousands of them) are clustered in
 * the consensus of all members and in the consensus of halves of the members. The score is the root
 * of how much the members agree with the outcome (mean NMI, Strehl & Ghosh 2002), times how much
 * nearer rows are to their own topic than to the next in the space of word vectors; times the
 * cube root of how alike the outcomes of halves are (ARI; Lange et al. 2004); times the cube of
 * how much less perplexing words are if topics are told apart, by naive Bayes that leaves a row
 * out; and times what is expected of so many rows. All but the likeness of halves are means over
 * these consensuses, and scores are means with those of numbers nearby.
 * @param counts  tm__bayes_counts() of the members' rows
 * @param most    largest k that is tried, 2 <= most
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__topic_choice(tm_topic_counts **out, const struct tm__members *members,
                           const tm_sparse *counts, size_t most, const tm_run *run, tm_error *err);

#endif
