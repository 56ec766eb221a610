/* Small stories that have no words to show for it fall apart. */
#ifndef TM_CLUSTER_STORY_SMALL_H
#define TM_CLUSTER_STORY_SMALL_H

#include <tm/linalg.h>

/*
 * Vectors of words tell what rows are about; two or three rows may be about the same by chance.
 * So what is left of a small cluster where the mean cosine by terms is too low are its parts that
 * hang together by terms (average linkage), which are new clusters.
 * @param label     [m->rows] in and out, below *clusters
 * @param clusters  in and out
 * @param m         unit rows of terms, distinct
 * @param copies    [m->rows] a row stands for so many
 * @param least     the mean cosine that is asked for
 * Cost O(rows). Errors: TM_ENOMEM.
 */
tm_status tm__story_part_small(uint32_t *label, size_t *clusters, const tm_sparse *m,
                               const uint32_t *copies, double least, tm_error *err);

#endif
