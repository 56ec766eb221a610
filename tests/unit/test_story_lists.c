#include "cluster/story_lists.h"
#include "cluster_rows.h"

#include <stdlib.h>
#include <string.h>

enum { WANTED = 10 };

static int best_first(const void *a, const void *b)
{
    const struct tm__candidate *x = a, *y = b;

    return tm__candidate_better(*x, *y) ? -1 : tm__candidate_better(*y, *x);
}

/* The term of row i in most rows, but for frequent ones and `but`; ties: the first. */
static uint32_t most_frequent(const struct tm__story_lists *lists, size_t i, uint32_t but)
{
    const tm_sparse *m = lists->rows;
    const uint64_t *const start = lists->index->row_start;
    uint32_t most = UINT32_MAX;

    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++) {
        const uint32_t t = m->column[e];

        if (t != but && start[t + 1] - start[t] <= lists->most &&
            (most == UINT32_MAX || start[t + 1] - start[t] > start[most + 1] - start[most]))
            most = t;
    }
    return most;
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

Test(story_lists, agrees_with_the_definition)
{
    for (uint64_t seed = 0; seed < 3; seed++) {
        tm_sparse *m = random_rows(300, 30 + 300 * seed, 5, seed);

        check(m, 1);
        tm_sparse_free(m);
    }
}

/* Where x is, of values that come in runs; 0: it begins or goes on, else it is back. */
static bool is_back(bool *ended, uint32_t x, uint32_t last)
{
    if (last != x && last != TM__NO_TERM)
        ended[last] = true;
    return x != TM__NO_TERM && ended[x];
}

/* Rows whose longest lists are the same follow each other, so these are spread out once. */
Test(story_lists, rows_are_in_the_order_of_their_longest_lists)
{
    tm_sparse *m = random_rows(300, 60, 5, 1);
    struct tm__story_lists lists;
    bool *seen = calloc(m->rows, sizeof *seen), *ended = calloc(m->cols, sizeof *ended);
    bool *ended_second = calloc(m->cols, sizeof *ended_second);
    uint32_t last[2] = {TM__NO_TERM, TM__NO_TERM};

    cr_assert_eq(tm__story_lists_new(&lists, m, WANTED, NULL), TM_OK, "lists");
    for (size_t x = 0; x < m->rows; x++) {
        const uint32_t i = lists.order[x], now[2] = {lists.longest[0][i], lists.longest[1][i]};

        cr_expect(!seen[i], "row %u once", i);
        seen[i] = true;
        cr_expect_eq(now[0], most_frequent(&lists, i, TM__NO_TERM), "row %u", i);
        cr_expect_eq(now[1], most_frequent(&lists, i, now[0]), "row %u", i);
        cr_expect(!is_back(ended, now[0], last[0]), "row %u: together", i);
        if (now[0] != last[0])
            memset(ended_second, 0, m->cols * sizeof *ended_second);
        cr_expect(!is_back(ended_second, now[1], now[0] == last[0] ? last[1] : TM__NO_TERM),
                  "row %u: together", i);
        memcpy(last, now, sizeof last);
    }
    free(seen);
    free(ended);
    free(ended_second);
    tm__story_lists_release(&lists);
    tm_sparse_free(m);
}

/* More rows than are added up together, and terms that are in too many of them. */
Test(story_lists, takes_many_rows_in_parts_and_leaves_out_frequent_terms)
{
    tm_sparse *m = random_rows(70000, 250, 5, 4);
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
