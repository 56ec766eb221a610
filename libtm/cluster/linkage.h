/* Average-link agglomeration on a sparse graph. */
#ifndef TM_CLUSTER_LINKAGE_H
#define TM_CLUSTER_LINKAGE_H

#include "base/pool.h"
#include "cluster/blend.h"

/* Clusters a and b become one. Rows are clusters 0 .. rows-1; merge i makes cluster rows + i. */
struct tm__merge {
    uint32_t a, b; /* a < b */
    double height; /* their mean cosine, over all pairs of one row here and one there */
};

struct tm__merges {
    size_t rows, count; /* count < rows, or 0 */
    struct tm__merge *merge;
};

/*
 * Merge the two most similar clusters (UPGMA; ties: the lower numbers) while their mean cosine is
 * at least `stop`. Only clusters that are neighbours are compared: neighbours of a merged cluster
 * are those of its parts, at most 30 of them. With more than 2,048 rows all threads merge, and of
 * pairs that share no cluster and whose heights differ by less than a tenth the lower may be merged
 * first. Merges come in the order of their heights, in any case, and do not depend on the threads.
 * @param stop    above 0
 * @param weight  [rows] copies of a row
 * @param graph   rows x rows, cosines of neighbours; need not be symmetric
 * @param pool    [tm__threads(run)] memory for the clusters, empty before and after; it keeps what
 *                the system gave it
 * Heights never rise but for clusters that became neighbours late. Near-linear in the edges of the
 * graph. Errors: TM_ENOMEM, TM_ECANCELLED. Merges are for tm__free(out->merge).
 */
tm_status tm__linkage(struct tm__merges *out, const struct tm__blend *rows, const uint32_t *weight,
                      const tm_sparse *graph, double stop, struct tm__pool *pool, const tm_run *run,
                      tm_error *err);

/*
 * The clusters that the first `count` merges leave: label[rows] is the number of a row's cluster,
 * below 2 * rows.
 */
tm_status tm__merges_label(uint32_t *label, const struct tm__merges *merges, size_t count,
                           tm_error *err);

#endif
