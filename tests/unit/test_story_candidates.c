#include "cluster/story_candidates.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 };

static int best_first(const void *a, const void *b)
{
    const struct tm__candidate *x = a, *y = b;

    return tm__candidate_better(*x, *y) ? -1 : tm__candidate_better(*y, *x);
}

/* Similarities in `levels` steps, so that many are equal; levels 1: all are. */
static void fill(struct tm__candidate *c, size_t n, unsigned levels)
{
    uint32_t state = levels;

    for (size_t i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        c[i].row = (uint32_t)(n - i);
        c[i].similarity = (float)((state >> 8) % levels) / (float)levels * 1.01F;
    }
}

static struct tm__candidates columns_of(const struct tm__candidate *c, size_t n)
{
    struct tm__candidates out = {malloc((n + 1) * sizeof(float)),
                                 malloc((n + 1) * sizeof(uint32_t)), n};

    cr_assert(out.similarity && out.row, "memory");
    for (size_t i = 0; i < n; i++) {
        out.similarity[i] = c[i].similarity;
        out.row[i] = c[i].row;
    }
    return out;
}

static void release(struct tm__candidates *c)
{
    free(c->similarity);
    free(c->row);
}

static void check(size_t n, size_t keep, unsigned levels)
{
    struct tm__candidate c[MOST], taken[MOST + 1], sorted[MOST];
    struct tm__candidates columns;
    const size_t want = n < keep ? n : keep;

    fill(c, n, levels);
    columns = columns_of(c, n);
    memcpy(sorted, c, sizeof c);
    qsort(sorted, n, sizeof *sorted, best_first);
    tm__candidates_select(c, n, keep);
    cr_assert_eq(tm__candidates_take(taken, &columns, keep), want, "as many");
    qsort(c, want, sizeof *c, best_first);
    qsort(taken, want, sizeof *taken, best_first);
    for (size_t i = 0; i < want; i++) {
        cr_expect_eq(c[i].row, sorted[i].row, "select %zu of %zu, %u levels", keep, n, levels);
        cr_expect_eq(taken[i].row, sorted[i].row, "take %zu of %zu, %u levels", keep, n, levels);
    }
    release(&columns);
}

Test(story_candidates, are_those_that_come_first_when_sorted)
{
    static const size_t size[] = {0, 1, 2, 19, 20, 21, 400, MOST};
    static const unsigned levels[] = {1, 2, 50, 100000};

    for (size_t s = 0; s < sizeof size / sizeof *size; s++)
        for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
            check(size[s], 1, levels[l]);
            check(size[s], 20, levels[l]);
            check(size[s], 200, levels[l]);
        }
}

/* As many have the low end of a bar as were wanted, fewer have the high one. */
Test(story_candidates, the_bar_leaves_out_none_of_the_best)
{
    static const unsigned levels[] = {1, 2, 50, 100000};

    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        struct tm__candidate c[MOST];
        struct tm__candidates columns;
        struct tm__bar bar;
        size_t above = 0;

        fill(c, MOST, levels[l]);
        columns = columns_of(c, MOST);
        bar = tm__bar_find(columns.similarity, MOST, 20, 0);
        for (size_t i = 0; i < MOST; i++)
            above += c[i].similarity >= bar.high;
        tm__candidates_drop(&columns, bar.low);
        cr_expect_lt(above, 20, "%u levels", levels[l]);
        cr_expect_geq(columns.count, 20, "%u levels", levels[l]);
        cr_expect(levels[l] < 50 || columns.count < MOST / 10, "%u levels: %zu", levels[l],
                  columns.count);
        release(&columns);
    }
}

Test(story_candidates, all_have_the_bar_of_few)
{
    static const float value[] = {0.5F, 0.1F, 0.3F};

    cr_expect_eq(tm__bar_find(value, 3, 4, 0.05F).low, 0.05F, "what is known");
}
