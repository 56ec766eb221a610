#include "cluster/dense_kmeans.h"

#include "dense.h"
#include "fault_alloc.h"

#include <math.h>
#include <string.h>

/* Row i points along axis i % k, with noise. */
static float *planted(size_t rows, size_t width, size_t k, double noise)
{
    float *x = random_dense(rows, width, 5);

    for (size_t i = 0; i < rows; i++) {
        double square = 0;
        for (size_t t = 0; t < width; t++) {
            x[i * width + t] =
                (float)(noise * (double)x[i * width + t]) + (t == i % k ? 1.0f : 0.0f);
            square += (double)x[i * width + t] * (double)x[i * width + t];
        }
        for (size_t t = 0; t < width; t++)
            x[i * width + t] = (float)((double)x[i * width + t] / sqrt(square));
    }
    return x;
}

static void run(uint32_t *label, const float *x, size_t rows, size_t width, size_t k, uint64_t seed)
{
    const struct tm__dense_rows r = {x, rows, width};
    struct tm__dense_kmeans w;
    struct tm__rng rng;

    tm__rng_seed(&rng, seed, 0);
    cr_assert_eq(tm__dense_kmeans_new(&w, rows, width, k, NULL), TM_OK, "new");
    cr_assert_eq(tm__dense_kmeans_run(label, &w, &r, k, 3, 30, &rng, NULL), TM_OK, "run");
    tm__dense_kmeans_release(&w);
}

/* A tenth of the rows start in the wrong place. */
Test(dense_kmeans, goes_on_from_labels)
{
    float *x = planted(400, 12, 7, 0.05);
    const struct tm__dense_rows rows = {x, 400, 12};
    struct tm__dense_kmeans w;
    uint32_t label[400];

    for (uint32_t i = 0; i < 400; i++)
        label[i] = (i % 7 + (i % 10 == 0)) % 7;
    cr_assert_eq(tm__dense_kmeans_new(&w, 400, 12, 7, NULL), TM_OK, "new");
    cr_assert_eq(tm__dense_kmeans_refine(label, &w, &rows, 7, 30, NULL), TM_OK, "refine");
    for (uint32_t i = 0; i < 400; i++)
        cr_expect_eq(label[i], i % 7, "row %u keeps the number of its direction", i);
    tm__dense_kmeans_release(&w);
    free(x);
}

Test(dense_kmeans, finds_planted_directions)
{
    float *x = planted(400, 12, 7, 0.05);
    uint32_t label[400];

    run(label, x, 400, 12, 7, 1);
    for (size_t i = 0; i < 400; i++)
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(label[i] == label[j], i % 7 == j % 7, "rows %zu and %zu", i, j);
    free(x);
}

Test(dense_kmeans, leaves_no_cluster_empty)
{
    float *x = calloc(50 * 3, sizeof *x);
    uint32_t label[50];

    for (size_t i = 0; i < 45; i++) /* copies of one row; five rows are zero */
        x[3 * i] = 1;
    for (size_t k = 1; k <= 50; k += 7) {
        size_t size[50] = {0}, used = 0;
        run(label, x, 50, 3, k, k);
        for (size_t i = 0; i < 50; i++) {
            cr_assert_lt(label[i], k, "k = %zu", k);
            used += size[label[i]]++ == 0;
        }
        cr_expect_eq(used, k, "k = %zu", k);
    }
    free(x);
}

Test(dense_kmeans, takes_the_best_of_its_starts)
{
    float *x = planted(300, 10, 10, 0.4);
    const struct tm__dense_rows r = {x, 300, 10};
    uint32_t label[300];
    double objective[2];

    for (int more = 0; more < 2; more++) {
        struct tm__dense_kmeans w;
        struct tm__rng rng;
        double sum[8][10] = {{0}};
        tm__rng_seed(&rng, 3, 0);
        cr_assert_eq(tm__dense_kmeans_new(&w, 300, 10, 8, NULL), TM_OK, "new");
        cr_assert_eq(tm__dense_kmeans_run(label, &w, &r, 8, more ? 20 : 1, 50, &rng, NULL), TM_OK,
                     "run");
        tm__dense_kmeans_release(&w);
        objective[more] = 0;
        for (size_t i = 0; i < 300; i++)
            for (size_t t = 0; t < 10; t++)
                sum[label[i]][t] += (double)x[i * 10 + t];
        for (size_t j = 0; j < 8; j++) {
            double square = 0;
            for (size_t t = 0; t < 10; t++)
                square += sum[j][t] * sum[j][t];
            objective[more] += sqrt(square);
        }
    }
    cr_expect_gt(objective[1], objective[0], "%g and %g", objective[0], objective[1]);
    free(x);
}

Test(dense_kmeans, assigns_other_rows_to_what_it_has_learnt)
{
    float *x = planted(400, 12, 7, 0.05);
    const struct tm__dense_rows some = {x, 70, 12}, other = {x + 330 * 12, 70, 12};
    struct tm__dense_kmeans w;
    uint32_t label[70], assigned[70];
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 0);
    cr_assert_eq(tm__dense_kmeans_new(&w, 70, 12, 7, NULL), TM_OK, "new");
    cr_assert_eq(tm__dense_kmeans_run(label, &w, &some, 7, 3, 30, &rng, NULL), TM_OK, "run");
    cr_assert_eq(tm__dense_kmeans_assign(assigned, &w, &other, 7, NULL), TM_OK, "assign");
    for (size_t i = 0; i < 70; i++)
        cr_expect_eq(assigned[i], label[(330 + i) % 7], "row %zu", i);
    tm__dense_kmeans_release(&w);
    free(x);
}

Test(dense_kmeans, survives_allocation_failure)
{
    struct tm__dense_kmeans w;

    fault_install();
    FAULT_LOOP(tm__dense_kmeans_new(&w, 10, 3, 2, NULL));
    tm__dense_kmeans_release(&w);
    cr_expect_eq(fault_live, 0, "nothing left");
}
