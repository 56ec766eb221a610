/* The graph that stories are linked along: the most similar rows of every row. */
#ifndef TM_CLUSTER_STORY_GRAPH_H
#define TM_CLUSTER_STORY_GRAPH_H

#include "cluster/blend.h"

/*
 * rows x rows: the most similar rows of every row, with their cosine of at least `least`, columns
 * rising. Rows come into question by an inverted index of the terms that are not too frequent; the
 * best of them by terms are compared in both spaces, and the best of those stay. Symmetric in
 * nothing. Cost: the sum over rows and terms of the other rows that hold the term.
 */
tm_status tm__story_graph(tm_sparse **out, const struct tm__blend *rows, double least,
                          const tm_run *run, tm_error *err);

/*
 * The same rows with the cosines that they have now; those that have become less alike than `least`
 * are no neighbours any more. Rows that would be nearer now are not looked for. Cost: the entries
 * of the graph.
 * @param label  [rows] of a partition, below clusters; rows of a cluster are compared one after
 *               another, which changes nothing but the time
 * Errors: TM_ENOMEM; TM_ECANCELLED, with some cosines old.
 */
tm_status tm__story_graph_again(tm_sparse *graph, const struct tm__blend *rows, double least,
                                const uint32_t *label, size_t clusters, const tm_run *run,
                                tm_error *err);

#endif
