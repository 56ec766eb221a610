#include "cluster/kmeans_run.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>
#include <stdio.h>

static void start(struct tm__kmeans *k, const tm_sparse *m, size_t clusters, bool bounded)
{
    uint32_t *label = malloc(m->rows * sizeof *label);

    for (size_t i = 0; i < m->rows; i++)
        label[i] = i < clusters ? (uint32_t)i : TM__NO_CLUSTER;
    cr_assert_eq(tm__kmeans_new(k, m, m->rows, clusters, bounded, NULL, NULL), TM_OK, "new");
    cr_assert_eq(tm__kmeans_start(k, label, NULL, NULL), TM_OK, "start");
    free(label);
}

/* The plain algorithm, to the letter; false if two centroids are as near but for rounding. */
static bool plain_step(uint32_t *label, const tm_sparse *m, size_t clusters)
{
    double *sum = calloc(clusters * m->cols, sizeof *sum);
    bool is_clear = true;

    for (size_t i = 0; i < m->rows; i++)
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            if (label[i] != TM__NO_CLUSTER)
                sum[label[i] * m->cols + m->column[e]] += m->value[e];
    for (size_t j = 0; j < clusters; j++) {
        double square = 0;
        for (size_t t = 0; t < m->cols; t++)
            square += sum[j * m->cols + t] * sum[j * m->cols + t];
        for (size_t t = 0; t < m->cols && square > 0; t++)
            sum[j * m->cols + t] /= sqrt(square);
    }
    for (size_t i = 0; i < m->rows; i++) {
        double best = -1, second = -1;
        for (size_t j = 0; j < clusters; j++) {
            double product = 0;
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                product += sum[j * m->cols + m->column[e]] * m->value[e];
            if (product > best) {
                second = best;
                best = product;
                label[i] = (uint32_t)j;
            } else if (product > second) {
                second = product;
            }
        }
        is_clear = is_clear && best > second + 1e-5;
    }
    free(sum);
    return is_clear;
}

static void expect_as_plain(tm_sparse *m, size_t clusters, size_t steps)
{
    struct tm__kmeans with, without;
    uint32_t *plain = malloc(m->rows * sizeof *plain);
    bool moved, is_clear = true;
    size_t compared = 0;

    start(&with, m, clusters, true);
    start(&without, m, clusters, false);
    memcpy(plain, with.label, m->rows * sizeof *plain);
    for (size_t step = 0; step < steps; step++) {
        cr_assert_eq(tm__kmeans_step(&with, &moved, NULL, 0, NULL, NULL), TM_OK, "step");
        cr_assert_eq(tm__kmeans_step(&without, &moved, NULL, 0, NULL, NULL), TM_OK, "step");
        cr_assert_arr_eq(with.label, without.label, m->rows * sizeof *plain, "step %zu", step);
        is_clear = is_clear && plain_step(plain, m, clusters);
        if (is_clear)
            cr_assert_arr_eq(with.label, plain, m->rows * sizeof *plain, "step %zu", step);
        compared += is_clear;
    }
    cr_expect_eq(tm__kmeans_objective(&with), tm__kmeans_objective(&without), "objective");
    cr_expect_gt(compared, 0, "ties everywhere");
    tm__kmeans_release(&with);
    tm__kmeans_release(&without);
    tm_sparse_free(m);
    free(plain);
}

Test(kmeans_run, takes_every_step_of_the_plain_algorithm)
{
    expect_as_plain(random_rows(500, 60, 9, 1), 6, 25);
    expect_as_plain(random_rows(500, 60, 9, 2), 40, 25);
    expect_as_plain(random_rows(600, 300, 30, 3), 90, 15);
    expect_as_plain(planted_rows(400, 12, 9, 4), 12, 10);
}

/* Real rows: the words of a day's texts. */
Test(kmeans_run, takes_every_step_on_real_rows)
{
    static char data[1 << 20];
    static tm_text text[2000];
    FILE *file = fopen(TM_SOURCE_DIR "/data/day.jsonl", "rb");
    tm_tfidf *model;
    tm_sparse *m;
    size_t size, count = 0;

    cr_assert_not_null(file, "the day");
    size = fread(data, 1, sizeof data, file);
    fclose(file);
    for (size_t from = 0, at = 0; at < size && count < 2000; at++)
        if (data[at] == '\n') {
            text[count++] = (tm_text){data + from, at - from};
            from = at + 1;
        }
    cr_assert_gt(count, 100, "lines");
    cr_assert_eq(tm_tfidf_fit(&model, &m, text, count, NULL, NULL, NULL), TM_OK, "fit");
    tm_tfidf_free(model);
    expect_as_plain(m, 15, 20);
}

Test(kmeans_run, starts_again_as_if_nothing_had_been)
{
    tm_sparse *m = random_rows(300, 60, 6, 5);
    struct tm__kmeans once, again;
    bool moved;

    start(&once, m, 12, true);
    start(&again, m, 12, true);
    for (size_t i = 0; i < 300; i++)
        again.next[i] = (uint32_t)(i % 12);
    cr_assert_eq(tm__kmeans_start(&again, again.next, NULL, NULL), TM_OK, "elsewhere");
    for (int i = 0; i < 4; i++)
        cr_assert_eq(tm__kmeans_step(&again, &moved, NULL, 0, NULL, NULL), TM_OK, "step");
    cr_assert_eq(tm__kmeans_start(&again, once.label, NULL, NULL), TM_OK, "here");
    for (int i = 0; i < 8; i++) {
        cr_assert_eq(tm__kmeans_step(&once, &moved, NULL, 0, NULL, NULL), TM_OK, "step");
        cr_assert_eq(tm__kmeans_step(&again, &moved, NULL, 0, NULL, NULL), TM_OK, "step");
        cr_expect_arr_eq(once.label, again.label, 300 * sizeof *once.label, "step %d", i);
    }
    tm__kmeans_release(&once);
    tm__kmeans_release(&again);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m)
{
    static const uint32_t label[9] = {0, 1, 2};
    struct tm__kmeans k;
    bool moved;
    tm_status status = tm__kmeans_new(&k, m, 9, 3, true, &fault_run, NULL);

    if (status == TM_OK)
        status = tm__kmeans_start(&k, label, &fault_run, NULL);
    if (status == TM_OK)
        status = tm__kmeans_step(&k, &moved, NULL, 0, &fault_run, NULL);
    tm__kmeans_release(&k);
    return status;
}

Test(kmeans_run, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(9, 10, 3, 2);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
