#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_status run_lsa(tm_clustering **c, const tm_sparse *m, size_t k, size_t components,
                         const tm_run *run)
{
    tm_lsa_kmeans_options o = TM_LSA_KMEANS_INIT;

    o.clusters = k;
    o.components = components;
    return tm_lsa_kmeans(c, m, &o, run, NULL);
}

/* Half of the columns of a group are in every row: rows of one group may share no word, but words
 * that meet in other rows bring them together. */
static tm_sparse *split_groups(void)
{
    float x[60 * 12] = {0};
    struct tm__rng rng;

    tm__rng_seed(&rng, 5, 0);
    for (size_t i = 0; i < 60; i++)
        for (size_t n = 0; n < 2; n++)
            x[i * 12 + 6 * (i % 2) + tm__rng_below(&rng, 6)] = 1;
    return rows_of(x, 60, 12);
}

Test(lsa_kmeans, brings_rows_together_that_share_no_word)
{
    tm_sparse *m = split_groups();
    tm_clustering *c;

    cr_assert_eq(run_lsa(&c, m, 2, 2, NULL), TM_OK, "run");
    cr_expect_eq(c->clusters, 2, "clusters");
    for (size_t i = 0; i < 60; i++)
        cr_expect_eq(c->cluster[i], i % 2, "row %zu", i);
    expect_in_order(c, "split groups");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(lsa_kmeans, finds_planted_groups)
{
    tm_sparse *m = planted_rows(300, 12, 8, 1);
    tm_clustering *c;

    for (size_t components = 0; components < 13; components += 12) { /* 0: 100 */
        cr_assert_eq(run_lsa(&c, m, 12, components, NULL), TM_OK, "run");
        cr_expect_eq(c->clusters, 12, "clusters");
        for (size_t i = 0; i < 300; i++)
            cr_expect_eq(c->cluster[i], i % 12, "row %zu", i);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(lsa_kmeans, depends_on_the_seed_alone)
{
    tm_sparse *m = random_rows(200, 50, 5, 2);
    tm_clustering *a, *b;
    tm_run run = TM_RUN_INIT;

    run.seed = 3;
    cr_assert_eq(run_lsa(&a, m, 10, 20, &run), TM_OK, "run");
    cr_assert_eq(run_lsa(&b, m, 10, 20, &run), TM_OK, "run");
    expect_same_bits(a, b, "the same seed");
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
}

Test(lsa_kmeans, rejects_what_it_does_not_know_and_survives_allocation_failure)
{
    tm_lsa_kmeans_options o = TM_LSA_KMEANS_INIT;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.size = 1000;
    cr_expect_eq(tm_lsa_kmeans(&c, m, &o, NULL, NULL), TM_EINVAL, "a size from the future");
    cr_expect_null(c, "nothing made");
    o.size = sizeof o;
    o.clusters = 3;
    o.restarts = 2;
    FAULT_LOOP(tm_lsa_kmeans(&c, m, &o, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
