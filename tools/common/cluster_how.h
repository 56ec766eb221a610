/* The ways to cluster by name, and which needs what. */
#ifndef CLI_CLUSTER_HOW_H
#define CLI_CLUSTER_HOW_H

#include <tm.h>

enum cluster_algorithm {
    CLUSTER_STORIES,
    CLUSTER_TOPICS,
    CLUSTER_KMEANS,
    CLUSTER_MIXTURE,
    CLUSTER_COMPONENTS,
    CLUSTER_BISECTING,
    CLUSTER_AVERAGE, /* the linkages in the order of tm_linkage */
    CLUSTER_COMPLETE,
    CLUSTER_WARD,
    CLUSTER_SINGLE,
    CLUSTER_HDBSCAN,
    CLUSTER_LSA_KMEANS,
    CLUSTER_NAIVE_BAYES,
    CLUSTER_SOFT_NAIVE_BAYES,
    CLUSTER_NMF,
    CLUSTER_BY_OPTIONS
};

/* For CLI_CHOICE: the names in the order of the enum, then NULL. */
extern const char *const cluster_algorithm_names[];

struct cluster_how {
    int algorithm;    /* below CLUSTER_BY_OPTIONS */
    size_t clusters;  /* 0: found */
    double threshold; /* 0: chosen */
    size_t batch;     /* documents of a mini-batch of k-means; 0: all */
    size_t smallest;  /* 0: chosen */
    bool starts;      /* it starts somewhere, which need not be read yet */
    const uint32_t
        *start; /* [documents] where k-means starts, as labels of tm_kmeans_options; NULL */
    const tm_word_vectors *words; /* of a background, for topics; NULL: none */
};

/* What an algorithm makes. */
struct cluster_made {
    tm_clustering *clusters;
    tm_topic_counts *counts;     /* numbers of topics that were tried, or NULL */
    tm_memberships *memberships; /* where documents have several topics, or NULL */
};

/* The name of the option that the algorithm does without or has to have, with what is wrong about
 * it; NULL if all is well. */
const char *cluster_how_complaint(const struct cluster_how *how);

/* Many small clusters and loners, which want all their words; else topics. */
bool cluster_how_makes_stories(const struct cluster_how *how);

/* Whether cluster_how_tree() can do it. */
bool cluster_how_makes_tree(int algorithm);

TM_MUST_CHECK tm_status cluster_how_run(struct cluster_made *made, const tm_sparse *rows,
                                        const struct cluster_how *how, const tm_run *run,
                                        tm_error *err);

TM_MUST_CHECK tm_status cluster_how_tree(tm_tree **tree, const tm_sparse *rows,
                                         const struct cluster_how *how, const tm_run *run,
                                         tm_error *err);

#endif
