#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

/* Two along x, one at 3-4-5, two along y, a zero row. */
static tm_sparse *example(void)
{
    static const float x[] = {1, 0, 3, 4, 0, 1, 1, 0, 0, 1, 0, 0};

    return rows_of(x, 6, 2);
}

Test(clustering, numbers_clusters_by_size_then_first_row)
{
    static const uint32_t label[] = {7, 900000000, 3, 7, 3, 3};
    static const uint32_t want[] = {1, 2, 0, 1, 0, 0};
    tm_sparse *m = example();
    tm_clustering *c;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "from labels");
    cr_expect_eq(c->clusters, 3, "clusters");
    cr_expect_arr_eq(c->cluster, want, sizeof want, "labels");
    cr_expect_eq(c->size[0], 3, "two along y and the zero row");
    cr_expect_eq(c->size[1], 2, "two along x");
    expect_in_order(c, "example");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(clustering, scores_by_hand)
{
    /* {x, 3-4-5}: sum (1.6, .8), direction (2, 1)/sqrt 5; {y, y, 0}: direction y; {x} alone. */
    static const uint32_t label[] = {0, 0, 1, 2, 1, 1};
    const double r5 = sqrt(5);
    tm_sparse *m = example();
    tm_clustering *c;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "from labels");
    cr_expect_float_eq(c->score[0], 2 / r5, 1e-6, "x . (2,1)/sqrt 5");
    cr_expect_float_eq(c->margin[0], 2 / r5 - 1, 1e-6, "the single x serves it better");
    cr_expect_float_eq(c->score[1], 2 / r5, 1e-6, "(.6*2 + .8)/sqrt 5");
    cr_expect_float_eq(c->margin[1], 2 / r5 - 0.8, 1e-6, "y is the second best");
    cr_expect_eq(c->score[3], 1.0f, "alone");
    cr_expect_float_eq(c->margin[3], 1 - 2 / r5, 1e-6, "alone, next to the first");
    cr_expect_eq(c->score[5], 0.0f, "a zero row");
    cr_expect_eq(c->margin[5], 0.0f, "a zero row is as far from all");
    cr_expect_eq(c->medoid[c->cluster[0]], 0, "a tie goes to the first");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

/* The same by definition, in double, one pair of row and cluster at a time. */
static double cosine_to_mean(const tm_sparse *m, const uint32_t *cluster, uint32_t j, size_t row)
{
    double *sum = calloc(m->cols, sizeof *sum), dot = 0, a = 0, b = 0;

    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; cluster[i] == j && e < m->row_start[i + 1]; e++)
            sum[m->column[e]] += m->value[e];
    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++) {
        dot += sum[m->column[e]] * m->value[e];
        a += (double)m->value[e] * m->value[e];
    }
    for (size_t t = 0; t < m->cols; t++)
        b += sum[t] * sum[t];
    free(sum);
    return a > 0 && b > 0 ? dot / sqrt(a * b) : 0;
}

Test(clustering, agrees_with_the_definition)
{
    tm_sparse *m = random_rows(60, 40, 5, 3);
    uint32_t label[60];
    tm_clustering *c;

    for (size_t i = 0; i < 60; i++)
        label[i] = (uint32_t)(i * i % 7);
    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "from labels");
    for (size_t i = 0; i < 60; i++) {
        double best = 0;
        for (uint32_t j = 0; j < c->clusters; j++)
            if (j != c->cluster[i])
                best = fmax(best, cosine_to_mean(m, c->cluster, j, i));
        cr_expect_float_eq(c->score[i], cosine_to_mean(m, c->cluster, c->cluster[i], i), 1e-6,
                           "score of %zu", i);
        cr_expect_float_eq(c->margin[i], c->score[i] - best, 1e-6, "margin of %zu", i);
    }
    expect_in_order(c, "random");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(clustering, has_the_same_bits_on_any_number_of_threads)
{
    static const unsigned threads[] = {2, 3, 8};
    tm_run run = TM_RUN_INIT;
    tm_sparse *m = random_rows(3000, 60, 6, 4);
    uint32_t *label = calloc(3000, sizeof *label);
    tm_clustering *one, *c;

    for (size_t i = 0; i < 3000; i++)
        label[i] = (uint32_t)(i % 300);
    run.threads = 1;
    cr_assert_eq(tm_clustering_from_labels(&one, m, label, &run, NULL), TM_OK, "one thread");
    for (size_t t = 0; t < 3; t++) {
        run.threads = threads[t];
        cr_assert_eq(tm_clustering_from_labels(&c, m, label, &run, NULL), TM_OK, "threads");
        expect_same_bits(one, c, "threads");
        tm_clustering_free(c);
    }
    tm_clustering_free(one);
    tm_sparse_free(m);
    free(label);
}

Test(clustering, rejects_rows_that_are_not_unit)
{
    static const struct {
        const char *why;
        float value[2];
    } cases[] = {{"too long", {1, 1}},
                 {"too short", {0.5f, 0}},
                 {"below 0", {-1, 0}},
                 {"not a number", {NAN, 0}},
                 {"infinite", {INFINITY, 0}}};
    static const uint32_t label[] = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t start[] = {0, 2};
        uint32_t column[] = {0, 1};
        float value[] = {cases[i].value[0], cases[i].value[1]};
        const tm_sparse m = {1, 2, start, column, value};
        tm_clustering *c = (tm_clustering *)&start;
        tm_error err = {0};
        cr_expect_eq(tm_clustering_from_labels(&c, &m, label, NULL, &err), TM_EINVAL, "%s",
                     cases[i].why);
        cr_expect_null(c, "%s", cases[i].why);
        cr_expect_neq(err.message[0], '\0', "%s", cases[i].why);
    }
}

Test(clustering, takes_nothing_and_one)
{
    static const float one[] = {1};
    static const uint32_t label[] = {5};
    tm_sparse *none = rows_of(NULL, 0, 0), *m = rows_of(one, 1, 1);
    tm_clustering *c;

    cr_assert_eq(tm_clustering_from_labels(&c, none, NULL, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(c->clusters, 0, "no clusters");
    cr_expect_eq(c->objective, 0.0, "nothing to serve");
    tm_clustering_free(c);
    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "one row");
    cr_expect_eq(c->clusters, 1, "one cluster");
    cr_expect_eq(c->objective, 1.0, "served well");
    tm_clustering_free(c);
    cr_expect_eq(tm_clustering_from_labels(&c, m, NULL, NULL, NULL), TM_EINVAL, "no labels");
    cr_expect_eq(tm_clustering_from_labels(&c, NULL, label, NULL, NULL), TM_EINVAL, "no rows");
    tm_clustering_free(NULL);
    tm_sparse_free(none);
    tm_sparse_free(m);
}

Test(clustering, survives_allocation_failure)
{
    static const uint32_t label[] = {0, 0, 1, 2, 1, 1};
    tm_sparse *m;
    tm_clustering *c;

    fault_install();
    m = example();
    FAULT_LOOP(tm_clustering_from_labels(&c, m, label, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
