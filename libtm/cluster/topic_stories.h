/* Topics so many and so small that they are stories. */
#ifndef TM_CLUSTER_TOPIC_STORIES_H
#define TM_CLUSTER_TOPIC_STORIES_H

#include <tm/base.h>
#include <tm/linalg.h>

/*
 * Rows as the k largest of their stories, to which naive Bayes moves all others; where there are
 * fewer than k, the tree of stories is cut into k. *are says whether the rows are stories: whether
 * they are few for k topics, and the k largest have nearly all of them. If not, label is undefined.
 * @param label   [m->rows] out, below k
 * @param m       rows of length 1, none zero, of k or more kinds
 * @param counts  tm__bayes_counts() of them
 * Cost: tm_stories(), where rows are few. Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__topic_stories(uint32_t *label, bool *are, const tm_sparse *m, const tm_sparse *counts,
                            size_t k, const tm_run *run, tm_error *err);

#endif
