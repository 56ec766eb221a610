#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static tm_clustering *components(const tm_sparse *m, double threshold, const tm_run *run)
{
    tm_components_options o = TM_COMPONENTS_INIT;
    tm_clustering *c = NULL;
    tm_error err = {0};

    o.threshold = threshold;
    cr_assert_eq(tm_components(&c, m, &o, run, &err), TM_OK, "%s", err.message);
    return c;
}

/* The same by painting: a row gives its number to all that can be reached. */
static void paint(uint32_t *number, const tm_sparse *m, size_t row, double threshold)
{
    for (size_t j = 0; j < m->rows; j++)
        if (number[j] > number[row] && (float)tm_cosine(m, row, m, j) >= (float)threshold) {
            number[j] = number[row];
            paint(number, m, j, threshold);
        }
}

Test(components, are_those_that_painting_reaches)
{
    static const double thresholds[] = {0.2, 0.5, 0.8};

    for (uint64_t seed = 0; seed < 30; seed++) {
        const double threshold = thresholds[seed % 3];
        tm_sparse *m = random_rows(80, 40, 3, seed);
        tm_clustering *c = components(m, threshold, NULL);
        uint32_t number[80];
        for (uint32_t i = 0; i < 80; i++)
            number[i] = i;
        for (size_t i = 0; i < 80; i++)
            paint(number, m, i, threshold);
        for (size_t i = 0; i < 80; i++)
            for (size_t j = 0; j < i; j++)
                cr_assert_eq(c->cluster[i] == c->cluster[j], number[i] == number[j],
                             "seed %d, rows %zu and %zu", (int)seed, i, j);
        expect_in_order(c, "random");
        tm_clustering_free(c);
        tm_sparse_free(m);
    }
}

/* A chain of rows, each like the next with a cosine of 1/2 and like no other. */
Test(components, reach_along_a_chain)
{
    float x[50 * 51] = {0};
    tm_sparse *m;
    tm_clustering *c;

    for (size_t i = 0; i < 50; i++)
        x[i * 51 + i] = x[i * 51 + i + 1] = 1;
    m = rows_of(x, 50, 51);
    c = components(m, 0.49, NULL);
    cr_expect_eq(c->clusters, 1, "one chain");
    tm_clustering_free(c);
    c = components(m, 0.51, NULL);
    cr_expect_eq(c->clusters, 50, "no link holds");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(components, take_one_half_when_no_threshold_is_given)
{
    tm_sparse *m = random_rows(80, 40, 3, 1);
    tm_clustering *a = components(m, 0.5, NULL), *b = components(m, 0, NULL), *c;

    expect_same_bits(a, b, "threshold 0");
    cr_assert_eq(tm_components(&c, m, NULL, NULL, NULL), TM_OK, "no options");
    expect_same_bits(a, c, "no options");
    tm_clustering_free(a);
    tm_clustering_free(b);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(components, have_the_same_bits_on_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_sparse *m = random_rows(2000, 200, 6, 4);
    tm_run run = TM_RUN_INIT;
    tm_clustering *one, *c;

    run.threads = 1;
    one = components(m, 0.6, &run);
    for (size_t t = 0; t < 3; t++) {
        run.threads = threads[t];
        c = components(m, 0.6, &run);
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
}

Test(components, of_copies_zero_rows_and_no_rows)
{
    static const float x[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 7, 3), *none = rows_of(NULL, 0, 3), *one = rows_of(x, 1, 3);
    tm_clustering *c = components(m, 1, NULL);

    cr_expect_eq(c->clusters, 5, "three kinds and two zero rows, which resemble nothing");
    cr_expect_eq(c->size[0], 3, "copies");
    cr_expect_eq(c->score[2], 0.0f, "zero row");
    tm_clustering_free(c);
    c = components(none, 0.5, NULL);
    cr_expect_eq(c->clusters, 0, "no rows");
    tm_clustering_free(c);
    c = components(one, 0.5, NULL);
    cr_expect_eq(c->clusters, 1, "one row");
    tm_clustering_free(c);
    tm_sparse_free(m);
    tm_sparse_free(none);
    tm_sparse_free(one);
}

Test(components, are_quick_with_many_copies_of_one_row, .timeout = 20)
{
    tm_sparse *m = equal_rows(200000, 1);
    tm_clustering *c;

    c = components(m, 0.5, NULL);
    cr_expect_eq(c->clusters, 1, "copies");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(components, can_be_cancelled_and_reject_what_they_do_not_know)
{
    int calls = 0;
    const tm_run run = {sizeof run, 1, 0, stop_at_once, &calls};
    tm_sparse *m = random_rows(20, 10, 3, 1);
    tm_components_options o = TM_COMPONENTS_INIT;
    tm_clustering *c = (tm_clustering *)&calls;
    tm_error err = {0};

    cr_expect_eq(tm_components(&c, m, &o, &run, &err), TM_ECANCELLED, "cancelled");
    cr_expect_null(c, "nothing made");
    cr_expect_eq(calls, 1, "asked once");
    o.threshold = 1.5;
    cr_expect_eq(tm_components(&c, m, &o, NULL, &err), TM_EINVAL, "above 1");
    o.threshold = NAN;
    cr_expect_eq(tm_components(&c, m, &o, NULL, &err), TM_EINVAL, "no threshold");
    o.threshold = 0;
    o.size = 1000;
    cr_expect_eq(tm_components(&c, m, &o, NULL, &err), TM_EINVAL, "a size from the future");
    o.size = sizeof o;
    m->value[3] = -m->value[3];
    cr_expect_eq(tm_components(&c, m, &o, NULL, &err), TM_EINVAL, "below 0");
    m->value[3] = NAN;
    cr_expect_eq(tm_components(&c, m, &o, NULL, &err), TM_EINVAL, "not a number");
    cr_expect_neq(err.message[0], '\0', "message");
    tm_sparse_free(m);
}

Test(components, survive_allocation_failure)
{
    tm_sparse *m;
    tm_clustering *c;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    FAULT_LOOP(tm_components(&c, m, NULL, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
