/** Clusters of rows, how many there are, and what to call them. */
#ifndef TM_CLUSTER_H
#define TM_CLUSTER_H

#include <tm/linalg.h>
#include <tm/text.h>
#include <tm/vector.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A partition. Every row is in exactly one cluster. Whatever the algorithm, the partition does not
 * depend on the order of the rows, up to rows whose margin is below 1e-6 and to which of several
 * equal rows is which; a seed draws from rows in the order of their contents. Clusters are numbered
 * by size, largest first, and by their first row where sizes are equal, so equal partitions are
 * equal arrays.
 */
typedef struct tm_clustering {
    size_t rows, clusters;
    uint32_t *cluster; /**< [rows] the row's cluster, below clusters */
    float *score;      /**< [rows] cosine to the mean of its cluster, 0..1; 1 in a cluster of one */
    float *margin;     /**< [rows] score minus the cosine to the best other cluster */
    uint32_t *size;    /**< [clusters] rows */
    uint32_t *medoid;  /**< [clusters] the row with the highest score (ties: the first) */
    double objective;  /**< mean score; what k-means maximises */
} tm_clustering;

TM_API void tm_clustering_free(tm_clustering *clustering);

/**
 * A partition from given labels (any numbers; equal label, same cluster): renumbered, scored, with
 * medoids.
 * @param m  rows of length 1, or zero rows. Errors: TM_EINVAL, TM_ENOMEM.
 */
TM_API TM_MUST_CHECK tm_status tm_clustering_from_labels(tm_clustering **out, const tm_sparse *m,
                                                         const uint32_t *label, const tm_run *run,
                                                         tm_error *err);

/** In tm_kmeans_options: a row that starts in no cluster. */
#define TM_KMEANS_FREE UINT32_MAX

/** Spherical k-means (Dhillon & Modha 2001) with k-means++ seeding (Arthur & Vassilvitskii 2007).
 */
typedef struct tm_kmeans_options {
    size_t size;         /**< sizeof(tm_kmeans_options) */
    size_t clusters;     /**< k; 0: as many as tm_stories() finds; more than different rows: one
                            each, copies together */
    unsigned restarts;   /**< 0 means 8; the run with the best objective wins */
    unsigned iterations; /**< 0 means 100; stops earlier when no row moves. With batch: batches */
    size_t batch;        /**< rows a mini-batch; 0: none, every iteration looks at all rows */
    const uint32_t *labels;     /**< [rows] start here instead of at seeds: clusters below
                                   `clusters` or TM_KMEANS_FREE; one run. NULL: no */
    const tm_sparse *centroids; /**< or start here: `clusters` rows of length 1, the columns of m,
                                   such as the centroids of an earlier clustering. NULL: no */
} tm_kmeans_options;
#define TM_KMEANS_INIT                                                                             \
    {                                                                                              \
        sizeof(tm_kmeans_options), 0, 0, 0, 0, NULL, NULL                                          \
    }

/**
 * Rows that cannot have changed their cluster are not computed (bounds by the triangle inequality
 * of angles, Schubert, Lang & Feher 2021); the clusters are those of the plain algorithm.
 * Mini-batches (Sculley 2010) look at some rows a time, drawn without return; a row that is drawn
 * again leaves the centroid it was in (Newling & Fleuret 2016). All rows are assigned in the end.
 * @param m  rows as tm_tfidf_fit() makes them: length 1 or zero. A zero row goes to cluster 0 with
 * score 0. No cluster comes back empty. Cost O(entries * k) an iteration, less as rows settle.
 * Errors: TM_EINVAL (also what is given to start from and does not fit), TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_kmeans(tm_clustering **out, const tm_sparse *m,
                                         const tm_kmeans_options *options, const tm_run *run,
                                         tm_error *err);

/** Bisecting k-means. */
typedef struct tm_bisecting_options {
    size_t size;     /**< sizeof(tm_bisecting_options) */
    size_t clusters; /**< k; 0: as many as tm_stories() finds; more than different rows: one each */
    unsigned trials; /**< of each split, 0 means 8; the one with the best objective is made */
} tm_bisecting_options;
#define TM_BISECTING_INIT                                                                          \
    {                                                                                              \
        sizeof(tm_bisecting_options), 0, 0                                                         \
    }

