/* Rows moved to the cluster whose words they are likeliest drawn from. */
#ifndef TM_CLUSTER_MIXTURE_H
#define TM_CLUSTER_MIXTURE_H

#include "base/pool.h"
#include "cluster/blend.h"

/*
 * Iterated conditional modes of a mixture of Dirichlet-multinomials (Yin & Wang 2014) that starts
 * from a partition: every row goes to the cluster with the largest
 *
 *     (m_k + alpha) * prod over its words of (n_kw + beta) / prod over i < its words of (n_k + beta
 * V + i)
 *
 * where m_k rows, n_k words, and n_kw times word w are in cluster k, the row itself not counted.
 * All rows move at once, so that their order does not matter. Clusters of its neighbours come
 * into question; in the end a move stands if the target had enough rows from the start and the row
 * is alike to these on average.
 * @param label   [rows] in and out, below clusters
 * @param copies  [rows] a row stands for so many
 * @param graph   rows x rows, the neighbours of a row
 * @param pool    [tm__threads(run)] empty, whose memory is used; they are empty in the end
 * Cost O(sweeps * entries * neighbours). Errors: TM_ENOMEM, TM_ECANCELLED.
 */
tm_status tm__mixture_refine(uint32_t *label, size_t clusters, const struct tm__blend *rows,
                             const uint32_t *copies, const tm_sparse *graph, struct tm__pool *pool,
                             const tm_run *run, tm_error *err);

/* The alpha of a Dirichlet process that is expected to make so many clusters of so many rows. */
double tm__mixture_alpha(double clusters, double rows);

#endif
