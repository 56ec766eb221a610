#include "base/memory.h"
#include "cluster/linkage_state.h"

#include <criterion/criterion.h>

#include <float.h>

enum { ROWS = 6, PAIRS = 300 };

static struct tm__merges ordered(const struct tm__linkage_step *step, size_t steps)
{
    static uint32_t name[ROWS], latest[ROWS];
    struct tm__merges out = {.rows = ROWS};

    out.merge = tm__alloc_array(ROWS, sizeof *out.merge);
    cr_assert_eq(tm__linkage_order(&out, step, steps, name, latest, NULL), TM_OK, "order");
    cr_assert_eq(out.count, steps, "all of them");
    return out;
}

static void expect_merge(const struct tm__merges *m, size_t i, uint32_t a, uint32_t b,
                         double height)
{
    cr_expect_eq(m->merge[i].a, a, "merge %zu: a is %u", i, m->merge[i].a);
    cr_expect_eq(m->merge[i].b, b, "merge %zu: b is %u", i, m->merge[i].b);
    cr_expect_eq(m->merge[i].height, height, "merge %zu: height %g", i, m->merge[i].height);
}

Test(linkage_order, the_highest_first)
{
    static const struct tm__linkage_step step[] = {{0, 1, 0.5}, {2, 3, 0.9}, {0, 2, 0.3}};
    struct tm__merges m = ordered(step, 3);

    expect_merge(&m, 0, 2, 3, 0.9);
    expect_merge(&m, 1, 0, 1, 0.5);
    expect_merge(&m, 2, ROWS, ROWS + 1, 0.3);
    tm__free(m.merge);
}

/* A merge may be higher than that of a part; the part has to be there first. */
Test(linkage_order, parts_first)
{
    static const struct tm__linkage_step step[] = {{0, 1, 0.4}, {3, 4, 0.5}, {0, 2, 0.6}};
    struct tm__merges m = ordered(step, 3);

    expect_merge(&m, 0, 3, 4, 0.5);
    expect_merge(&m, 1, 0, 1, 0.4);
    expect_merge(&m, 2, 2, ROWS + 1, 0.6);
    tm__free(m.merge);
}

Test(linkage_order, equal_heights_stay_as_they_were)
{
    static const struct tm__linkage_step step[] = {{4, 5, 0.5}, {0, 1, 0.5}, {2, 3, 0.5}};
    struct tm__merges m = ordered(step, 3);

    expect_merge(&m, 0, 4, 5, 0.5);
    expect_merge(&m, 1, 0, 1, 0.5);
    expect_merge(&m, 2, 2, 3, 0.5);
    tm__free(m.merge);
}

/* Some heights are the same, some differ in their last bit, some in the first ones. */
Test(linkage_order, of_many_merges)
{
    static struct tm__linkage_step step[PAIRS];
    static uint32_t name[2 * PAIRS], latest[2 * PAIRS];
    static struct tm__merge merge[PAIRS];
    struct tm__merges out = {2 * PAIRS, 0, merge};

    for (uint32_t i = 0; i < PAIRS; i++)
        step[i] = (struct tm__linkage_step){2 * i, 2 * i + 1,
                                            (1 + i * 7 % 5) * (1 + i * 11 % 3 * DBL_EPSILON) / 8};
    cr_assert_eq(tm__linkage_order(&out, step, PAIRS, name, latest, NULL), TM_OK, "order");
    for (size_t i = 0; i < PAIRS; i++) {
        cr_expect_eq(merge[i].height, step[merge[i].a / 2].height, "merge %zu", i);
        cr_expect(i == 0 || merge[i].height < merge[i - 1].height ||
                      (merge[i].height == merge[i - 1].height && merge[i].a > merge[i - 1].a),
                  "merge %zu: %.17g after %.17g", i, merge[i].height, merge[i - 1].height);
    }
}

Test(linkage_order, no_merges)
{
    struct tm__merges m = ordered(NULL, 0);

    tm__free(m.merge);
}

Test(linkage_order, labels_of_the_first_merges)
{
    static const struct tm__linkage_step step[] = {{0, 1, 0.9}, {2, 3, 0.8}, {0, 2, 0.3}};
    struct tm__merges m = ordered(step, 3);
    uint32_t label[ROWS];

    cr_assert_eq(tm__merges_label(label, &m, 2, NULL), TM_OK, "label");
    cr_expect_eq(label[0], label[1], "the first merge");
    cr_expect_eq(label[2], label[3], "the second");
    cr_expect_neq(label[0], label[2], "not the third");
    cr_expect_eq(label[4], 4, "a row alone");
    tm__free(m.merge);
}
