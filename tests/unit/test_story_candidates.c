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

static void check(size_t n, size_t keep, unsigned levels)
{
    struct tm__candidate c[MOST], cut[MOST], sorted[MOST];
    uint32_t histogram[TM__CANDIDATE_STEPS + 1];
    const size_t want = n < keep ? n : keep;

    fill(c, n, levels);
    memcpy(cut, c, sizeof c);
    memcpy(sorted, c, sizeof c);
    qsort(sorted, n, sizeof *sorted, best_first);
    tm__candidates_select(c, n, keep);
    cr_assert_eq(tm__candidates_cut(cut, n, keep, histogram), want, "as many");
    qsort(c, want, sizeof *c, best_first);
    qsort(cut, want, sizeof *cut, best_first);
    for (size_t i = 0; i < want; i++) {
        cr_expect_eq(c[i].row, sorted[i].row, "select %zu of %zu, %u levels", keep, n, levels);
        cr_expect_eq(cut[i].row, sorted[i].row, "cut %zu of %zu, %u levels", keep, n, levels);
    }
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

/* Those below the bar, as it was when they came, are none of the best; most of them are. */
Test(story_candidates, the_bar_leaves_out_none_of_the_best)
{
    static const unsigned levels[] = {1, 2, 50, 100000};

    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        struct tm__candidate c[MOST], kept[MOST];
        uint32_t histogram[TM__CANDIDATE_STEPS + 1];
        struct tm__bar bar;
        size_t n = 0;

        fill(c, MOST, levels[l]);
        tm__bar_start(&bar, 20, 0, histogram);
        for (size_t i = 0; i < MOST; i++)
            if (c[i].similarity >= bar.least) {
                tm__bar_raise(&bar, &c[i], 1);
                kept[n++] = c[i];
            }
        cr_expect_geq(n, 20, "%u levels", levels[l]);
        cr_expect(levels[l] < 50 || n < MOST / 3, "%u levels: %zu", levels[l], n);
        tm__candidates_select(kept, n, 20);
        tm__candidates_select(c, MOST, 20);
        qsort(kept, 20, sizeof *kept, best_first);
        qsort(c, 20, sizeof *c, best_first);
        cr_expect_arr_eq(kept, c, 20 * sizeof *c, "%u levels", levels[l]);
    }
}
