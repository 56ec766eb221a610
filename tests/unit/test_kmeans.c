#include "cluster_rows.h"
#include "fault_alloc.h"

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

Test(kmeans, finds_planted_groups)
{
    tm_sparse *m = planted_rows(300, 12, 8, 1);
    tm_clustering *c = kmeans(m, 12, 0, NULL);

    cr_expect_eq(c->clusters, 12, "clusters");
    for (size_t i = 0; i < 300; i++)
        cr_expect_eq(c->cluster[i], i % 12, "row %zu; equal sizes, so numbered by first row", i);
    expect_in_order(c, "planted");
    tm_clustering_free(c);
    tm_sparse_free(m);
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
    for (size_t i = 0; i < 120; i++)
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(b->cluster[i] == b->cluster[j],
                         a->cluster[order[i]] == a->cluster[order[j]], "rows %zu and %zu", i, j);
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
    tm_sparse_free(other);
}

Test(kmeans, has_the_same_bits_on_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_sparse *m = random_rows(2000, 200, 6, 4);
    tm_run run = TM_RUN_INIT;
    tm_clustering *one, *c;

    run.seed = 7;
    run.threads = 1;
    one = kmeans(m, 20, 2, &run);
    for (size_t t = 0; t < 3; t++) {
        run.threads = threads[t];
        c = kmeans(m, 20, 2, &run);
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
}

Test(kmeans, always_makes_as_many_clusters_as_asked)
{
    /* Three kinds of rows, copies, and two zero rows. */
    static const float x[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 7, 3);

    for (size_t k = 1; k < 10; k++) {
        tm_clustering *c = kmeans(m, k, 0, NULL);
        cr_expect_eq(c->clusters, k < 7 ? k : 7, "k = %zu", k);
        expect_in_order(c, "degenerate");
        if (k <= 5) {
            cr_expect_eq(c->cluster[2], 0, "k = %zu: a zero row goes to cluster 0", k);
            cr_expect_eq(c->cluster[5], 0, "k = %zu: a zero row goes to cluster 0", k);
        }
        cr_expect_eq(c->score[2], 0.0f, "k = %zu: and scores 0", k);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(kmeans, takes_rows_that_are_all_alike_all_zero_or_not_there)
{
    tm_sparse *zero = rows_of((float[12]){0}, 4, 3), *none = rows_of(NULL, 0, 3);
    tm_sparse *disjoint = rows_of((float[9]){1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3);
    tm_clustering *c = kmeans(zero, 2, 0, NULL);

    cr_expect_eq(c->clusters, 2, "zero rows");
    cr_expect_eq(c->objective, 0.0, "resemble nothing");
    expect_in_order(c, "zero");
    tm_clustering_free(c);
    c = kmeans(none, 3, 0, NULL);
    cr_expect_eq(c->clusters, 0, "no rows");
    tm_clustering_free(c);
    c = kmeans(disjoint, 2, 0, NULL);
    cr_expect_eq(c->clusters, 2, "disjoint rows");
    expect_in_order(c, "disjoint");
    tm_clustering_free(c);
    tm_sparse_free(zero);
    tm_sparse_free(none);
    tm_sparse_free(disjoint);
}

Test(kmeans, is_quick_with_many_copies_of_one_row, .timeout = 20)
{
    float *x = calloc(20000 * 2, sizeof *x);
    tm_sparse *m;
    tm_clustering *c;

    for (size_t i = 0; i < 20000; i++)
        x[2 * i] = x[2 * i + 1] = 1;
    m = rows_of(x, 20000, 2);
    c = kmeans(m, 10, 2, NULL);
    cr_expect_eq(c->clusters, 10, "clusters");
    cr_expect_float_eq(c->objective, 1, 1e-6, "all served well");
    tm_clustering_free(c);
    tm_sparse_free(m);
    free(x);
}

Test(kmeans, finds_the_number_itself_when_none_is_given)
{
    tm_sparse *m = planted_rows(120, 6, 6, 3);
    tm_clustering *c = kmeans(m, 0, 0, NULL), *s;

    cr_assert_eq(tm_stories(&s, m, NULL, NULL, NULL), TM_OK, "stories");
    cr_expect_eq(c->clusters, s->clusters, "as many as there are stories");
    cr_expect_eq(c->clusters, 6, "as many as were planted");
    tm_clustering_free(c);
    tm_clustering_free(s);
    tm_sparse_free(m);
}

static int stop_at_once(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    ++*(int *)ctx;
    cr_expect_leq(done, total, "progress");
    return 1;
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
    tm_sparse *m;
    tm_clustering *c;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.clusters = 3;
    o.restarts = 2;
    FAULT_LOOP(tm_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    o.clusters = 0;
    FAULT_LOOP(tm_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
