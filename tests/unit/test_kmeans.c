#include "fault_alloc.h"
#include "k_clusters.h"

#include <math.h>

static tm_clustering *kmeans(const tm_sparse *m, size_t k, unsigned restarts, const tm_run *run)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.clusters = k;
    o.restarts = restarts;
    cr_assert_eq(tm_kmeans(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

static tm_clustering *clusters(const tm_sparse *m, size_t k, const tm_run *run)
{
    return kmeans(m, k, 0, run);
}

static tm_clustering *by_batches(const tm_sparse *m, size_t k, const tm_run *run)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c = NULL;

    o.clusters = k;
    o.batch = 50;
    cr_assert_eq(tm_kmeans(&c, m, &o, run, NULL), TM_OK, "batches");
    return c;
}

Test(kmeans, finds_planted_groups)
{
    expect_planted_groups(clusters);
}

/* At the end no row may be nearer to the mean of another cluster than to its own. */
Test(kmeans, stops_where_no_row_wants_to_move)
{
    for (uint64_t seed = 0; seed < 10; seed++) {
        tm_run run = TM_RUN_INIT;
        tm_sparse *m = random_rows(200, 30, 5, seed);
        tm_clustering *c;
        run.seed = seed;
        c = kmeans(m, 9, 1, &run);
        cr_expect_eq(c->clusters, 9, "clusters");
        for (size_t i = 0; i < 200; i++)
            cr_expect_geq(c->margin[i], -1e-6f, "seed %d, row %zu", (int)seed, i);
        expect_in_order(c, "random");
        tm_clustering_free(c);
        tm_sparse_free(m);
    }
}

Test(kmeans, takes_the_best_restart)
{
    tm_sparse *m = random_rows(200, 30, 5, 1);
    tm_clustering *one = kmeans(m, 9, 1, NULL), *many = kmeans(m, 9, 20, NULL);

    cr_expect_gt(many->objective, one->objective, "twenty tries are better than the first of them");
    tm_clustering_free(one);
    tm_clustering_free(many);
    tm_sparse_free(m);
}

Test(kmeans, gives_the_same_partition_for_rows_in_another_order)
{
    tm_sparse *m = planted_rows(120, 5, 6, 3), *other;
    uint32_t order[120];
    tm_clustering *a, *b;

    shuffled(order, 120, 1);
    other = reordered_rows(m, order);
    a = kmeans(m, 5, 0, NULL);
    b = kmeans(other, 5, 0, NULL);
    expect_same_partition(a, b, order);
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
    tm_sparse_free(other);
}

Test(kmeans, has_the_same_bits_on_any_number_of_threads)
{
    expect_same_bits_on_any_threads(clusters, 2000, 200);
}

Test(kmeans, always_makes_as_many_clusters_as_asked)
{
    expect_as_many_as_asked(clusters);
}

Test(kmeans, takes_rows_that_are_all_alike_all_zero_or_not_there)
{
    expect_any_rows_are_taken(clusters);
}

Test(kmeans, is_quick_with_many_copies_of_one_row, .timeout = 20)
{
    enum { COPIES = 20000, OTHERS = 12 };
    static float x[COPIES + OTHERS][OTHERS + 1];
    tm_sparse *m;
    tm_clustering *c;

    for (size_t i = 0; i < COPIES + OTHERS; i++)
        x[i][i < COPIES ? 0 : i - COPIES + 1] = 1;
    m = rows_of(x[0], COPIES + OTHERS, OTHERS + 1);
    c = kmeans(m, 10, 2, NULL);
    cr_expect_eq(c->clusters, 10, "clusters");
    cr_expect_gt(c->objective, 0.999, "nearly all served well");
    for (size_t i = 0; i < COPIES; i++)
        cr_expect_eq(c->cluster[i], 0, "copy %zu", i);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(kmeans, finds_the_number_itself_when_none_is_given)
{
    expect_number_is_found(clusters);
}

Test(kmeans, takes_batches_for_all_rows)
{
    tm_sparse *m = random_rows(2000, 60, 6, 2);
    tm_clustering *all = kmeans(m, 9, 8, NULL), *batches = by_batches(m, 9, NULL);

    expect_planted_groups(by_batches);
    expect_same_bits_on_any_threads(by_batches, 2000, 200);
    expect_as_many_as_asked(by_batches);
    expect_any_rows_are_taken(by_batches);
    expect_number_is_found(by_batches);
    cr_expect_gt(batches->objective, 0.97 * all->objective, "nearly as good: %g of %g",
                 batches->objective, all->objective);
    tm_clustering_free(all);
    tm_clustering_free(batches);
    tm_sparse_free(m);
}

/* Where it ended it stays, and a step from there is none. */
Test(kmeans, starts_from_labels)
{
    float x[30 * 8];
    struct tm__rng rng;
    tm_kmeans_options o = TM_KMEANS_INIT;
    uint32_t label[30];
    tm_clustering *c, *again;
    tm_sparse *m;

    tm__rng_seed(&rng, 3, 0);
    for (size_t n = 0; n < 240; n++)
        x[n] = n / 8 % 10 == 9 ? 0 : (float)tm__rng_uniform(&rng); /* three zero rows */
    m = rows_of(x, 30, 8);
    c = kmeans(m, 4, 1, NULL);
    o.clusters = 4;
    o.labels = c->cluster;
    o.iterations = 1;
    cr_assert_eq(tm_kmeans(&again, m, &o, NULL, NULL), TM_OK, "warm");
    expect_same_bits(c, again, "at the end");
    tm_clustering_free(again);
    for (size_t i = 0; i < 30; i++)
        label[i] = i % 3 ? TM_KMEANS_FREE : c->cluster[i];
    o.labels = label;
    o.iterations = 0;
    cr_assert_eq(tm_kmeans(&again, m, &o, NULL, NULL), TM_OK, "some rows are free");
    cr_expect_eq(again->clusters, 4, "clusters");
    tm_clustering_free(again);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

/* Every row goes to the nearest of the given centroids, whatever is best. */
Test(kmeans, starts_from_centroids)
{
    static const float x[] = {9, 1, 0, 9, 2, 0, 0, 1, 9, 0, 2, 9, 1, 9, 0};
    static const float y[] = {0, 0, 1, 1, 0, 0};
    tm_sparse *m = rows_of(x, 5, 3), *centroids = rows_of(y, 2, 3);
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c;

    o.clusters = 2;
    o.centroids = centroids;
    o.iterations = 1;
    cr_assert_eq(tm_kmeans(&c, m, &o, NULL, NULL), TM_OK, "warm");
    cr_expect_eq(c->size[0], 3, "two, and one by a tenth");
    cr_expect_eq(c->cluster[4], c->cluster[0], "nearer to the second");
    cr_expect_eq(c->cluster[2], c->cluster[3], "nearer to the first");
    tm_clustering_free(c);
    tm_sparse_free(m);
    tm_sparse_free(centroids);
}

Test(kmeans, rejects_a_start_that_does_not_fit)
{
    static const uint32_t label[] = {0, 1, 2, TM_KMEANS_FREE};
    tm_sparse *m = random_rows(4, 5, 2, 1), *two = random_rows(2, 5, 2, 1),
              *wide = random_rows(2, 6, 2, 1);
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c;
    tm_error err = {0};

    o.clusters = 2;
    o.labels = label;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "a third cluster");
    cr_expect_str_eq(err.message, "row 2 starts in cluster 2 of 2", "which");
    o.centroids = two;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "both");
    o.labels = NULL;
    o.clusters = 3;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "too few");
    o.clusters = 2;
    o.centroids = wide;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "other columns");
    two->value[0] = NAN;
    o.centroids = two;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "not a number");
    cr_expect_null(c, "nothing made");
    tm_sparse_free(m);
    tm_sparse_free(two);
    tm_sparse_free(wide);
}

