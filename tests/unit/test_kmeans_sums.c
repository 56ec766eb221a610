#include "cluster/kmeans_products.h"
#include "fault_alloc.h"
#include "kmeans_sample.h"

static void expect_sums(const struct kmeans_sample *s, const char *what)
{
    for (size_t j = 0; j < s->clusters; j++) {
        double length = 0;
        for (size_t i = 0; i < s->m->rows; i++) {
            const double cosine = kmeans_sample_cosine(s, i, j);
            length += s->label[i] == j ? cosine : 0;
            cr_expect_float_eq(tm__kmeans_cosine(&s->sums, i, (uint32_t)j, s->label), cosine, 1e-6,
                               "%s: row %zu, cluster %zu", what, i, j);
        }
        /* A sum has the product with its direction for its length. */
        cr_expect_float_eq(sqrt(s->sums.square[j]), length, 1e-5, "%s: length of %zu", what, j);
    }
}

/* All columns in the table, some, and hardly any. */
Test(kmeans_sums, follow_rows_wherever_they_go)
{
    static const size_t clusters[] = {1, 3, 8, 31, 70};

    for (size_t n = 0; n < 5; n++) {
        struct kmeans_sample *s = kmeans_sample_new(random_rows(80, 60, 5, n), clusters[n]);
        expect_sums(s, "start");
        for (size_t turn = 0; turn < 6; turn++) {
            kmeans_sample_shift(s, turn);
            expect_sums(s, "moved");
        }
        tm__kmeans_sums_clear(&s->sums);
        memset(s->label, 0xff, 80 * sizeof *s->label);
        expect_sums(s, "cleared");
        kmeans_sample_free(s);
    }
}

/* Values are such that sums are exact, so the way to a partition leaves no trace. */
Test(kmeans_sums, do_not_depend_on_the_way)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(80, 40, 5, 7), 20), *fresh;

    for (size_t turn = 0; turn < 9; turn++)
        kmeans_sample_shift(s, turn);
    fresh = kmeans_sample_new(random_rows(80, 40, 5, 7), 20);
    cr_assert_eq(tm__kmeans_sums_move(&fresh->sums, fresh->label, s->label, NULL, NULL), TM_OK,
                 "at once");
    cr_expect_arr_eq(s->sums.table, fresh->sums.table, s->x.dense * s->sums.width * sizeof(float),
                     "the table");
    for (size_t i = 0; i < 80; i++)
        for (uint32_t j = 0; j < 20; j++)
            cr_expect_float_eq(tm__kmeans_cosine(&s->sums, i, j, s->label),
                               tm__kmeans_cosine(&fresh->sums, i, j, s->label), 2e-7, "cosines");
    kmeans_sample_free(s);
    kmeans_sample_free(fresh);
}

Test(kmeans_sums, know_how_far_centroids_turned)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(60, 30, 4, 2), 5), *old;

    for (size_t turn = 1; turn < 5; turn++) {
        old = kmeans_sample_new(random_rows(60, 30, 4, 2), 5);
        cr_assert_eq(tm__kmeans_sums_move(&old->sums, old->label, s->label, NULL, NULL), TM_OK, "");
        memcpy(old->label, s->label, 60 * sizeof *s->label);
        kmeans_sample_shift(s, turn);
        for (size_t j = 0; j < 5; j++) {
            double product = 0;
            /* The sum before times the direction after. */
            for (size_t i = 0; i < 60; i++)
                product += old->label[i] == j ? kmeans_sample_cosine(s, i, j) : 0;
            cr_expect_float_eq(s->sums.turn[j], product / sqrt(old->sums.square[j]), 1e-6,
                               "turn %zu of %zu", turn, j);
        }
        kmeans_sample_free(old);
    }
    kmeans_sample_free(s);
}

/* Lengths lose their last digits on the way, and get them back. */
Test(kmeans_sums, settle_to_the_same_bits_whatever_the_way)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(300, 80, 9, 3), 7);
    struct kmeans_sample *once = kmeans_sample_new(random_rows(300, 80, 9, 3), 7);
    uint32_t before[300];
    size_t differ = 0;

    for (uint32_t turn = 0; turn < 30; turn++) {
        memcpy(before, s->label, sizeof before);
        for (uint32_t i = turn; i < 300; i += 11)
            s->label[i] = (s->label[i] + i + 1) % 7;
        cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
    }
    tm__kmeans_sums_clear(&once->sums);
    cr_assert_eq(tm__kmeans_sums_move(&once->sums, once->none, s->label, NULL, NULL), TM_OK, "");
    for (size_t j = 0; j < 7; j++)
        differ += s->sums.square[j] != once->sums.square[j];
    cr_expect_gt(differ, 0, "30 moves leave a trace");
    tm__kmeans_sums_settle(&s->sums, s->label);
    tm__kmeans_sums_settle(&once->sums, s->label);
    cr_expect_arr_eq(s->sums.square, once->sums.square, 7 * sizeof *s->sums.square, "squares");
    cr_expect_arr_eq(s->sums.scale, once->sums.scale, 7 * sizeof *s->sums.scale, "scales");
    kmeans_sample_free(s);
    kmeans_sample_free(once);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_sums sums;
    const tm_status status = tm__kmeans_sums_new(&sums, &s->x, 3, &fault_run, NULL);

    if (status == TM_OK)
        tm__kmeans_sums_release(&sums);
    return status;
}

Test(kmeans_sums, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
