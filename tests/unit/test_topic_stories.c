#include "cluster/topic_stories.h"

#include "cluster/naive_bayes.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_status stories_of(uint32_t *label, bool *are, const tm_sparse *m, size_t k,
                            const tm_run *run)
{
    tm_sparse *counts;
    tm_status status = tm__bayes_counts(&counts, m, NULL);

    if (status == TM_OK)
        status = tm__topic_stories(label, are, m, counts, k, run, NULL);
    tm_sparse_free(counts);
    return status;
}

Test(topic_stories, are_the_stories_where_these_are_as_many_as_asked_for)
{
    enum { ROWS = 200, GROUPS = 20 };
    tm_sparse *m = planted_rows(ROWS, GROUPS, 8, 1);
    uint32_t label[ROWS];
    bool are;

    cr_assert_eq(stories_of(label, &are, m, GROUPS, NULL), TM_OK, "stories");
    cr_assert(are, "they are");
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(label[i] == label[j], i % GROUPS == j % GROUPS, "rows %zu, %zu", i, j);
    tm_sparse_free(m);
}

/* The last row is a story of its own; it says most of what the rows of group 0 say. */
Test(topic_stories, take_in_what_is_in_none_of_the_largest)
{
    enum { ROWS = 61, GROUPS = 6, COLS = 2 * GROUPS + 20 };
    static float x[ROWS * COLS];
    uint32_t label[ROWS];
    tm_sparse *m;
    bool are;

    for (size_t i = 0; i + 1 < ROWS; i++)
        x[i * COLS + i % GROUPS * 2] = x[i * COLS + i % GROUPS * 2 + 1] = 1;
    for (size_t t = 2 * GROUPS; t < COLS; t++)
        x[(ROWS - 1) * COLS + t] = 1;
    x[(ROWS - 1) * COLS] = 0.5f;
    m = rows_of(x, ROWS, COLS);
    cr_assert_eq(stories_of(label, &are, m, GROUPS, NULL), TM_OK, "stories");
    cr_assert(are, "they are");
    cr_expect_eq(label[ROWS - 1], label[0], "it joins group 0");
    tm_sparse_free(m);
}

Test(topic_stories, are_finer_where_more_are_asked_for_than_there_are)
{
    enum { ROWS = 120, GROUPS = 6, WANTED = 15 };
    tm_sparse *m = planted_rows(ROWS, GROUPS, 10, 2);
    size_t size[WANTED] = {0}, group[WANTED];
    uint32_t label[ROWS];
    bool are;

    cr_assert_eq(stories_of(label, &are, m, WANTED, NULL), TM_OK, "stories");
    cr_assert(are, "they are");
    for (size_t i = 0; i < ROWS; i++) {
        cr_assert_lt(label[i], (uint32_t)WANTED, "row %zu", i);
        if (size[label[i]]++ == 0)
            group[label[i]] = i % GROUPS;
        cr_expect_eq(group[label[i]], i % GROUPS, "row %zu is among its own", i);
    }
    for (size_t j = 0; j < WANTED; j++)
        cr_expect_gt(size[j], 0, "cluster %zu", j);
    tm_sparse_free(m);
}

Test(topic_stories, are_not_what_holds_too_many_rows_or_too_few)
{
    uint32_t label[600];
    tm_sparse *m = planted_rows(600, 3, 8, 1);
    bool are = true;

    cr_assert_eq(stories_of(label, &are, m, 3, NULL), TM_OK, "large");
    cr_expect_not(are, "200 rows each are no stories");
    tm_sparse_free(m);
    m = planted_rows(200, 20, 8, 1);
    are = true;
    cr_assert_eq(stories_of(label, &are, m, 5, NULL), TM_OK, "few");
    cr_expect_not(are, "five of 20 stories have a quarter of the rows");
    tm_sparse_free(m);
}

Test(topic_stories, survive_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    uint32_t label[24];
    tm_sparse *m;
    bool are;

    fault_install();
    m = planted_rows(24, 4, 5, 1);
    FAULT_LOOP(stories_of(label, &are, m, 4, &alone));
    cr_expect(are, "they are");
    FAULT_LOOP(stories_of(label, &are, m, 9, &alone));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
