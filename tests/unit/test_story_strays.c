#include "cluster/story_strays.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

enum { STORIES = 10, TOLD = 50, ROWS = TOLD + 4, COLS = 10 * STORIES + 4, CLUSTERS = STORIES + 4 };

static uint32_t copies[ROWS], label[ROWS];

/*
 * Ten stories of five rows, which have 5 of 10 words each and 40 copies. Then four rows that are
 * clusters of their own: the first has words of story 0, the second of 0 and 1, the others neither.
 */
static tm_sparse *rows(void)
{
    static float x[ROWS * COLS];
    float *const stray = x + (size_t)TOLD * COLS;

    memset(x, 0, sizeof x);
    for (size_t i = 0; i < TOLD; i++)
        for (size_t j = 0; j < 5; j++)
            x[COLS * i + 10 * (i % STORIES) + (i / STORIES + 2 * j) % 10] = 1;
    for (size_t j = 0; j < 4; j++) {
        stray[j] = stray[COLS + (j < 2 ? j : 10 + j)] = 1;
        stray[2 * COLS + 10 * STORIES + j] = stray[3 * COLS + 10 * STORIES + j] = 1;
    }
    for (size_t i = 0; i < ROWS; i++) {
        label[i] = (uint32_t)(i < TOLD ? i % STORIES : STORIES + i - TOLD);
        copies[i] = i < TOLD ? 40 : 1;
    }
    return rows_of(x, ROWS, COLS);
}

static void bring_home(const tm_sparse *m)
{
    cr_assert_eq(tm__story_strays(label, CLUSTERS, m, copies, NULL, NULL), TM_OK, "strays");
}

Test(story_strays, join_the_story_that_told_their_words)
{
    tm_sparse *m = rows();

    bring_home(m);
    cr_expect_eq(label[TOLD], 0, "words of the first");
    cr_expect_eq(label[TOLD + 1], STORIES + 1, "words of both");
    cr_expect(label[TOLD + 2] == STORIES + 2 && label[TOLD + 3] == STORIES + 3,
              "words of their own");
    for (size_t i = 0; i < TOLD; i++)
        cr_expect_eq(label[i], i % STORIES, "row %zu of a story", i);
    tm_sparse_free(m);
}

/* Five copies of a row are a story, and four rows one stray. */
Test(story_strays, are_small)
{
    tm_sparse *m = rows();

    copies[TOLD] = 5;
    bring_home(m);
    cr_expect_eq(label[TOLD], STORIES, "a story of its own");
    copies[TOLD] = 4;
    bring_home(m);
    cr_expect_eq(label[TOLD], 0, "a stray");
    tm_sparse_free(m);
}

/* What rows of a stray have in common counts for each, and a word of the other story against. */
Test(story_strays, go_together)
{
    tm_sparse *m = rows();

    label[TOLD + 1] = label[TOLD + 2] = STORIES;
    bring_home(m);
    cr_expect(label[TOLD] == STORIES && label[TOLD + 1] == STORIES && label[TOLD + 2] == STORIES,
              "all three stay");
    label[TOLD + 1] = label[TOLD + 2] = STORIES + 3;
    bring_home(m);
    cr_expect_eq(label[TOLD], 0, "alone it goes");
    cr_expect(label[TOLD + 1] == STORIES + 3 && label[TOLD + 3] == STORIES + 3, "the others stay");
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m)
{
    return tm__story_strays(label, CLUSTERS, m, copies, NULL, NULL);
}

Test(story_strays, survives_allocation_failure)
{
    tm_sparse *m = rows();

    fault_install();
    FAULT_LOOP(once(m));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_sparse_free(m);
}
