#include "cluster/kmeans_flows.h"
#include "kmeans_sample.h"

enum { ROWS = 900, CLUSTERS = 6 };

/* Enough rows move for all workers. */
static void move_all(struct kmeans_sample *s, unsigned threads)
{
    const tm_run run = {.threads = threads};

    for (uint32_t turn = 1; turn < 4; turn++) {
        uint32_t before[ROWS];

        memcpy(before, s->label, sizeof before);
        for (uint32_t i = 0; i < ROWS; i += turn)
            s->label[i] = i % 31 == turn ? TM__NO_CLUSTER : (i / turn + turn) % CLUSTERS;
        cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, &run, NULL), TM_OK, "move");
    }
}

/* Made for as many workers as take part. */
static struct kmeans_sample *sample_for(unsigned threads)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(ROWS, 120, 40, 4), CLUSTERS);
    const tm_run run = {.threads = threads};

    tm__kmeans_sums_release(&s->sums);
    cr_assert_eq(tm__kmeans_sums_new(&s->sums, &s->x, CLUSTERS, &run, NULL), TM_OK, "sums");
    cr_assert_eq(tm__kmeans_sums_move(&s->sums, s->none, s->label, &run, NULL), TM_OK, "move");
    return s;
}

Test(kmeans_flows, give_the_same_bits_on_any_number_of_threads)
{
    struct kmeans_sample *one = sample_for(1);

    move_all(one, 1);
    for (unsigned threads = 2; threads < 9; threads++) {
        struct kmeans_sample *s = sample_for(threads);

        move_all(s, threads);
        cr_expect_arr_eq(s->sums.cell, one->sums.cell, s->x.dense * CLUSTERS * sizeof(double),
                         "cells, %u threads", threads);
        cr_expect_arr_eq(s->sums.square, one->sums.square, CLUSTERS * sizeof(double), "squares");
        cr_expect_arr_eq(s->sums.turn, one->sums.turn, CLUSTERS * sizeof(double), "turns");
        kmeans_sample_free(s);
    }
    kmeans_sample_free(one);
}

/* Cells are the sums of the rows that are there. */
Test(kmeans_flows, leave_the_sums_of_the_rows)
{
    struct kmeans_sample *s = sample_for(1);

    move_all(s, 1);
    for (size_t c = 0; c < s->x.dense; c++) {
        double sum[CLUSTERS] = {0};

        for (size_t i = 0; i < ROWS; i++)
            for (uint64_t e = s->x.start[i]; e < s->x.rare[i]; e++)
                if (s->x.column[e] == c && s->label[i] != TM__NO_CLUSTER)
                    sum[s->label[i]] += (double)s->x.value[e];
        cr_expect_arr_eq(s->sums.cell + c * CLUSTERS, sum, sizeof sum, "column %zu", c);
    }
    kmeans_sample_free(s);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_flows *flows = tm__kmeans_flows_new(&s->x, 3, 2);
    const tm_status status = flows ? TM_OK : TM_ENOMEM;

    tm__kmeans_flows_free(flows);
    return status;
}

Test(kmeans_flows, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