/**
 * Bisecting k-means (Steinbach, Karypis & Kumar 2000): the cluster with the largest sum of
 * 1 - cosine to its mean is split in two by tm_kmeans() until there are k. What k + 1 clusters keep
 * together, k do. No cluster comes back empty.
 * @param m  rows of length 1 or zero. A zero row goes to cluster 0 with score 0. Cost
 * O(entries * log k) an iteration if splits are even. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_bisecting(tm_clustering **out, const tm_sparse *m,
                                            const tm_bisecting_options *options, const tm_run *run,
                                            tm_error *err);

/** Stories: many small clusters whose number is found. */
typedef struct tm_stories_options {
    size_t size;      /**< sizeof(tm_stories_options) */
    double threshold; /**< join clusters while their mean similarity is at least this; 0: chosen
                         from the data */
} tm_stories_options;
#define TM_STORIES_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_stories_options), 0.0                                                            \
    }

/**
 * Average-link agglomeration (UPGMA) on a sparse graph of neighbours, with exact linkage from
 * sums. Rows are compared half by their terms and half by vectors of words that are learnt from the
 * rows themselves (tm_word_vectors_new()), less by vectors where rows are few (half as much at 500)
 * or have more than 40 terms on average; copies count as one row and stay together. The tree is cut
 * where its own heights say; where most rows are in stories of some size, a model of the words of
 * each story then moves rows between them, and all is done once more with terms weighed by how far
 * they keep to one story. Rows that resemble nothing stay alone: they are clusters of one, never
 * lost.
 *
 * Rows want all their words, also those of one row only (min_df 1): they say how much of a row is
 * its own. Cost: near-linear in rows but for frequent terms; 0.1 ms a headline.
 * @param m  rows of length 1 or zero. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_stories(tm_clustering **out, const tm_sparse *m,
                                          const tm_stories_options *options, const tm_run *run,
                                          tm_error *err);

/** Connected components. */
typedef struct tm_components_options {
    size_t size;      /**< sizeof(tm_components_options) */
    double threshold; /**< rows with a cosine of at least this are linked; 0 means 0.5 */
} tm_components_options;
#define TM_COMPONENTS_INIT                                                                         \
    {                                                                                              \
        sizeof(tm_components_options), 0.0                                                         \
    }

/**
 * Connected components of the graph of similar pairs (tm_pairs()): single linkage cut at a height.
 * Quick and easy to explain, but one row between two stories makes them one; tm_stories() does not.
 * @param m  rows of length 1 or zero. Copies stay together, a zero row stands alone. Cost and
 * memory as tm_pairs() on distinct rows. Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_components(tm_clustering **out, const tm_sparse *m,
                                             const tm_components_options *options,
                                             const tm_run *run, tm_error *err);

/** Dirichlet-multinomial mixture. */
typedef struct tm_dirichlet_mixture_options {
    size_t size;         /**< sizeof(tm_dirichlet_mixture_options) */
    size_t clusters;     /**< at most so many; 0 means 200. Clusters that run empty stay so */
    double alpha;        /**< prior rows a cluster, 0 means 0.1: small, and few clusters survive */
    double beta;         /**< prior of each word in each cluster, 0 means 0.1 */
    unsigned iterations; /**< sweeps that draw, 0 means 15; five that take the likeliest follow */
    unsigned restarts;   /**< 0 means 4; the likeliest wins */
} tm_dirichlet_mixture_options;
#define TM_DIRICHLET_MIXTURE_INIT                                                                  \
    {                                                                                              \
        sizeof(tm_dirichlet_mixture_options), 0, 0.0, 0.0, 0, 0                                    \
    }

/**
 * Collapsed Gibbs sampling of a mixture of Dirichlet-multinomials (Yin & Wang 2014, "GSDMM"), made
 * for short texts. Finds how many clusters there are below a given number.
 * @param m  rows of length 1 or zero; only where entries are matters: every word counts once.
 * Zero rows go to cluster 0. Cost O(sweeps * entries * clusters) a restart, restarts in parallel;
 * 8 * columns * clusters bytes for each thread. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_dirichlet_mixture(tm_clustering **out, const tm_sparse *m,
                                                    const tm_dirichlet_mixture_options *options,
                                                    const tm_run *run, tm_error *err);

/** Topics: few large clusters. */
typedef struct tm_topics_options {
    size_t size;      /**< sizeof(tm_topics_options) */
    size_t clusters;  /**< k; 0: found; more than different rows: one each */
    size_t most;      /**< when k is found, the largest that is tried; 0 means sqrt(2 rows), but
                           40 at most */
    unsigned members; /**< partitions that vote, 0 means 64 (fewer for a k above 32), at least 4 */
    const tm_word_vectors
        *background; /**< a vector for each column, learnt elsewhere; NULL: none */
} tm_topics_options;
#define TM_TOPICS_INIT                                                                             \
    {                                                                                              \
        sizeof(tm_topics_options), 0, 0, 0, NULL                                                   \
    }

