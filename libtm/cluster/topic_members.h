/* Many partitions of the same rows, each seen in another way, that vote on topics. */
#ifndef TM_CLUSTER_TOPIC_MEMBERS_H
#define TM_CLUSTER_TOPIC_MEMBERS_H

#include "cluster/discriminant.h"

/* member i puts row r into label[i * rows + r], below clusters[i]. */
struct tm__members {
    size_t count, rows;
    uint32_t *label;    /* [count * rows] */
    uint32_t *clusters; /* [count] */
    float *vector;      /* [rows * width] centred document vectors, as most members see them */
    size_t width;
    struct tm__white_rows white; /* all that may be seen of rows, to revise members by */
};

/*
 * Members take turns through 16 spaces: word vectors (positive pointwise mutual information) with
 * context counts to the power .75 or 1, their first 30, 50, 80 or 120 components, alone or beside
 * LSA of the rows. Each runs spherical k-means, its k one of geometric steps from `least` to
 * `most` in a random order, on at most 5,000 rows drawn for it, and is relabelled by naive Bayes,
 * in the end leaving each row out of what its class knows. With a background, a share of them
 * (topic_share.h) sees its vectors in the place of those that the rows taught.
 * @param m           rows of length 1, none zero
 * @param counts      tm__bayes_counts() of them
 * @param background  a vector for each column of m; NULL: none
 * @param most        2 <= least <= most <= rows
 * Errors: TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
tm_status tm__members_new(struct tm__members *members, const tm_sparse *m, const tm_sparse *counts,
                          const tm_word_vectors *background, size_t count, size_t least,
                          size_t most, const tm_run *run, tm_error *err);

/* `votes` more members, each of them label[rows] below k. Errors: TM_ENOMEM, and nothing is added.
 */
tm_status tm__members_add(struct tm__members *members, const uint32_t *label, size_t k,
                          size_t votes, tm_error *err);
void tm__members_release(struct tm__members *members);

#endif