Test(kmeans, can_be_cancelled_and_rejects_what_it_does_not_know)
{
    int calls = 0;
    const tm_run run = {sizeof run, 1, 0, stop_at_once, &calls};
    tm_sparse *m = random_rows(20, 10, 3, 1);
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *c = (tm_clustering *)&calls;
    tm_error err = {0};

    o.clusters = 3;
    cr_expect_eq(tm_kmeans(&c, m, &o, &run, &err), TM_ECANCELLED, "cancelled");
    cr_expect_null(c, "nothing made");
    cr_expect_eq(calls, 1, "asked once");
    o.size = 1000;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    m->value[3] = NAN;
    o.size = sizeof o;
    cr_expect_eq(tm_kmeans(&c, m, &o, NULL, &err), TM_EINVAL, "not a number");
    cr_expect_neq(err.message[0], '\0', "message");
    tm_sparse_free(m);
}

Test(kmeans, survives_allocation_failure)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_sparse *m, *three;
    tm_clustering *c;

    fault_install();
    three = random_rows(3, 10, 2, 1);
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.clusters = 3;
    o.restarts = 2;
    FAULT_LOOP(tm_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    o.centroids = three;
    o.batch = 5;
    FAULT_LOOP(tm_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    o = (tm_kmeans_options)TM_KMEANS_INIT;
    FAULT_LOOP(tm_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(three);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