/** Numbers of topics that were tried, the best first. */
typedef struct tm_topic_counts {
    size_t count;
    size_t *clusters; /**< [count] a number of topics */
    double *score;    /**< [count] falling; how well it does, as a share of the best */
} tm_topic_counts;

TM_API void tm_topic_counts_free(tm_topic_counts *counts);

/**
 * The consensus of many partitions: spherical k-means in spaces of word vectors that are learnt
 * from the rows (tm_word_vectors_new()) and of LSA, with many k, each relabelled by naive Bayes (in
 * the end without a row's own word for its class), and twice more when k is known: by linear
 * discriminant analysis of all these spaces at once, and by naive Bayes from there;
 * rows that the members put together are together (spectral consensus after Strehl & Ghosh 2002).
 * Far better than k-means on terms, above all on short texts, and steady from seed to seed.
 *
 * Few or short rows teach little of words. With options->background (tm_word_vectors_load()),
 * partitions that see rows by its vectors vote too, as many as agree with each other as well as the
 * others do: all where it knows the words, none where it does not. Only up to 32 topics.
 *
 * Where topics are stories, that is, fewer than 200 rows each are asked for and the k largest of
 * tm_stories() hold most rows, these vote as well, and the others' vote only corrects them: k-means
 * alone would make clusters of like sizes.
 *
 * @param[out] counts  what was tried when k is found, NULL when it is given; may be NULL
 * @param m  TF-IDF rows as tm_tfidf_fit() makes them (sublinear, smooth idf), of length 1 or zero;
 * others are taken, but then the relabelling sees other counts. Zero rows go to cluster 0.
 * Found k: 1 for fewer than 8 distinct rows. Cost: near-linear in rows; 64 runs of k-means on dense
 * rows of 30 to 220 numbers; 0.5 ms a headline, 5 kB a row; where topics may be stories, also that
 * of tm_stories().
 * Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_topics(tm_clustering **out, tm_topic_counts **counts,
                                         const tm_sparse *m, const tm_topics_options *options,
                                         const tm_run *run, tm_error *err);

/**
 * Rows whose score is below @p min_score leave their clusters and stand alone; the rest is numbered
 * and scored anew.
 * @param m          the rows that were clustered
 * @param min_score  0..1
 * Errors: TM_EINVAL, TM_EOVERFLOW, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_clustering_set_loners(tm_clustering **out,
                                                        const tm_clustering *clustering,
                                                        const tm_sparse *m, double min_score,
                                                        const tm_run *run, tm_error *err);

/** Merges of rows, for who wants to cut them otherwise or draw them. */
typedef struct tm_tree {
    size_t rows, merges; /**< fewer merges than rows - 1: what resembles nothing is not merged */
    uint32_t *part;      /**< [merges x 2] a row, or rows + the number of an earlier merge */
    double *similarity;  /**< [merges] of the two parts, 1 between copies; may rise by rounding
                            alone, else falls */
} tm_tree;

TM_API void tm_tree_free(tm_tree *tree);

/**
 * The tree that tm_stories() cuts first, down to a mean similarity of 0.06; not at one height, as
 * large clusters may be less alike than small ones. The lower part of a merge comes first. Arguments,
 * cost and errors as tm_stories().
 */
TM_API TM_MUST_CHECK tm_status tm_stories_tree(tm_tree **out, const tm_sparse *m, const tm_run *run,
                                               tm_error *err);

