#include "cluster_how.h"

#include <stdio.h>

/* What each can be told, and what it makes. */
enum {
    HAS_K = 1,
    HAS_THRESHOLD = 2,
    HAS_BATCH = 4,
    HAS_SMALLEST = 8,
    MAKES_STORIES = 16,
    MAKES_TREE = 32,
    HAS_START = 64
};
static const unsigned traits[CLUSTER_BY_OPTIONS] = {
    [CLUSTER_STORIES] = HAS_THRESHOLD | MAKES_STORIES | MAKES_TREE,
    [CLUSTER_TOPICS] = HAS_K,
    [CLUSTER_KMEANS] = HAS_K | HAS_BATCH | HAS_START,
    [CLUSTER_MIXTURE] = HAS_K,
    [CLUSTER_COMPONENTS] = HAS_THRESHOLD | MAKES_STORIES,
    [CLUSTER_BISECTING] = HAS_K,
    [CLUSTER_AVERAGE] = HAS_K | HAS_THRESHOLD | MAKES_TREE,
    [CLUSTER_COMPLETE] = HAS_K | HAS_THRESHOLD | MAKES_TREE,
    [CLUSTER_WARD] = HAS_K | HAS_THRESHOLD | MAKES_TREE,
    [CLUSTER_SINGLE] = HAS_K | HAS_THRESHOLD | MAKES_TREE,
    [CLUSTER_HDBSCAN] = HAS_SMALLEST | MAKES_STORIES,
    [CLUSTER_LSA_KMEANS] = HAS_K,
    [CLUSTER_NAIVE_BAYES] = HAS_K,
    [CLUSTER_SOFT_NAIVE_BAYES] = HAS_K,
    [CLUSTER_NMF] = HAS_K,
};
const char *const cluster_algorithm_names[] = {[CLUSTER_STORIES] = "stories",
                                               [CLUSTER_TOPICS] = "topics",
                                               [CLUSTER_KMEANS] = "kmeans",
                                               [CLUSTER_MIXTURE] = "mixture",
                                               [CLUSTER_COMPONENTS] = "components",
                                               [CLUSTER_BISECTING] = "bisecting",
                                               [CLUSTER_AVERAGE] = "average",
                                               [CLUSTER_COMPLETE] = "complete",
                                               [CLUSTER_WARD] = "ward",
                                               [CLUSTER_SINGLE] = "single",
                                               [CLUSTER_HDBSCAN] = "hdbscan",
                                               [CLUSTER_LSA_KMEANS] = "lsa-kmeans",
                                               [CLUSTER_NAIVE_BAYES] = "naive-bayes",
                                               [CLUSTER_SOFT_NAIVE_BAYES] = "soft-naive-bayes",
                                               [CLUSTER_NMF] = "nmf",
                                               [CLUSTER_BY_OPTIONS] = NULL};

const char *cluster_how_complaint(const struct cluster_how *how)
{
    static char complaint[120];
    const unsigned can = traits[how->algorithm];

    if (how->clusters > 0 && !(can & HAS_K))
        snprintf(complaint, sizeof complaint, "-k: --algorithm %s finds the number by itself",
                 cluster_algorithm_names[how->algorithm]);
    else if (how->threshold > 0 && !(can & HAS_THRESHOLD))
        snprintf(complaint, sizeof complaint, "--threshold: --algorithm %s has none",
                 cluster_algorithm_names[how->algorithm]);
    else if (how->batch > 0 && !(can & HAS_BATCH))
        return "--batch: is for --algorithm kmeans";
    else if (how->starts && !(can & HAS_START))
        return "--start: is for --algorithm kmeans";
    else if (how->smallest > 0 && !(can & HAS_SMALLEST))
        snprintf(complaint, sizeof complaint, "--min-size: --algorithm %s has none",
                 cluster_algorithm_names[how->algorithm]);
    else if (how->threshold > 0 && how->clusters > 0)
        return "--threshold: finds the number of clusters, -k gives it; one of them is enough";
    else
        return NULL;
    return complaint;
}

/* A linkage that is not told how many clusters to leave finds small ones and loners. */
bool cluster_how_makes_stories(const struct cluster_how *how)
{
    const unsigned can = traits[how->algorithm];

    return (can & MAKES_STORIES) || ((can & MAKES_TREE) && !how->clusters);
}

bool cluster_how_makes_tree(int algorithm)
{
    return traits[algorithm] & MAKES_TREE;
}

static tm_status run_stories(tm_clustering **clusters, const tm_sparse *rows,
                             const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_stories_options o = TM_STORIES_INIT;

    o.threshold = how->threshold;
    return tm_stories(clusters, rows, &o, run, err);
}

static tm_status run_kmeans(tm_clustering **clusters, const tm_sparse *rows,
                            const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_kmeans_options o = TM_KMEANS_INIT;

    o.clusters = how->clusters;
    o.batch = how->batch;
    o.labels = how->start;
    return tm_kmeans(clusters, rows, &o, run, err);
}

