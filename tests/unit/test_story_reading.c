#include "cluster/story_reading.h"
#include "cluster_rows.h"
#include "story_lists_sample.h"

#include <stdlib.h>

static int best_first(const void *a, const void *b)
{
    const struct tm__candidate *x = a, *y = b;

    return tm__candidate_better(*x, *y) ? -1 : tm__candidate_better(*y, *x);
}

/* What a term has of a product. */
static float part(const struct tm__story_lists *lists, size_t i, size_t j, uint32_t term)
{
    const tm_sparse *m = lists->rows;
    float x = 0, y = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        x = m->column[e] == term ? m->value[e] : x;
    for (uint64_t e = m->row_start[j]; e < m->row_start[j + 1]; e++)
        y = m->column[e] == term ? m->value[e] : y;
    return x * y;
}

/* The product over terms that are not frequent, the two that are in most rows as the last. */
static float product(const struct tm__story_lists *lists, size_t i, size_t j)
{
    const tm_sparse *m = lists->rows;
    const uint64_t *const start = lists->index->row_start;
    const uint32_t last = most_frequent(lists, i, UINT32_MAX);
    const uint32_t before = most_frequent(lists, i, last);
    float sum = 0;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t t = m->column[e];

        if (t != last && t != before && start[t + 1] - start[t] <= lists->most)
            sum += part(lists, i, j, t);
    }
    return sum + part(lists, i, j, last) + part(lists, i, j, before);
}

/* By definition; returns how many there are. */
static size_t slow_read(struct tm__candidate *c, const struct tm__story_lists *lists, size_t i)
{
    size_t n = 0;

    for (size_t j = 0; j < lists->rows->rows; j++) {
        c[n] = (struct tm__candidate){product(lists, i, j), (uint32_t)j};
        n += j != i && c[n].similarity > 0;
    }
    qsort(c, n, sizeof *c, best_first);
    return n < WANTED ? n : WANTED;
}

/* The rows of m, every `step`th of them, to the bit. */
static void check(const tm_sparse *m, size_t step)
{
    struct tm__story_lists lists;
    struct tm__story_reading reading;
    struct tm__candidate *want = malloc((m->rows + 1) * sizeof *want);

    cr_assert_eq(tm__story_lists_new(&lists, m, WANTED, NULL), TM_OK, "lists");
    cr_assert(tm__story_reading_new(&reading, &lists) && want, "memory");
    for (size_t i = 0; i < m->rows; i += step) {
        const size_t found = tm__story_lists_read(&lists, &reading, i);

        cr_assert_eq(found, slow_read(want, &lists, i), "row %zu has %zu", i, found);
        qsort(reading.candidate, found, sizeof *want, best_first);
        cr_expect_arr_eq(reading.candidate, want, found * sizeof *want, "row %zu", i);
    }
    free(want);
    tm__story_reading_release(&reading);
    tm__story_lists_release(&lists);
}

Test(story_reading, agrees_with_the_definition)
{
    for (uint64_t seed = 0; seed < 3; seed++) {
        tm_sparse *m = random_rows(300, 30 + 300 * seed, 5, seed);

        check(m, 1);
        tm_sparse_free(m);
    }
}

/* More rows than are added up together, and terms that are in too many of them. */
Test(story_reading, takes_many_rows_in_parts_and_leaves_out_frequent_terms)
{
    tm_sparse *m = random_rows(70000, 296, 5, 4);
    size_t frequent = 0;
    struct tm__story_lists lists;

    cr_assert_eq(tm__story_lists_new(&lists, m, WANTED, NULL), TM_OK, "lists");
    for (size_t t = 0; t < m->cols; t++)
        frequent += lists.index->row_start[t + 1] - lists.index->row_start[t] > lists.most;
    tm__story_lists_release(&lists);
    cr_expect(frequent > 0 && frequent < m->cols, "%zu of %zu terms are frequent", frequent,
              m->cols);
    check(m, 9973);
    tm_sparse_free(m);
}
