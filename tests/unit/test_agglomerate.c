#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { METHODS = TM_LINKAGE_SINGLE + 1 };

static tm_agglomerate_options options(int method, size_t k, double threshold)
{
    tm_agglomerate_options o = TM_AGGLOMERATE_INIT;

    o.method = (tm_linkage)method;
    o.clusters = k;
    o.threshold = threshold;
    return o;
}

static tm_clustering *agglomerate(const tm_sparse *m, int method, size_t k, double threshold,
                                  const tm_run *run)
{
    const tm_agglomerate_options o = options(method, k, threshold);
    tm_clustering *c = NULL;
    tm_error err = {0};

    cr_assert_eq(tm_agglomerate(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

Test(agglomerate, finds_planted_groups_by_every_method)
{
    tm_sparse *m = planted_rows(300, 12, 8, 1);

    for (int method = 0; method < METHODS; method++) {
        tm_clustering *c = agglomerate(m, method, 12, 0, NULL);
        cr_expect_eq(c->clusters, 12, "method %d", method);
        for (size_t i = 0; i < 300; i++)
            cr_expect_eq(c->cluster[i], i % 12, "method %d, row %zu", method, i);
        expect_in_order(c, "planted");
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

/* What k + 1 clusters keep together, k do. */
Test(agglomerate, makes_any_number_of_clusters_that_nest)
{
    tm_sparse *m = random_rows(60, 30, 5, 2);

    for (int method = 0; method < METHODS; method++) {
        tm_clustering *coarse = agglomerate(m, method, 1, 0, NULL);
        for (size_t k = 2; k < 30; k++) {
            tm_clustering *fine = agglomerate(m, method, k, 0, NULL);
            uint32_t in[30];
            cr_assert_eq(fine->clusters, k, "clusters");
            memset(in, 0xff, sizeof in);
            for (size_t i = 0; i < 60; i++) {
                if (in[fine->cluster[i]] == UINT32_MAX)
                    in[fine->cluster[i]] = coarse->cluster[i];
                cr_assert_eq(in[fine->cluster[i]], coarse->cluster[i], "k = %zu, row %zu", k, i);
            }
            tm_clustering_free(coarse);
            coarse = fine;
        }
        tm_clustering_free(coarse);
    }
    tm_sparse_free(m);
}

Test(agglomerate, by_single_linkage_makes_components)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        tm_sparse *m = random_rows(80, 40, 3, seed);
        tm_components_options o = TM_COMPONENTS_INIT;
        tm_clustering *a = agglomerate(m, TM_LINKAGE_SINGLE, 0, 0.5, NULL), *b;
        cr_assert_eq(tm_components(&b, m, &o, NULL, NULL), TM_OK, "components");
        expect_same_bits(a, b, "cosine of one half");
        tm_clustering_free(a);
        tm_clustering_free(b);
        tm_sparse_free(m);
    }
}

/* Two rows with a cosine of .6: every method joins them up to there. */
Test(agglomerate, takes_a_threshold_as_the_cosine_of_two_rows)
{
    tm_sparse *m = rows_of((float[]){1, 0, .6f, .8f}, 2, 2);

    for (int method = 0; method < METHODS; method++) {
        tm_clustering *c = agglomerate(m, method, 0, 0.59, NULL);
        cr_expect_eq(c->clusters, 1, "method %d", method);
        tm_clustering_free(c);
        c = agglomerate(m, method, 0, 0.61, NULL);
        cr_expect_eq(c->clusters, 2, "method %d", method);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(agglomerate, has_the_same_bits_on_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_sparse *m = random_rows(500, 100, 6, 4);

    for (int method = 0; method < METHODS; method++) {
        tm_run run = TM_RUN_INIT;
        tm_clustering *one, *c;
        run.threads = 1;
        one = agglomerate(m, method, 20, 0, &run);
        for (size_t t = 0; t < 3; t++) {
            run.threads = threads[t];
            c = agglomerate(m, method, 20, 0, &run);
            expect_same_bits(one, c, "threads");
            tm_clustering_free(c);
        }
        tm_clustering_free(one);
    }
    tm_sparse_free(m);
}

Test(agglomerate, keeps_copies_together_and_zero_rows_in_their_place)
{
    /* Three kinds of rows, copies, and two zero rows. */
    static const float x[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 7, 3);

    for (int method = 0; method < METHODS; method++) {
        tm_clustering *c = agglomerate(m, method, 2, 0, NULL);
        cr_expect_eq(c->clusters, 2, "k = 2");
        cr_expect_eq(c->cluster[2], 0, "a zero row goes to cluster 0");
        tm_clustering_free(c);
        c = agglomerate(m, method, 0, 0.5, NULL);
        cr_expect_eq(c->clusters, 5, "with a threshold it stands alone");
        cr_expect_eq(c->size[0], 3, "copies");
        tm_clustering_free(c);
        c = agglomerate(m, method, 100, 0, NULL);
        expect_in_order(c, "k > n");
        cr_expect_eq(c->size[0], 3, "copies are never parted");
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(agglomerate, gives_its_tree)
{
    static const float x[] = {1, 0, 1, 0, 0, 0, 1, 1, 0, 1};
    tm_sparse *m = rows_of(x, 5, 2);

    for (int method = 0; method < METHODS; method++) {
        const tm_agglomerate_options o = options(method, 0, 0);
        tm_tree *tree;
        cr_assert_eq(tm_agglomerate_tree(&tree, m, &o, NULL, NULL), TM_OK, "tree");
        cr_expect_eq(tree->rows, 5, "rows");
        cr_assert_eq(tree->merges, 3, "the zero row is not merged");
        cr_expect(tree->part[0] == 0 && tree->part[1] == 1, "copies first");
        cr_expect_eq(tree->similarity[0], 1.0, "copies");
        cr_expect_geq(tree->similarity[1], tree->similarity[2], "falling");
        tm_tree_free(tree);
    }
    tm_sparse_free(m);
}

Test(agglomerate, is_quick_with_many_copies_of_one_row, .timeout = 20)
{
    tm_sparse *m = equal_rows(200000, 1);
    tm_clustering *c;

    c = agglomerate(m, TM_LINKAGE_AVERAGE, 3, 0, NULL);
    cr_expect_eq(c->clusters, 1, "copies");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(agglomerate, can_be_cancelled_and_rejects_what_it_does_not_know)
{
    int calls;
    const tm_run run = {sizeof run, 1, 0, stop_later, &calls};
    tm_sparse *m = random_rows(20, 10, 3, 1);
    tm_agglomerate_options o = options(TM_LINKAGE_AVERAGE, 5, 0);
    tm_clustering *c = (tm_clustering *)&calls;
    tm_tree *tree;
    tm_error err = {0};

    for (int n = 1; n < 4; n++) {
        calls = n;
        cr_expect_eq(tm_agglomerate(&c, m, &o, &run, &err), TM_ECANCELLED, "cancelled");
        cr_expect_null(c, "nothing made");
    }
    o.threshold = 0.5;
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_EINVAL, "k and a threshold");
    o.clusters = 0;
    o.threshold = NAN;
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_EINVAL, "no threshold");
    o = options(METHODS, 5, 0);
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_EINVAL, "no linkage");
    o = options(TM_LINKAGE_WARD, 5, 0);
    o.most = 10;
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_EOVERFLOW, "too many rows");
    cr_expect(strstr(err.message, "at most 10 rows"), "%s", err.message);
    cr_expect_eq(tm_agglomerate_tree(&tree, m, &o, NULL, &err), TM_EOVERFLOW, "too many rows");
    cr_expect_null(tree, "nothing made");
    o.method = TM_LINKAGE_SINGLE;
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_OK, "no matrix, no limit");
    tm_clustering_free(c);
    o.size = 1000;
    cr_expect_eq(tm_agglomerate(&c, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    m->value[3] = -m->value[3];
    cr_expect_eq(tm_agglomerate(&c, m, NULL, NULL, &err), TM_EINVAL, "below 0");
    m->value[3] = NAN;
    cr_expect_eq(tm_agglomerate_tree(&tree, m, NULL, NULL, &err), TM_EINVAL, "not a number");
    tm_sparse_free(m);
}

Test(agglomerate, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    for (int method = 0; method < METHODS; method++) {
        const tm_agglomerate_options o = options(method, 3, 0);
        tm_clustering *c;
        tm_tree *tree;
        FAULT_LOOP(tm_agglomerate(&c, m, &o, &fault_run, NULL));
        tm_clustering_free(c);
        FAULT_LOOP(tm_agglomerate_tree(&tree, m, &o, &fault_run, NULL));
        tm_tree_free(tree);
    }
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