/** How far two clusters are from each other. */
typedef enum tm_linkage {
    TM_LINKAGE_AVERAGE = 0,  /**< the mean cosine of all pairs (UPGMA) */
    TM_LINKAGE_COMPLETE = 1, /**< the least cosine */
    TM_LINKAGE_WARD = 2,  /**< what the sum of squared distances to the means grows by (Ward 1963),
                             1 less that as a similarity, which may be below 0 */
    TM_LINKAGE_SINGLE = 3 /**< the largest cosine */
} tm_linkage;

/** Agglomeration with a classic linkage. */
typedef struct tm_agglomerate_options {
    size_t size; /**< sizeof(tm_agglomerate_options) */
    tm_linkage method;
    size_t clusters;  /**< cut where there are k; 0: by threshold, or as many as tm_stories() finds.
                         Copies stay together, so that there may be fewer */
    double threshold; /**< cut where the similarity falls below; 0: by number. Two rows that are
                         alone have their cosine as similarity, whatever the method */
    size_t most; /**< distinct rows that may be compared, 0 means 20,000: 1.6 GB; single linkage
                    has no limit */
} tm_agglomerate_options;
#define TM_AGGLOMERATE_INIT                                                                        \
    {                                                                                              \
        sizeof(tm_agglomerate_options), TM_LINKAGE_AVERAGE, 0, 0.0, 0                              \
    }

/**
 * Average, complete or Ward linkage by the nearest-neighbour chain on the distances of all distinct
 * rows, single linkage by the minimum spanning tree (Muellner 2011). Heights are those of
 * scipy.cluster.hierarchy on 1 - cosine to 1e-9 (Ward: of rows of length 1 in Euclidean space,
 * where similarity = 1 - height^2 / 2).
 * @param m  rows of length 1 or zero. Zero rows go to cluster 0, with a threshold they stand alone.
 * Cost O(rows^2); memory 4 * rows^2 bytes, for single linkage O(entries). Errors: TM_EINVAL,
 * TM_ENOMEM, TM_EOVERFLOW (too many rows), TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_agglomerate(tm_clustering **out, const tm_sparse *m,
                                              const tm_agglomerate_options *options,
                                              const tm_run *run, tm_error *err);

/**
 * The tree that tm_agglomerate() cuts, to the top: one merge less than there are rows with terms;
 * zero rows are not merged. clusters and threshold are not looked at, otherwise as
 * tm_agglomerate().
 */
TM_API TM_MUST_CHECK tm_status tm_agglomerate_tree(tm_tree **out, const tm_sparse *m,
                                                   const tm_agglomerate_options *options,
                                                   const tm_run *run, tm_error *err);

/** LSA and k-means. */
typedef struct tm_lsa_kmeans_options {
    size_t size;     /**< sizeof(tm_lsa_kmeans_options) */
    size_t clusters; /**< k; 0: as many as tm_stories() finds; more than different rows: one each */
    size_t components; /**< of the SVD, 0 means 100 */
    unsigned restarts; /**< 0 means 8; the run with the best objective wins */
} tm_lsa_kmeans_options;
#define TM_LSA_KMEANS_INIT                                                                         \
    {                                                                                              \
        sizeof(tm_lsa_kmeans_options), 0, 0, 0                                                     \
    }

/**
 * Spherical k-means in the space of the first components of an SVD (latent semantic analysis,
 * Deerwester et al. 1990; tm_svd_new()).
 * @param m  rows of length 1 or zero. A zero row goes to cluster 0 with score 0. No cluster comes
 * back empty. Cost of tm_svd_new(), and O(rows * components * k) an iteration, on one thread;
 * memory 4 * rows * (components + k) bytes. Errors: TM_EINVAL, TM_ENOMEM, TM_EOVERFLOW,
 * TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_lsa_kmeans(tm_clustering **out, const tm_sparse *m,
                                             const tm_lsa_kmeans_options *options,
                                             const tm_run *run, tm_error *err);

/** How much of every row is in every cluster. */
typedef struct tm_memberships {
    size_t rows, clusters;
    float *share; /**< [rows x clusters] 0..1, a row sums up to 1 */
} tm_memberships;

TM_API void tm_memberships_free(tm_memberships *memberships);

