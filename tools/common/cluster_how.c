#include "cluster_how.h"

#include <stddef.h>

const char *const cluster_algorithm_names[] = {"stories",    "topics",    "kmeans", "mixture",
                                               "components", "bisecting", NULL};

const char *cluster_how_complaint(const struct cluster_how *how)
{
    if (how->algorithm == CLUSTER_STORIES && how->clusters > 0)
        return "-k: --algorithm stories finds the number by itself";
    if (how->algorithm == CLUSTER_COMPONENTS && how->clusters > 0)
        return "-k: --algorithm components finds the number by itself";
    if (!cluster_how_makes_stories(how->algorithm) && how->threshold > 0)
        return "--threshold: is for --algorithm stories or components";
    return NULL;
}

bool cluster_how_makes_stories(int algorithm)
{
    return algorithm == CLUSTER_STORIES || algorithm == CLUSTER_COMPONENTS;
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

static tm_status run_topics(tm_clustering **clusters, tm_topic_counts **counts,
                            const tm_sparse *rows, const struct cluster_how *how, const tm_run *run,
                            tm_error *err)
{
    tm_topics_options o = TM_TOPICS_INIT;

    o.clusters = how->clusters;
    return tm_topics(clusters, counts, rows, &o, run, err);
}

tm_status cluster_how_run(tm_clustering **clusters, tm_topic_counts **counts, const tm_sparse *rows,
                          const struct cluster_how *how, const tm_run *run, tm_error *err)
{
    *counts = NULL;
    switch (how->algorithm) {
    case CLUSTER_STORIES:
        return run_stories(clusters, rows, how, run, err);
    case CLUSTER_KMEANS:
        return run_kmeans(clusters, rows, how, run, err);
    case CLUSTER_MIXTURE:
        return run_mixture(clusters, rows, how, run, err);
    case CLUSTER_COMPONENTS:
        return run_components(clusters, rows, how, run, err);
    case CLUSTER_BISECTING:
        return run_bisecting(clusters, rows, how, run, err);
    default:
        return run_topics(clusters, counts, rows, how, run, err);
    }
}
