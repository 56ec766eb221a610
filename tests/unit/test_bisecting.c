#include "fault_alloc.h"
#include "k_clusters.h"

#include <math.h>

static tm_clustering *bisecting(const tm_sparse *m, size_t k, const tm_run *run)
{
    tm_bisecting_options o = TM_BISECTING_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.clusters = k;
    cr_assert_eq(tm_bisecting(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

Test(bisecting, finds_planted_groups)
{
    expect_planted_groups(bisecting);
}

/* Splits only ever add: what k + 1 clusters keep together, k do. */
Test(bisecting, refines_the_partition_with_every_cluster_more)
{
    tm_sparse *m = random_rows(150, 30, 5, 2);
    tm_clustering *coarse = bisecting(m, 1, NULL);

    for (size_t k = 2; k < 30; k++) {
        tm_clustering *fine = bisecting(m, k, NULL);
        uint32_t in[30];
        cr_assert_eq(fine->clusters, k, "clusters");
        expect_in_order(fine, "random");
        memset(in, 0xff, sizeof in);
        for (size_t i = 0; i < 150; i++) {
            if (in[fine->cluster[i]] == UINT32_MAX)
                in[fine->cluster[i]] = coarse->cluster[i];
            cr_assert_eq(in[fine->cluster[i]], coarse->cluster[i], "k = %zu, row %zu", k, i);
        }
        tm_clustering_free(coarse);
        coarse = fine;
    }
    tm_clustering_free(coarse);
    tm_sparse_free(m);
}

/* Two halves are what k-means makes of all rows. */
Test(bisecting, is_k_means_for_two)
{
    tm_sparse *m = random_rows(200, 30, 5, 3);
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_clustering *a = bisecting(m, 2, NULL), *b;

    o.clusters = 2;
    cr_assert_eq(tm_kmeans(&b, m, &o, NULL, NULL), TM_OK, "k-means");
    expect_same_bits(a, b, "two");
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
}

/* Ten rows that are nearly one, and four that have nothing in common: those are to be split. */
Test(bisecting, splits_the_cluster_that_is_served_worst)
{
    float x[14 * 7] = {0};
    tm_sparse *m;
    tm_clustering *c;

    for (size_t i = 0; i < 10; i++) {
        x[i * 7] = 1;
        x[i * 7 + 1 + i % 2] = 0.1f;
    }
    for (size_t i = 10; i < 14; i++)
        x[i * 7 + i - 7] = 1;
    m = rows_of(x, 14, 7);
    c = bisecting(m, 5, NULL);
    cr_expect_eq(c->size[0], 10, "what is alike stays together");
    cr_expect_eq(c->size[1], 1, "the others are alone");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(bisecting, has_the_same_bits_on_any_number_of_threads)
{
    expect_same_bits_on_any_threads(bisecting, 2000, 200);
}

Test(bisecting, always_makes_as_many_clusters_as_asked)
{
    expect_as_many_as_asked(bisecting);
}

Test(bisecting, takes_rows_that_are_all_alike_all_zero_or_not_there)
{
    expect_any_rows_are_taken(bisecting);
}

Test(bisecting, finds_the_number_itself_when_none_is_given)
{
    expect_number_is_found(bisecting);
}

Test(bisecting, can_be_cancelled_and_rejects_what_it_does_not_know)
{
    int calls;
    const tm_run run = {sizeof run, 1, 0, stop_later, &calls};
    tm_sparse *m = random_rows(20, 10, 3, 1);
    tm_bisecting_options o = TM_BISECTING_INIT;
    tm_clustering *c = (tm_clustering *)&calls;
    tm_error err = {0};

    o.clusters = 5;
    for (int n = 1; n < 8; n++) {
        calls = n;
        cr_expect_eq(tm_bisecting(&c, m, &o, &run, &err), TM_ECANCELLED, "cancelled");
        cr_expect_null(c, "nothing made");
        cr_expect_eq(calls, 0, "not asked again");
    }
    o.size = 1000;
    cr_expect_eq(tm_bisecting(&c, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    o.size = sizeof o;
    m->value[3] = -m->value[3];
    cr_expect_eq(tm_bisecting(&c, m, &o, NULL, &err), TM_EINVAL, "below 0");
    m->value[3] = NAN;
    cr_expect_eq(tm_bisecting(&c, m, &o, NULL, &err), TM_EINVAL, "not a number");
    cr_expect_neq(err.message[0], '\0', "message");
    tm_sparse_free(m);
}

Test(bisecting, survives_allocation_failure)
{
    tm_bisecting_options o = TM_BISECTING_INIT;
    tm_sparse *m;
    tm_clustering *c;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.clusters = 3;
    o.trials = 2;
    FAULT_LOOP(tm_bisecting(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