/** Naive Bayes without labels. */
typedef struct tm_naive_bayes_options {
    size_t size;     /**< sizeof(tm_naive_bayes_options) */
    size_t clusters; /**< k; 0: as many as tm_stories() finds; more than different rows: one each */
    bool soft;       /**< rows are in every class with its probability; else in the likeliest */
    double prior;    /**< how often every word was seen in every class before the first row came;
                        0 means 1 (Laplace) */
    unsigned iterations; /**< 0 means 50; stops earlier when nothing moves */
} tm_naive_bayes_options;
#define TM_NAIVE_BAYES_INIT                                                                        \
    {                                                                                              \
        sizeof(tm_naive_bayes_options), 0, false, 0.0, 0                                           \
    }

/**
 * Expectation maximisation of a mixture of multinomials (Nigam, McCallum, Thrun & Mitchell 2000)
 * from the clusters of tm_kmeans(), hard or soft.
 * @param[out] memberships  the probabilities of the classes, if soft, else NULL; may be NULL
 * @param m  TF-IDF rows as tm_tfidf_fit() makes them, of length 1 or zero: what they tell of counts
 * is used. A zero row goes to cluster 0 with score 0. Soft, there are fewer clusters than k if no
 * row is likeliest in some. Cost of tm_kmeans(), and O(iterations * (entries + columns) * k);
 * memory 4 * (columns + rows) * k bytes. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_naive_bayes(tm_clustering **out, tm_memberships **memberships,
                                              const tm_sparse *m,
                                              const tm_naive_bayes_options *options,
                                              const tm_run *run, tm_error *err);

/** HDBSCAN. */
typedef struct tm_hdbscan_options {
    size_t size;       /**< sizeof(tm_hdbscan_options) */
    size_t smallest;   /**< distinct rows that make a cluster, at least 2; 0 means 5 */
    size_t neighbours; /**< a row is as dense as the nearest so many are near, itself one of them;
                          0: as smallest; at most 1,000 */
} tm_hdbscan_options;
#define TM_HDBSCAN_INIT                                                                            \
    {                                                                                              \
        sizeof(tm_hdbscan_options), 0, 0                                                           \
    }

/**
 * Density-based clusters without a radius or a number (Campello, Moulavi & Sander 2013; McInnes &
 * Healy 2017): the minimum spanning tree of mutual reachability on 1 - cosine, condensed, cut by
 * excess of mass. What others call noise stands alone: there is no bin for it. Equal to
 * scikit-learn's HDBSCAN(metric="cosine") on distinct rows, but for ties.
 * @param m  rows of length 1 or zero. Copies count as one row and stay together, zero rows stand
 * alone. Cost O(rows^2) and twice the sum over terms of df^2; memory O(entries). Errors: TM_EINVAL,
 * TM_ENOMEM, TM_EOVERFLOW, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_hdbscan(tm_clustering **out, const tm_sparse *m,
                                          const tm_hdbscan_options *options, const tm_run *run,
                                          tm_error *err);

/** Non-negative matrix factorisation: m is close to weight * topic'. */
typedef struct tm_nmf {
    size_t rows, cols, components;
    float *weight; /**< [rows x components], not below 0 */
    float *topic;  /**< [cols x components], not below 0 */
    double error;  /**< Frobenius norm of what is left of m */
} tm_nmf;

typedef struct tm_nmf_options {
    size_t size;         /**< sizeof(tm_nmf_options) */
    size_t components;   /**< 0 means 10; never more than the smaller side of the matrix */
    unsigned iterations; /**< 0 means 200; stops earlier when the squared error falls by less than
                            1e-5 of itself */
} tm_nmf_options;
#define TM_NMF_INIT                                                                                \
    {                                                                                              \
        sizeof(tm_nmf_options), 0, 0                                                               \
    }

/**
 * Least squares by coordinate descent (HALS, Cichocki & Phan 2009) from the singular vectors
 * (NNDSVD, Boutsidis & Gallopoulos 2008), as scikit-learn's NMF does it.
 * @param m  values not below 0
 * Cost of tm_svd_new(), and O(entries * k + (rows + cols) * k^2) an iteration; memory 8 * (rows +
 * cols) * k bytes. Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_nmf_new(tm_nmf **out, const tm_sparse *m,
                                          const tm_nmf_options *options, const tm_run *run,
                                          tm_error *err);
TM_API void tm_nmf_free(tm_nmf *nmf);

/** Topics by non-negative factors. */
typedef struct tm_nmf_topics_options {
    size_t size;     /**< sizeof(tm_nmf_topics_options) */
    size_t clusters; /**< k; 0: as many as tm_stories() finds */
} tm_nmf_topics_options;
#define TM_NMF_TOPICS_INIT                                                                         \
    {                                                                                              \
        sizeof(tm_nmf_topics_options), 0                                                           \
    }

