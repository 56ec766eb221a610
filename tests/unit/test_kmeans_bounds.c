#include "cluster/kmeans_bounds.h"
#include "cluster/kmeans_products.h"
#include "fault_alloc.h"
#include "kmeans_sample.h"

enum { ROWS = 120, CLUSTERS = 9 };

/* Bounds of all rows from their cosines as they are; own: the nearest. */
static void set_all(struct tm__kmeans_bounds *bounds, uint32_t *own, const struct kmeans_sample *s)
{
    const size_t width = s->sums.width, size = bounds->width * sizeof(int16_t);
    float *cosine = malloc(width * sizeof *cosine);
    int16_t *fast = malloc(size);

    for (uint32_t i = 0; i < ROWS; i++) {
        int16_t *const of_row = tm__kmeans_bounds_of(bounds, i, width);

        tm__kmeans_products(cosine, &s->sums, &i, 1, s->label);
        own[i] = tm__kmeans_best(cosine, s->sums.scale, width, of_row);
        if (of_row) {
            tm__kmeans_bounds_finish(bounds, i, own[i], cosine[own[i]], width);
            memcpy(fast, of_row, size);
        }
        tm__kmeans_bounds_set(bounds, i, own[i], cosine, width);
        cr_expect(!of_row || memcmp(fast, of_row, size) == 0, "row %u: either way", i);
    }
    free(cosine);
    free(fast);
}

static void expect_within(const struct tm__kmeans_bounds *bounds, const struct kmeans_sample *s,
                          size_t row, uint32_t own)
{
    cr_expect_geq(kmeans_sample_cosine(s, row, own), bounds->lower[row] - 1e-6, "row %zu", row);
    for (size_t j = 0; j < CLUSTERS; j++) {
        const int16_t upper = bounds->upper[row * bounds->width + j % bounds->width];
        if (j != own)
            cr_expect_leq(kmeans_sample_cosine(s, row, j), (double)upper / TM__BOUND_STEPS + 1e-6,
                          "row %zu, cluster %zu", row, j);
    }
}

/* Two rows only, so that bounds still say something. */
static void move_two(struct kmeans_sample *s, size_t turn)
{
    uint32_t before[ROWS];

    memcpy(before, s->label, sizeof before);
    s->label[turn * 11] = (uint32_t)(turn % CLUSTERS);
    s->label[turn * 13 + 7] = (uint32_t)((turn + 4) % CLUSTERS);
    cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
}

/* After every move the true cosines are within the bounds, but for rounding at the start. */
Test(kmeans_bounds, hold_while_rows_move)
{
    struct kmeans_sample *s = kmeans_sample_new(planted_rows(ROWS, CLUSTERS, 6, 1), CLUSTERS);
    struct tm__kmeans_bounds bounds;
    uint32_t own[ROWS];
    size_t safe = 0;

    cr_assert_eq(tm__kmeans_bounds_new(&bounds, &s->sums, ROWS, NULL), TM_OK, "bounds");
    set_all(&bounds, own, s);
    for (size_t turn = 0; turn < 5; turn++) {
        move_two(s, turn);
        tm__kmeans_bounds_move(&bounds, &s->sums);
        for (uint32_t i = 0; i < ROWS; i++) {
            const bool is_safe = tm__kmeans_loosen(&bounds, i, own[i], 10);
            expect_within(&bounds, s, i, own[i]);
            cr_expect_eq(is_safe, tm__kmeans_is_safe(&bounds, i, bounds.lower[i], 10), "%u", i);
            cr_expect(tm__kmeans_is_safe(&bounds, i, 2, 10) || !is_safe, "more is safer");
            safe += is_safe;
        }
    }
    cr_expect_gt(safe, 100, "and they tell something: %zu of 600", safe);
    tm__kmeans_bounds_forget(&bounds, 3);
    cr_expect_not(tm__kmeans_is_safe(&bounds, 3, bounds.lower[3], 10), "forgotten");
    tm__kmeans_bounds_release(&bounds);
    kmeans_sample_free(s);
}

/* With a bound for several clusters it is that of the largest, and what turned most counts. */
Test(kmeans_bounds, can_be_shared)
{
    double turn[40] = {0};
    const struct tm__kmeans_sums s = {.clusters = 40, .width = 40, .turn = turn};
    struct tm__kmeans_bounds bounds;
    float cosine[40] = {0};

    cr_assert_eq(tm__kmeans_bounds_new(&bounds, &s, 2, NULL), TM_OK, "bounds");
    cr_expect_eq(bounds.width, 48, "each its own where there is room");
    bounds.width = 16;
    for (size_t j = 0; j < 40; j++)
        turn[j] = 1;
    turn[33] = .5;
    cosine[3] = .75f;
    cosine[19] = .25f;
    cosine[35] = .5f;
    tm__kmeans_bounds_set(&bounds, 1, 3, cosine, 40);
    cr_expect_eq(bounds.lower[1], .75f, "own");
    cr_expect_eq(cosine[3], .75f, "as it was");
    cr_expect_float_eq((double)bounds.upper[16 + 3] / TM__BOUND_STEPS, .5, 1e-4, "the next");
    tm__kmeans_bounds_move(&bounds, &s);
    cr_expect_float_eq(tm__kmeans_rise(&bounds, 17), 1, 2e-4, "60 degrees, for all three");
    cr_expect_eq(tm__kmeans_rise(&bounds, 3), 0.0f, "nothing moved here");
    tm__kmeans_bounds_release(&bounds);
}

/* A bound and what it rises by may be more together than fits. */
Test(kmeans_bounds, end_at_1_when_a_centroid_turns_round)
{
    double turn[16] = {0, -1, 1};
    const struct tm__kmeans_sums s = {.clusters = 3, .width = 16, .turn = turn};
    struct tm__kmeans_bounds bounds;
    float cosine[16] = {1, 1, .5f};

    cr_assert_eq(tm__kmeans_bounds_new(&bounds, &s, 1, NULL), TM_OK, "bounds");
    tm__kmeans_bounds_set(&bounds, 0, 2, cosine, 16);
    for (int again = 0; again < 3; again++) {
        tm__kmeans_bounds_move(&bounds, &s);
        cr_expect_not(tm__kmeans_loosen(&bounds, 0, 2, 3), "nothing is known");
        cr_expect_eq(bounds.upper[0], TM__BOUND_STEPS, "by 90 degrees");
        cr_expect_eq(bounds.upper[1], TM__BOUND_STEPS, "by 180");
    }
    tm__kmeans_bounds_release(&bounds);
}

static tm_status once(const struct tm__kmeans_sums *s)
{
    struct tm__kmeans_bounds bounds;
    const tm_status status = tm__kmeans_bounds_new(&bounds, s, 5, NULL);

    tm__kmeans_bounds_release(&bounds);
    return status;
}

Test(kmeans_bounds, survive_allocation_failure)
{
    const struct tm__kmeans_sums s = {.clusters = 3, .width = 8};

    fault_install();
    FAULT_LOOP(once(&s));
    cr_expect_eq(fault_live, 0, "nothing left");
}
