/** How good a result is, measured against what people said. */
#ifndef TM_EVALUATE_H
#define TM_EVALUATE_H

#include <tm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Agreement of two partitions of the same rows. All are 1 for equal partitions (whatever the
 * numbers of their clusters) and lie in 0..1, except ami and ari, which are 0 on average for
 * random partitions and can be below.
 */
typedef struct tm_partition_scores {
    size_t size;             /**< sizeof(tm_partition_scores), set by the caller */
    size_t gold, predicted;  /**< clusters in each partition */
    double nmi;              /**< mutual information over the mean of the entropies */
    double ami;              /**< adjusted for chance, arithmetic mean (Vinh et al. 2010) */
    double ari;              /**< adjusted Rand index (Hubert & Arabie 1985) */
    double accuracy;         /**< best one-to-one matching of clusters (Kuhn 1955) */
    double homogeneity;      /**< each cluster holds one class (Rosenberg & Hirschberg 2007) */
    double completeness;     /**< each class is in one cluster */
    double v;                /**< harmonic mean of the two */
    double bcubed_precision; /**< Bagga & Baldwin 1998 */
    double bcubed_recall;
    double bcubed_f1;
    double purity;         /**< share of rows in the majority class of their cluster */
    double pair_precision; /**< of pairs put together, those that belong together; 1 if there are
                              none */
    double
        pair_recall; /**< of pairs that belong together, those put together; 1 if there are none */
    double pair_f1;
} tm_partition_scores;
#define TM_PARTITION_SCORES_INIT                                                                   \
    {                                                                                              \
        sizeof(tm_partition_scores), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0                \
    }

/**
 * @param gold, predicted  [rows] any numbers; equal numbers, same cluster
 * @param[in,out] scores   fields beyond scores->size are left alone
 * No rows: everything is 1. Equal to scikit-learn's measures to 1e-9.
 * Cost O(rows log rows) beside the matching, which is O(g^2 p) for g <= p clusters at worst.
 * Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW.
 */
TM_API TM_MUST_CHECK tm_status tm_evaluate_partition(tm_partition_scores *scores,
                                                     const uint32_t *gold,
                                                     const uint32_t *predicted, size_t rows,
                                                     tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