/**
 * Topics of which a row may have several: the factors of tm_nmf_new(), each with its share of the
 * row (Xu, Liu & Gong 2003). The cluster of a row is its largest topic; topics that are the largest
 * of no row are left out, so that there may be fewer than k.
 * @param[out] memberships  the shares; may be NULL
 * @param m  rows of length 1 or zero. A zero row goes to cluster 0 with score 0. Cost and errors as
 * tm_nmf_new().
 */
TM_API TM_MUST_CHECK tm_status tm_nmf_topics(tm_clustering **out, tm_memberships **memberships,
                                             const tm_sparse *m,
                                             const tm_nmf_topics_options *options,
                                             const tm_run *run, tm_error *err);

/** A term and what share of something it has. */
typedef struct tm_cluster_term {
    uint32_t term; /**< a column; UINT32_MAX: nothing more, the share is 0 */
    double share;  /**< 0..1 */
} tm_cluster_term;

/** Why rows are together, as CLUTO shows features (Zhao & Karypis 2004). The largest share first.
 */
typedef struct tm_cluster_terms {
    size_t clusters, rows, most;
    tm_cluster_term *describing;     /**< [clusters x most] of the similarity within the cluster */
    tm_cluster_term *discriminating; /**< [clusters x most] of the distance between the mean of the
                                        cluster and that of all other rows, terms that it has more
                                        of */
    tm_cluster_term *shared; /**< [rows x most] of the row's similarity with the others of its
                                cluster; none for a loner */
} tm_cluster_terms;

TM_API void tm_cluster_terms_free(tm_cluster_terms *terms);

/**
 * @param m     the rows that were clustered
 * @param most  terms of each list, 1..1000
 * Cost O(entries log entries of a cluster). Errors: TM_EINVAL, TM_ENOMEM, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_cluster_terms_new(tm_cluster_terms **out, const tm_sparse *m,
                                                    const tm_clustering *clustering, size_t most,
                                                    const tm_run *run, tm_error *err);

/**
 * The largest share of documents that a term may be in to count in stories, for
 * tm_tfidf_options.max_df. A term of more than half of them tells them apart from nothing, but
 * among a handful it may be the story itself.
 */
TM_API double tm_stories_max_df(size_t documents);
/** What a background says of how common a term is counts as much as what the documents say, for
 * tm_tfidf_add_background(). */
#define TM_STORIES_BACKGROUND 0.5

/** Readable names of clusters. */
typedef struct tm_labels {
    size_t clusters;
    char **label; /**< [clusters] NUL-terminated UTF-8, in the spelling most often used; never NULL,
                     "" if nothing can be said */
} tm_labels;

TM_API void tm_labels_free(tm_labels *labels);

/**
 * A name for every cluster: words that follow each other in at least two of its documents, no
 * stop word at an edge, frequent inside and rare outside; in long texts, what they begin with and
 * come back to. Of 12 documents or more of which the best phrase is in less than two fifths, two or
 * three phrases, joined by ", ", that are in half of them if there are such. Where the best is one
 * word, a phrase that has it in it stands instead, or another behind it, if it is in a quarter of
 * the documents that hold the word. Two clusters never share a phrase. A cluster of one is named by
 * its document's first line, cut at a word; so is one by its medoid's if its best phrase is in less
 * than a third of its documents (of a large one: in fewer than four), explains less than one
 * document (half of one where the first line is no headline), or is a word of only two that is no
 * name, or looks like a piece of a sentence or of a headline; in English, what is no noun phrase.
 * @param documents  [clustering->rows], the texts that were clustered
 * @param language, stop_list  as in tm_analyzer_options
 * Errors: TM_EINVAL, TM_ENOMEM, TM_ENOTFOUND, TM_ECANCELLED.
 */
TM_API TM_MUST_CHECK tm_status tm_labels_new(tm_labels **out, const tm_clustering *clustering,
                                             const tm_text *documents, const char *language,
                                             const tm_stop_list *stop_list, const tm_run *run,
                                             tm_error *err);

#ifdef __cplusplus
}
#endif
#endif
