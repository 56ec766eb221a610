#include "cluster/kmeans_follow.h"
#include "cluster/kmeans_products.h"
#include "fault_alloc.h"
#include "kmeans_sample.h"

enum { ROWS = 2000, CLUSTERS = TM__MANY_CLUSTERS, TURNS = 12 };

struct followed {
    struct kmeans_sample *s;
    struct tm__kmeans_changes changes;
    struct tm__kmeans_bounds bounds;
    struct tm__kmeans_follow follow;
    uint32_t own[ROWS]; /* the nearest when bounds were set */
};

static void set_row(struct followed *f, uint32_t row)
{
    float *cosine = malloc(f->s->sums.width * sizeof *cosine);

    tm__kmeans_products(cosine, &f->s->sums, &row, 1, f->s->label);
    f->own[row] = tm__kmeans_best(cosine, f->s->sums.scale, f->s->sums.width, NULL);
    tm__kmeans_bounds_set(&f->bounds, row, f->own[row], cosine, f->s->sums.width);
    tm__kmeans_follow_set(&f->follow, &f->bounds, row, f->own[row]);
    free(cosine);
}

static void followed_new(struct followed *f, uint64_t seed)
{
    f->s = kmeans_sample_new(planted_rows(ROWS, CLUSTERS, 6, seed), CLUSTERS);
    cr_assert_eq(tm__kmeans_changes_new(&f->changes, &f->s->x, CLUSTERS, NULL), TM_OK, "changes");
    f->s->sums.changes = &f->changes;
    cr_assert_eq(tm__kmeans_bounds_new(&f->bounds, &f->s->sums, ROWS, NULL), TM_OK, "bounds");
    cr_assert_eq(tm__kmeans_follow_new(&f->follow, f->bounds.width, ROWS, NULL), TM_OK, "follow");
    tm__kmeans_follow_start(&f->follow, &f->s->sums);
    for (uint32_t i = 0; i < ROWS; i++)
        set_row(f, i);
}

static void followed_free(struct followed *f)
{
    tm__kmeans_follow_release(&f->follow);
    tm__kmeans_bounds_release(&f->bounds);
    tm__kmeans_changes_release(&f->changes);
    kmeans_sample_free(f->s);
}

/* Some rows to other clusters, or most rows of one: it shrinks to a few. One or two in the end. */
static void move_some(struct followed *f, uint32_t turn)
{
    struct kmeans_sample *s = f->s;
    uint32_t before[ROWS];

    memcpy(before, s->label, sizeof before);
    for (uint32_t i = turn; i < ROWS; i += turn < 6 ? 200 - 30 * turn : 1500)
        s->label[i] = (s->label[i] + turn + 1) % CLUSTERS;
    for (uint32_t i = 0; turn == 4 && i < ROWS - 20; i++)
        s->label[i] = s->label[i] == 2 ? 3 : s->label[i];
    cr_assert_eq(tm__kmeans_sums_move(&s->sums, before, s->label, NULL, NULL), TM_OK, "move");
}

static void expect_within(const struct followed *f, size_t row)
{
    const int16_t *const upper = f->bounds.upper + row * f->bounds.width;
    const float *const now = f->follow.now;
    const bool is_light = f->follow.is_light; /* then bounds are shares of older lengths */
    const double lower = (double)f->bounds.lower[row] * (is_light ? (double)now[f->own[row]] : 1);

    cr_expect_geq(kmeans_sample_cosine(f->s, row, f->own[row]), lower - 1e-6, "row %zu", row);
    for (size_t j = 0; j < CLUSTERS; j++)
        if (j != f->own[row])
            cr_expect_leq(kmeans_sample_cosine(f->s, row, j),
                          upper[j] * (is_light ? (double)now[j] : 1) / TM__BOUND_STEPS + 1e-6,
                          "row %zu, cluster %zu", row, j);
}

/* After every move the true cosines are within the bounds; few rows have to be looked at. */
Test(kmeans_follow, bounds_hold_while_rows_move)
{
    for (uint64_t seed = 0; seed < 6; seed++) {
        struct followed f;
        size_t safe = 0, light = 0;

        followed_new(&f, seed);
        for (uint32_t turn = 0; turn < TURNS; turn++) {
            move_some(&f, turn);
            cr_assert(f.changes.are_known, "few rows move");
            cr_assert_eq(tm__kmeans_follow_move(&f.follow, &f.s->sums, NULL), TM_OK, "move");
            light += f.follow.is_light;
            for (uint32_t i = 0; i < ROWS; i++) {
                if (tm__kmeans_follow_row(&f.bounds, &f.follow, &f.s->sums, i, f.own[i]))
                    safe++;
                else
                    set_row(&f, i);
                if (i % 23 == turn)
                    expect_within(&f, i);
            }
        }
        cr_expect_gt(safe, TURNS * ROWS / 2, "they tell something: %zu", safe);
        cr_expect(light > 0 && light < TURNS, "some moves are light: %zu", light);
        tm__kmeans_follow_leave(&f.follow, &f.bounds, &f.s->x, ROWS, f.own);
        tm__kmeans_follow_start(&f.follow, &f.s->sums);
        for (uint32_t i = 0; i < ROWS; i += 23) {
            expect_within(&f, i);
            cr_expect_eq(f.follow.margin[i].gap, 0, "row %u has to be looked at", i);
        }
        followed_free(&f);
    }
}

/* A cluster that had no row has no length to share in, and nothing is known of its change. */
Test(kmeans_follow, starts_with_rows_in_every_cluster)
{
    struct followed f;
    uint32_t before[ROWS];

    followed_new(&f, 3);
    for (int back = 0; back < 2; back++) {
        memcpy(before, f.s->label, sizeof before);
        for (uint32_t i = 4; i < ROWS; i += CLUSTERS)
            f.s->label[i] = back ? 4 : i % 4;
        cr_assert_eq(tm__kmeans_sums_move(&f.s->sums, before, f.s->label, NULL, NULL), TM_OK,
                     "move");
        cr_expect_eq(f.changes.are_known, !back, "gone, and there again");
    }
    followed_free(&f);
}

static tm_status once(void)
{
    struct tm__kmeans_follow follow;
    const tm_status status = tm__kmeans_follow_new(&follow, 16, 3, NULL);

    tm__kmeans_follow_release(&follow);
    return status;
}

Test(kmeans_follow, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
