/* What many partitions have in common, as a space in which rows that they keep together are near.
 */
#ifndef TM_CLUSTER_CONSENSUS_H
#define TM_CLUSTER_CONSENSUS_H

#include "cluster/topic_members.h"

/* Row r is at vector[r * components ...), the leading singular vectors times their values. */
struct tm__consensus {
    size_t rows, components;
    float *vector; /* [rows * components] */
};

/*
 * The spectral consensus of members use[0..count) (NULL: the first `count`): the singular vectors
 * of the rows x clusters matrix of memberships, each cluster over the root of its size, which are
 * the eigenvectors of the normalised cut of the graph of rows that members put together (Strehl &
 * Ghosh 2002; Dhillon 2001).
 * Cost O(rows * count * components) a few times. Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__consensus_new(struct tm__consensus *c, const struct tm__members *members,
                            const uint32_t *use, size_t count, size_t components, const tm_run *run,
                            tm_error *err);
void tm__consensus_release(struct tm__consensus *c);

/* out[count * width]: rows row[0..count) (NULL: all) in the first `width` components, at length 1.
 * width <= components. */
void tm__consensus_rows(float *out, const struct tm__consensus *c, const uint32_t *row,
                        size_t count, size_t width);

#endif
