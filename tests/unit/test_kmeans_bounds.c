#include "cluster/kmeans_bounds.h"
#include "cluster/kmeans_products.h"
#include "kmeans_sample.h"

/* After every move the true cosines are within the bounds, but for rounding at the start. */
Test(kmeans_bounds, hold_while_rows_move)
{
    struct kmeans_sample *s = kmeans_sample_new(planted_rows(120, 9, 6, 1), 9);
    float lower[120], upper[120], *cosine = malloc(s->sums.width * sizeof *cosine);
    struct tm__kmeans_bounds bounds = {lower, upper};
    uint32_t own[120];
    size_t better = 0;

    for (uint32_t i = 0; i < 120; i++) {
        tm__kmeans_cosines(cosine, &s->sums, &i, 1, s->label);
        own[i] = tm__kmeans_best(&lower[i], &upper[i], cosine, s->sums.width);
    }
    for (size_t turn = 0; turn < 5; turn++) {
        struct tm__kmeans_turns turns;
        uint32_t before[120];
        /* Two rows only, so that bounds still say something. */
        memcpy(before, s->label, sizeof before);
        s->label[turn * 11] = (uint32_t)(turn % 9);
        s->label[turn * 13 + 7] = (uint32_t)((turn + 4) % 9);
        cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
        turns = tm__kmeans_turns_of(&s->sums);
        for (uint32_t i = 0; i < 120; i++) {
            double most = 0;
            tm__kmeans_loosen(&bounds, i, own[i], &turns);
            for (size_t j = 0; j < 9; j++)
                if (j != own[i] && kmeans_sample_cosine(s, i, j) > most)
                    most = kmeans_sample_cosine(s, i, j);
            cr_expect_geq(kmeans_sample_cosine(s, i, own[i]), lower[i] - 1e-6, "row %u below", i);
            cr_expect_leq(most, upper[i] + 1e-6, "row %u above", i);
            better += tm__kmeans_is_safe(&bounds, i, 10);
        }
    }
    cr_expect_gt(better, 20, "and they tell something: %zu of 600", better);
    tm__kmeans_bounds_forget(&bounds, 3);
    cr_expect_not(tm__kmeans_is_safe(&bounds, 3, 10), "forgotten");
    free(cosine);
    kmeans_sample_free(s);
}

Test(kmeans_bounds, single_out_the_cluster_that_turned_most)
{
    double turn[] = {1, .5, .75, .9};
    const struct tm__kmeans_sums s = {.clusters = 4, .turn = turn};
    const struct tm__kmeans_turns turns = tm__kmeans_turns_of(&s);

    cr_expect_eq(turns.most, 1, "the one");
    cr_expect_eq(turns.first, .5, "how far");
    cr_expect_eq(turns.second, .75, "the next");
}
