#include "cluster/blend.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static tm_clustering *stories(const tm_sparse *m, double threshold, const tm_run *run)
{
    tm_stories_options o = TM_STORIES_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.threshold = threshold;
    cr_assert_eq(tm_stories(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

Test(stories, finds_planted_stories_and_their_number)
{
    for (uint64_t seed = 0; seed < 5; seed++) {
        tm_sparse *m = planted_rows(100, 20, 8, seed);
        tm_clustering *c = stories(m, 0, NULL);
        cr_expect_eq(c->clusters, 20, "seed %d", (int)seed);
        for (size_t i = 0; i < 100; i++)
            cr_expect_eq(c->cluster[i], i % 20, "seed %d, row %zu", (int)seed, i);
        expect_in_order(c, "planted");
        tm_clustering_free(c);
        tm_sparse_free(m);
    }
}

Test(stories, leaves_strangers_and_zero_rows_alone)
{
    static const float x[] = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0};
    static const uint32_t want[] = {0, 1, 2, 0, 3};
    tm_sparse *m = rows_of(x, 5, 4);
    tm_clustering *c = stories(m, 0, NULL);

    cr_expect_eq(c->clusters, 4, "a pair, a stranger, two zero rows");
    cr_expect_arr_eq(c->cluster, want, sizeof want, "labels");
    expect_in_order(c, "strangers");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(stories, obeys_a_threshold)
{
    tm_sparse *m = random_rows(40, 30, 4, 1);
    struct tm__blend blend;
    double best = 0;

    cr_assert_eq(tm__blend_new(&blend, m, 0.5 * 40 / (40 + 500), NULL, NULL), TM_OK, "of 40 rows");
    for (size_t i = 0; i < 40; i++)
        for (size_t j = 0; j < i; j++)
            if (tm__blend_cosine(&blend, i, j) > best)
                best = tm__blend_cosine(&blend, i, j);
    for (int side = -1; side < 2; side += 2) {
        tm_clustering *c = stories(m, best + 1e-4 * side, NULL);
        cr_expect_eq(c->clusters, side < 0 ? 39 : 40, "the most similar pair, %g", best);
        tm_clustering_free(c);
    }
    tm__blend_release(&blend);
    tm_sparse_free(m);
}

/* A higher threshold only splits. */
Test(stories, are_nested)
{
    tm_sparse *m = random_rows(150, 80, 4, 2);
    tm_clustering *coarse = stories(m, 0.1, NULL);

    for (int t = 2; t < 8; t++) {
        tm_clustering *fine = stories(m, 0.1 * t, NULL);
        cr_expect_geq(fine->clusters, coarse->clusters, "threshold %d", t);
        for (size_t i = 0; i < 150; i++)
            for (size_t j = 0; j < i; j++)
                if (fine->cluster[i] == fine->cluster[j])
                    cr_assert_eq(coarse->cluster[i], coarse->cluster[j], "threshold %d", t);
        tm_clustering_free(coarse);
        coarse = fine;
    }
    tm_clustering_free(coarse);
    tm_sparse_free(m);
}

Test(stories, give_the_same_partition_for_rows_in_another_order)
{
    tm_sparse *m = planted_rows(120, 15, 6, 3), *other;
    uint32_t order[120];
    tm_clustering *a = stories(m, 0, NULL), *b;

    shuffled(order, 120, 1);
    other = reordered_rows(m, order);
    b = stories(other, 0, NULL);
    expect_same_partition(a, b, order);
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_sparse_free(m);
    tm_sparse_free(other);
}

Test(stories, have_the_same_bits_on_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_sparse *m = random_rows(1500, 400, 5, 4);
    tm_run run = TM_RUN_INIT;
    tm_clustering *one, *c;

    run.threads = 1;
    one = stories(m, 0, &run);
    for (size_t t = 0; t < 3; t++) {
        run.threads = threads[t];
        c = stories(m, 0, &run);
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
}

Test(stories, keep_copies_together, .timeout = 20)
{
    tm_sparse *m = equal_rows(20000, 2);
    tm_clustering *c;

    c = stories(m, 1, NULL);
    cr_expect_eq(c->clusters, 1, "one story, at any threshold");
    cr_expect_float_eq(c->objective, 1, 1e-6, "all alike");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(stories, take_little)
{
    for (size_t rows = 0; rows < 3; rows++) {
        const float x[] = {1, 0, 0, 1};
        tm_sparse *m = rows_of(x, rows, 2);
        tm_clustering *c = stories(m, 0, NULL);
        cr_expect_eq(c->clusters, rows, "%zu rows", rows);
        expect_in_order(c, "few");
        tm_clustering_free(c);
        tm_sparse_free(m);
    }
}

Test(stories, reject_what_is_no_threshold)
{
    static const double bad[] = {-0.1, 1.1, 0.0 / 0.0};
    tm_sparse *m = random_rows(5, 5, 2, 1);
    tm_stories_options o = TM_STORIES_INIT;
    tm_clustering *c = (tm_clustering *)&o;
    tm_error err = {0};

    for (size_t i = 0; i < 3; i++) {
        o.threshold = bad[i];
        cr_expect_eq(tm_stories(&c, m, &o, NULL, &err), TM_EINVAL, "%g", bad[i]);
        cr_expect_null(c, "%g", bad[i]);
        cr_expect_neq(err.message[0], '\0', "%g", bad[i]);
    }
    m->value[0] = -m->value[0];
    cr_expect_eq(tm_stories(&c, m, NULL, NULL, &err), TM_EINVAL, "below 0");
    tm_sparse_free(m);
}

Test(stories, reject_weights_that_are_no_numbers)
{
    static const float bad[] = {NAN, INFINITY, -INFINITY};
    tm_error err = {0};

    for (size_t i = 0; i < 3; i++) {
        tm_sparse *m = random_rows(5, 5, 2, 1);
        tm_clustering *c;
        tm_tree *tree;
        m->value[1] = bad[i];
        cr_expect_eq(tm_stories(&c, m, NULL, NULL, &err), TM_EINVAL, "%g", (double)bad[i]);
        cr_expect_eq(tm_stories_tree(&tree, m, NULL, &err), TM_EINVAL, "%g", (double)bad[i]);
        tm_sparse_free(m);
    }
}

/* What is asked for at the edges: all alike, all strangers, nothing but zero rows. */
Test(stories, are_defined_at_the_edges)
{
    enum { ROWS = 300 };
    float *x = calloc(ROWS * ROWS, sizeof *x);
    tm_sparse *zero = rows_of(x, ROWS, ROWS), *strangers;
    tm_clustering *c = stories(zero, 0, NULL);

    cr_expect_eq(c->clusters, ROWS, "zero rows stand alone");
    tm_clustering_free(c);
    for (size_t i = 0; i < ROWS; i++)
        x[i * ROWS + i] = 1;
    strangers = rows_of(x, ROWS, ROWS);
    c = stories(strangers, 0, NULL);
    cr_expect_eq(c->clusters, ROWS, "strangers stand alone");
    expect_in_order(c, "strangers");
    tm_clustering_free(c);
    tm_sparse_free(zero);
    tm_sparse_free(strangers);
    free(x);
}

Test(stories, give_their_tree)
{
    static const float x[] = {1, 0, 0, 1, 0.2F, 0, 1, 0, 0, 0, 0, 1, 1, 0.2F, 0};
    tm_sparse *m = rows_of(x, 5, 3); /* rows 0 and 2 are copies, 1 and 4 too, 3 is a stranger */
    tm_tree *tree;

    cr_assert_eq(tm_stories_tree(&tree, m, NULL, NULL), TM_OK, "tree");
    cr_expect_eq(tree->rows, 5, "rows");
    cr_assert_eq(tree->merges, 3, "the stranger stays alone");
    cr_expect_eq(tree->part[0], 0, "copies first");
    cr_expect_eq(tree->part[1], 2, "copies first");
    cr_expect_eq(tree->part[2], 1, "copies first");
    cr_expect_eq(tree->part[3], 4, "copies first");
    cr_expect_eq(tree->similarity[1], 1.0, "copies are alike");
    cr_expect_eq(tree->part[4], 5, "the first merge");
    cr_expect_eq(tree->part[5], 6, "with the second");
    cr_expect(tree->similarity[2] > 0.5 && tree->similarity[2] < 1, "%g", tree->similarity[2]);
    tm_tree_free(tree);
    tm_sparse_free(m);
}

Test(stories, give_a_tree_or_no_memory)
{
    tm_sparse *m;
    tm_tree *tree;

    fault_install();
    m = random_rows(15, 12, 3, 1);
    FAULT_LOOP(tm_stories_tree(&tree, m, &fault_run, NULL));
    tm_tree_free(tree);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}

/* With no memory at every place, and at last with enough; m is freed. */
static size_t clusters_in_the_end(tm_sparse *m)
{
    tm_clustering *c;
    size_t clusters;

    FAULT_LOOP(tm_stories(&c, m, NULL, &fault_run, NULL));
    clusters = c->clusters;
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
    return clusters;
}

Test(stories, survive_allocation_failure)
{
    fault_install();
    cr_expect_gt(clusters_in_the_end(random_rows(15, 12, 3, 1)), 0);
}

Test(stories, survive_it_where_they_are_found_twice)
{
    fault_install();
    cr_expect_eq(clusters_in_the_end(planted_rows(18, 3, 4, 1)), 3);
}
