/** How good a result is, measured against what people said. */
#ifndef TM_EVALUATE_H
#define TM_EVALUATE_H

#include <tm/base.h>
#include <tm/linalg.h>

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

/**
 * How much nearer rows are to their own cluster than to the next, without gold: (b - a) / max(a, b)
 * with a and b the mean distances, 1 - cosine, to the other rows of the own and to those of the
 * nearest other cluster (Rousseeuw 1987). -1..1; 0 for a cluster of one and where all rows are in
 * one cluster. Equal to scikit-learn's with metric="cosine" but for the precision of the rows.
 * @param[out] each  [m->rows] of every row; NULL if only the mean is wanted
 * @param m          rows of any length; a zero row is 1 away from all others
 * @param cluster    [m->rows] any numbers; equal numbers, same cluster
 * Cost O(entries * clusters with the term). Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW,
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_evaluate_silhouette(double *mean, double *each,
                                                      const tm_sparse *m, const uint32_t *cluster,
                                                      const tm_run *run, tm_error *err);

/** What a summary and a reference have in common (Lin 2004). */
typedef enum tm_rouge_measure {
    TM_ROUGE_1 = 0,    /**< tokens */
    TM_ROUGE_2 = 1,    /**< two tokens in a row */
    TM_ROUGE_L = 2,    /**< the longest common subsequence of all tokens */
    TM_ROUGE_LSUM = 3, /**< the same a sentence, united over sentences; a line is a sentence */
    TM_ROUGE_SU4 = 4   /**< tokens, and pairs with at most four tokens between */
} tm_rouge_measure;
enum { TM_ROUGE_MEASURES = 5 };

/** How several references count. */
typedef enum tm_rouge_combine {
    TM_ROUGE_MEAN = 0, /**< the mean of the scores against each */
    TM_ROUGE_BEST = 1  /**< the one with the best F, for each measure (rouge-score's score_multi) */
} tm_rouge_combine;

typedef struct tm_rouge_options {
    size_t size; /**< sizeof(tm_rouge_options) */
    /** NULL: tokens are those of Google's rouge-score, runs of the letters a-z and digits in lower
     * case, everything else parts. A code of tm_analyzer_options: words of tm_words(), stop words
     * kept, for text in other letters; "und" for any language. */
    const char *language;
    bool no_stem; /**< default: stems; Porter's as in rouge-score without language, else the
                     language's where it has any */
    tm_rouge_combine references;
} tm_rouge_options;
#define TM_ROUGE_INIT                                                                              \
    {                                                                                              \
        sizeof(tm_rouge_options), NULL, false, TM_ROUGE_MEAN                                       \
    }

typedef struct tm_rouge_score {
    double precision; /**< share of the summary that is in the reference */
    double recall;    /**< share of the reference that is in the summary */
    double f;         /**< harmonic mean of the two */
} tm_rouge_score;

/**
 * Score a summary. Without language equal to rouge-score 0.1.2 in ROUGE-1, -2, -L and -Lsum;
 * texts without tokens score 0.
 * @param[out] score  [TM_ROUGE_MEASURES], by tm_rouge_measure
 * @param reference   [references], at least 1
 * Cost: for ROUGE-L tokens x tokens / 64 steps and bits. Errors: TM_EINVAL, TM_ENOMEM,
 * TM_EOVERFLOW (4 GiB of tokens), TM_ENOTFOUND (language).
 */
TM_API TM_MUST_CHECK tm_status tm_evaluate_rouge(tm_rouge_score *score, tm_text summary,
                                                 const tm_text *reference, size_t references,
                                                 const tm_rouge_options *options, tm_error *err);

/**
 * An interval that holds the mean of what the values were drawn from, by the percentiles of the
 * means of samples drawn with replacement (the bootstrap; Efron 1979).
 * @param value   [count], at least 1
 * @param level   within 0..1, usually 0.95
 * @param samples at least 1, usually 1,000
 * Percentiles lie between samples in proportion. Cost count * samples, on run's threads; the same
 * for one seed of run. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_evaluate_interval(double *low, double *high, const double *value,
                                                    size_t count, double level, size_t samples,
                                                    const tm_run *run, tm_error *err);

/**
 * How likely a difference of means at least as large as that of a and b would be if it were chance
 * which of each pair is whose: approximate randomisation (Noreen 1989), two-sided, (hits + 1) /
 * (samples + 1).
 * @param a, b  [count] scores of two systems on the same records, at least 1
 * Cost and errors as tm_evaluate_interval().
 */
TM_API TM_MUST_CHECK tm_status tm_evaluate_paired(double *p, const double *a, const double *b,
                                                  size_t count, size_t samples, const tm_run *run,
                                                  tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
