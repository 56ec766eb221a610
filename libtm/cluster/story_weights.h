/* Terms weigh what they told of the stories that were found. */
#ifndef TM_CLUSTER_STORY_WEIGHTS_H
#define TM_CLUSTER_STORY_WEIGHTS_H

#include <tm/linalg.h>

/*
 * How rare a term is says nothing of whether its rows tell one story: a day may have as many rows
 * with "deal", in all stories, as with a name that is in one. So every value of a row is multiplied
 * by how often two rows that share the term are in one cluster, as against the mean over all terms,
 * and rows of length 1 are so again. Few rows say little of a term, one row nothing.
 * @param m      rows, in and out; their entries stay where they are, and above 0
 * @param label  [m->rows] below clusters
 * Cost O(entries). Errors: TM_ENOMEM.
 */
tm_status tm__story_weigh(tm_sparse *m, const uint32_t *label, size_t clusters, tm_error *err);

#endif
