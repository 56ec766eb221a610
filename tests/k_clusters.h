/* What every way to make k clusters promises, for the tests of each. */
#ifndef K_CLUSTERS_H
#define K_CLUSTERS_H

#include "cluster_rows.h"

/* k clusters of m; 0: as many as are found. */
typedef tm_clustering *(*k_clusters_fn)(const tm_sparse *m, size_t k, const tm_run *run);

static inline void expect_planted_groups(k_clusters_fn cluster)
{
    tm_sparse *m = planted_rows(300, 12, 8, 1);
    tm_clustering *c = cluster(m, 12, NULL);

    cr_expect_eq(c->clusters, 12, "clusters");
    for (size_t i = 0; i < 300; i++)
        cr_expect_eq(c->cluster[i], i % 12, "row %zu; equal sizes, so numbered by first row", i);
    expect_in_order(c, "planted");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

static inline void expect_number_is_found(k_clusters_fn cluster)
{
    tm_sparse *m = planted_rows(120, 6, 6, 3);
    tm_clustering *c = cluster(m, 0, NULL), *s;

    cr_assert_eq(tm_stories(&s, m, NULL, NULL, NULL), TM_OK, "stories");
    cr_expect_eq(c->clusters, s->clusters, "as many as there are stories");
    cr_expect_eq(c->clusters, 6, "as many as were planted");
    tm_clustering_free(c);
    tm_clustering_free(s);
    tm_sparse_free(m);
}

/* Of rows of which there is little to say. */
static inline void expect_same_bits_on_any_threads(k_clusters_fn cluster, size_t rows, size_t cols)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_sparse *m = random_rows(rows, cols, 6, 4);
    tm_run run = TM_RUN_INIT;
    tm_clustering *one, *c;

    run.seed = 7;
    run.threads = 1;
    one = cluster(m, 20, &run);
    for (size_t t = 0; t < 3; t++) {
        run.threads = threads[t];
        c = cluster(m, 20, &run);
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
}

static inline void expect_as_many_as_asked(k_clusters_fn cluster)
{
    /* Three kinds of rows, copies, and two zero rows. */
    static const float x[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 7, 3);

    for (size_t k = 1; k < 10; k++) {
        tm_clustering *c = cluster(m, k, NULL);
        cr_expect_eq(c->clusters, k < 5 ? k : 5, "k = %zu: copies are together", k);
        expect_in_order(c, "degenerate");
        if (k <= 3) {
            cr_expect_eq(c->cluster[2], 0, "k = %zu: a zero row goes to cluster 0", k);
            cr_expect_eq(c->cluster[5], 0, "k = %zu: a zero row goes to cluster 0", k);
        }
        cr_expect_eq(c->score[2], 0.0f, "k = %zu: and scores 0", k);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

static inline void expect_any_rows_are_taken(k_clusters_fn cluster)
{
    tm_sparse *zero = rows_of((float[12]){0}, 4, 3), *none = rows_of(NULL, 0, 3);
    tm_sparse *disjoint = rows_of((float[9]){1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
    tm_sparse *alike = rows_of((float[6]){1, 1, 1, 1, 1, 1}, 6, 1);
    tm_clustering *c = cluster(zero, 2, NULL);

    cr_expect_eq(c->clusters, 2, "zero rows");
    cr_expect_eq(c->objective, 0.0, "resemble nothing");
    expect_in_order(c, "zero");
    tm_clustering_free(c);
    c = cluster(none, 3, NULL);
    cr_expect_eq(c->clusters, 0, "no rows");
    tm_clustering_free(c);
    c = cluster(disjoint, 2, NULL);
    cr_expect_eq(c->clusters, 2, "disjoint rows");
    expect_in_order(c, "disjoint");
    tm_clustering_free(c);
    c = cluster(alike, 4, NULL);
    cr_expect_eq(c->clusters, 1, "copies are not parted");
    expect_in_order(c, "copies");
    tm_clustering_free(c);
    tm_sparse_free(zero);
    tm_sparse_free(none);
    tm_sparse_free(disjoint);
    tm_sparse_free(alike);
}

#endif