static tm_status run_mixture(tm_clustering **clusters, const tm_sparse *rows,
                             const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_dirichlet_mixture_options o = TM_DIRICHLET_MIXTURE_INIT;

    o.clusters = how->clusters;
    return tm_dirichlet_mixture(clusters, rows, &o, run, err);
}

static tm_status run_components(tm_clustering **clusters, const tm_sparse *rows,
                                const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_components_options o = TM_COMPONENTS_INIT;

    o.threshold = how->threshold;
    return tm_components(clusters, rows, &o, run, err);
}

static tm_status run_bisecting(tm_clustering **clusters, const tm_sparse *rows,
                               const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_bisecting_options o = TM_BISECTING_INIT;

    o.clusters = how->clusters;
    return tm_bisecting(clusters, rows, &o, run, err);
}

static tm_agglomerate_options linkage_options(const struct cluster_how *how)
{
    tm_agglomerate_options o = TM_AGGLOMERATE_INIT;

    o.method = (tm_linkage)(how->algorithm - CLUSTER_AVERAGE);
    o.clusters = how->clusters;
    o.threshold = how->threshold;
    return o;
}

static tm_status run_linkage(tm_clustering **clusters, const tm_sparse *rows,
                             const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    const tm_agglomerate_options o = linkage_options(how);

    return tm_agglomerate(clusters, rows, &o, run, err);
}

static tm_status run_hdbscan(tm_clustering **clusters, const tm_sparse *rows,
                             const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_hdbscan_options o = TM_HDBSCAN_INIT;

    o.smallest = how->smallest;
    return tm_hdbscan(clusters, rows, &o, run, err);
}

static tm_status run_lsa_kmeans(tm_clustering **clusters, const tm_sparse *rows,
                                const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_lsa_kmeans_options o = TM_LSA_KMEANS_INIT;

    o.clusters = how->clusters;
    return tm_lsa_kmeans(clusters, rows, &o, run, err);
}

static tm_status run_naive_bayes(struct cluster_made *made, const tm_sparse *rows,
                                 const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_naive_bayes_options o = TM_NAIVE_BAYES_INIT;

    o.clusters = how->clusters;
    o.soft = how->algorithm == CLUSTER_SOFT_NAIVE_BAYES;
    return tm_naive_bayes(&made->clusters, &made->memberships, rows, &o, run, err);
}

static tm_status run_nmf(struct cluster_made *made, const tm_sparse *rows,
                         const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_nmf_topics_options o = TM_NMF_TOPICS_INIT;

    o.clusters = how->clusters;
    return tm_nmf_topics(&made->clusters, &made->memberships, rows, &o, run, err);
}

static tm_status run_topics(struct cluster_made *made, const tm_sparse *rows,
                            const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    tm_topics_options o = TM_TOPICS_INIT;

    o.clusters = how->clusters;
    o.background = how->words;
    return tm_topics(&made->clusters, &made->counts, rows, &o, run, err);
}

tm_status cluster_how_run(struct cluster_made *made, const tm_sparse *rows,
                          const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    static tm_status (*const plain[CLUSTER_BY_OPTIONS])(tm_clustering **, const tm_sparse *,
                                                        const struct cluster_how *, const tm_run *,
                                                        tm_error *) = {
        [CLUSTER_STORIES] = run_stories,       [CLUSTER_KMEANS] = run_kmeans,
        [CLUSTER_MIXTURE] = run_mixture,       [CLUSTER_COMPONENTS] = run_components,
        [CLUSTER_BISECTING] = run_bisecting,   [CLUSTER_AVERAGE] = run_linkage,
        [CLUSTER_COMPLETE] = run_linkage,      [CLUSTER_WARD] = run_linkage,
        [CLUSTER_SINGLE] = run_linkage,        [CLUSTER_HDBSCAN] = run_hdbscan,
        [CLUSTER_LSA_KMEANS] = run_lsa_kmeans,
    };

    *made = (struct cluster_made){NULL, NULL, NULL};
    if (plain[how->algorithm])
        return plain[how->algorithm](&made->clusters, rows, how, run, err);
    if (how->algorithm == CLUSTER_TOPICS)
        return run_topics(made, rows, how, run, err);
    if (how->algorithm == CLUSTER_NMF)
        return run_nmf(made, rows, how, run, err);
    return run_naive_bayes(made, rows, how, run, err);
}

tm_status cluster_how_tree(tm_tree **tree, const tm_sparse *rows, const struct cluster_how *how,
                           const tm_run *run, tm_error *err)
{
    const tm_agglomerate_options o = linkage_options(how);

    if (how->algorithm == CLUSTER_STORIES)
        return tm_stories_tree(tree, rows, run, err);
    return tm_agglomerate_tree(tree, rows, &o, run, err);
}
