#include "cluster/kmeans_moves.h"
#include "kmeans_sample.h"

/* Column by column, what moves is what the labels say. */
static void expect_moves(size_t one_in)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(50, 20, 4, 5), 6);
    struct tm__kmeans_moves *moves = tm__kmeans_moves_new(&s->x, 6, 1);
    uint32_t after[50];

    for (size_t i = 0; i < 50; i++)
        after[i] = i % one_in ? s->label[i] : i % 2 ? TM__NO_CLUSTER : (uint32_t)(i % 5);
    cr_assert_eq(tm__kmeans_moves_find(moves, &s->x, s->label, after, NULL, NULL), TM_OK, "find");
    cr_assert_gt(moves->count, 0, "some columns");
    for (size_t n = 0; n < moves->count; n++) {
        const uint32_t c = moves->column[n];
        double by[6] = {0};
        struct tm__kmeans_change *change = &moves->change[0];
        for (size_t i = 0; i < 50; i++)
            for (uint64_t e = s->x.start[i]; e < s->x.start[i + 1]; e++)
                if (s->x.column[e] == c && after[i] != s->label[i]) {
                    by[s->label[i]] -= (double)s->x.value[e];
                    if (after[i] != TM__NO_CLUSTER)
                        by[after[i]] += (double)s->x.value[e];
                }
        tm__kmeans_moves_column(change, moves, n, s->label, after);
        for (size_t j = 0; j < 6; j++)
            cr_expect_eq(change->by[j], by[j], "column %u, cluster %zu", c, j);
        for (size_t t = 0; t < change->count; t++) {
            change->by[change->touched[t]] = 0;
            change->is_touched[change->touched[t]] = false;
        }
    }
    tm__kmeans_moves_free(moves);
    kmeans_sample_free(s);
}

/* All columns are gone through, or those of the only row. */
Test(kmeans_moves, list_the_rows_that_move_by_column)
{
    expect_moves(3);
    expect_moves(17);
}

/* The same list, however many workers look for it. */
Test(kmeans_moves, are_listed_alike_by_any_number_of_workers)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(400, 30, 5, 6), 6);
    struct tm__kmeans_moves *one = tm__kmeans_moves_new(&s->x, 6, 1);
    uint32_t after[400];

    for (size_t i = 0; i < 400; i++)
        after[i] = i % 3 ? s->label[i] : (uint32_t)(i % 5);
    cr_assert_eq(tm__kmeans_moves_find(one, &s->x, s->label, after, NULL, NULL), TM_OK, "one");
    for (unsigned workers = 2; workers < 9; workers++) {
        struct tm__kmeans_moves *moves = tm__kmeans_moves_new(&s->x, 6, workers);
        const tm_run run = {.threads = workers};

        cr_assert_eq(tm__kmeans_moves_find(moves, &s->x, s->label, after, &run, NULL), TM_OK, "");
        cr_expect_eq(moves->count, one->count, "%u workers", workers);
        cr_expect_arr_eq(moves->start, one->start, s->x.columns * sizeof *one->start, "%u",
                         workers);
        cr_expect_arr_eq(moves->move, one->move, one->entries * sizeof *one->move, "%u workers",
                         workers);
        tm__kmeans_moves_free(moves);
    }
    tm__kmeans_moves_free(one);
    kmeans_sample_free(s);
}

static tm_status once(const struct kmeans_sample *s)
{
    struct tm__kmeans_moves *moves = tm__kmeans_moves_new(&s->x, 3, 2);
    const tm_status status = moves ? TM_OK : TM_ENOMEM;

    tm__kmeans_moves_free(moves);
    return status;
}

Test(kmeans_moves, survive_allocation_failure)
{
    kmeans_sample_faults(once);
}
