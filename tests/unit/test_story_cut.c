#include "base/memory.h"
#include "cluster/story_cut.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

enum { MOST = 400 };

/* A tree that is built merge by merge, of rows of one copy each. */
static struct tree {
    struct tm__merge merge[MOST];
    struct tm__merges merges;
    uint32_t copies[MOST], label[MOST];
    struct tm__story_cut cut;
} tree;

static const struct tm__story_rows titles = {0, 7}, titles_and_vectors = {0.5, 7}, pages = {0, 300};

static void plant(size_t rows)
{
    tree.merges = (struct tm__merges){rows, 0, tree.merge};
    for (size_t i = 0; i < rows; i++)
        tree.copies[i] = 1;
}

/* The number of the cluster of a and b. */
static uint32_t merge(uint32_t a, uint32_t b, double height)
{
    tree.merge[tree.merges.count] = (struct tm__merge){a < b ? a : b, a < b ? b : a, height};
    return (uint32_t)(tree.merges.rows + tree.merges.count++);
}

/* One cluster of the rows from..to-1. */
static uint32_t story(uint32_t from, uint32_t to, double height)
{
    uint32_t all = from;

    for (uint32_t i = from + 1; i < to; i++)
        all = merge(all, i, height);
    return all;
}

static void cut(struct tm__story_rows like)
{
    cr_assert_eq(tm__story_cut(tree.label, &tree.cut, &tree.merges, tree.copies, NULL, like, NULL),
                 TM_OK, "cut");
}

static bool together(size_t i, size_t j)
{
    return tree.label[i] == tree.label[j];
}

/*
 * `rows` rows come together in groups of `size` at the height `first`; then, one group after the
 * other, the groups at heights that fall from .4425 in steps of .01. How many of the latter are
 * made.
 */
static size_t groups_made(size_t rows, size_t size, double first, struct tm__story_rows like)
{
    uint32_t group[MOST], all;
    size_t made = 0;

    plant(rows);
    for (size_t g = 0; g < rows / size; g++)
        group[g] = story((uint32_t)(g * size), (uint32_t)((g + 1) * size), first);
    all = group[0];
    for (size_t g = 1; g < rows / size; g++)
        all = merge(all, group[g], 0.4525 - 0.01 * (double)g);
    cut(like);
    for (size_t g = 1; g < rows / size; g++)
        made += together(0, g * size);
    return made;
}

Test(story_cut, is_careful_with_loners_and_low_among_large_stories)
{
    /* merge g is asked for .355 - .3 (g / 300) (1 - 1 / g), and has .4525 - .01 g */
    cr_expect_eq(groups_made(300, 1, 0, titles_and_vectors), 10, "loners");
    cr_expect(!tree.cut.dense, "loners are not dense");
    /* 30 groups of 6 are all there is, from the start: what comes below .45 is between stories */
    cr_expect_eq(groups_made(180, 6, 0.9, titles_and_vectors), 0, "settled");
    cr_expect(tree.cut.dense, "all in large stories");
    /* 40 groups of 4: merge g is asked for .355 - .3 (g / 40) (1 - 1 / 4g) */
    cr_expect_eq(groups_made(160, 4, 0.9, titles_and_vectors), 38, "groups of four");
    cr_expect(tree.cut.dense, "39 groups of 40 are together");
    /* by terms alone .165 - .14 (g / 300) (1 - 1 / g): the 30th has .1525, and .1515 is asked for
     */
    cr_expect_eq(groups_made(300, 1, 0, titles), 30, "loners, terms alone");
}

/* A story of 100 rows of 200, which make .165 - .14 / 2 of .165, and two rows or a row beside it.
 */
Test(story_cut, asks_more_of_two_rows_than_of_a_story)
{
    for (int like = 0; like < 2; like++) {
        const double more = like ? 0.026 : 0; /* for long rows */
        uint32_t all;
        plant(200);
        all = story(0, 100, 0.9);
        merge(100, 101, 0.13 + more);
        merge(102, 103, 0.17 + more);
        all = merge(all, 104, 0.12 + more);
        (void)all;
        cut(like ? pages : titles);
        cr_expect_eq(together(100, 101), like == 1, "low, two rows, %d", like);
        cr_expect(together(102, 103), "careful, two rows");
        cr_expect(together(0, 104), "low, a row and a story");
        cr_expect(!together(104, 105), "no merge");
    }
}

/* A pair of rows among 300, at such a height. */
static bool pair_made(double height, struct tm__story_rows like)
{
    plant(300);
    (void)merge(0, 1, height);
    cut(like);
    return together(0, 1);
}

Test(story_cut, asks_more_of_long_rows_by_terms_alone)
{
    const struct tm__story_rows leads = {0, 40}, twice = {0, 80}, half = {0.25, 80};

    /* .165, .165 + .03 / 2 and halfway from there to .355 */
    cr_expect(pair_made(0.166, leads) && !pair_made(0.164, leads), "of 40 terms");
    cr_expect(pair_made(0.181, twice) && !pair_made(0.179, twice), "of 80 terms");
    cr_expect(pair_made(0.2685, half) && !pair_made(0.2665, half), "of 80 terms, with vectors");
}

Test(story_cut, wants_less_of_vectors_for_long_rows)
{
    cr_expect_eq(tm__story_want(0), 1.0, "no terms");
    cr_expect_eq(tm__story_want(40), 1.0, "40 terms");
    cr_expect_eq(tm__story_want(160), 0.25, "160 terms");
}

Test(story_cut, takes_what_is_below_a_merge_that_is_made)
{
    uint32_t all, pair;

    plant(200);
    all = story(0, 100, 0.9);
    pair = merge(100, 101, 0.13);
    (void)merge(all, pair, 0.12);
    cut(titles);
    cr_expect(together(100, 101) && together(0, 100), "the pair came with the story");
    cr_expect_eq(tree.cut.clusters, 99, "one story, 98 loners");
}

/* `pairs` pairs that are sure in a day of so many rows, and one of .12: is it made? */
static bool doubtful_made(size_t rows, uint32_t pairs, struct tm__story_rows like)
{
    plant(rows);
    for (uint32_t p = 0; p < pairs; p++)
        (void)merge(2 * p, 2 * p + 1, 0.9);
    (void)merge(2 * pairs, 2 * pairs + 1, 0.12);
    cut(like);
    return together(2 * pairs, 2 * pairs + 1);
}

Test(story_cut, asks_less_in_a_small_day_that_has_stories)
{
    cr_expect(doubtful_made(30, 10, titles), "a small day");
    cr_expect(!doubtful_made(30, 1, titles), "of loners");
    cr_expect(!doubtful_made(30, 10, pages), "of long pages");
    cr_expect(!doubtful_made(200, 60, titles), "not small");
}

Test(story_cut, counts_copies)
{
    /* Two kinds of ten copies each are settled; they stay apart below .45. */
    plant(2);
    tree.copies[0] = tree.copies[1] = 10;
    (void)merge(0, 1, 0.44);
    cut(titles_and_vectors);
    cr_expect_eq(tree.cut.clusters, 2, "stories of ten");
    cr_expect(tree.cut.dense, "stories of ten");
    tree.copies[0] = tree.copies[1] = 1;
    cut(titles_and_vectors);
    cr_expect_eq(tree.cut.clusters, 1, "two rows");
    cr_expect(!tree.cut.dense, "two rows");
}

/* Two groups of `size` at `height`, and what words say of them. */
static bool parts_made(size_t size, double height, struct tm__evidence said,
                       struct tm__story_rows like)
{
    struct tm__evidence of[MOST] = {{0, 0}};

    plant(300);
    (void)merge(story(0, (uint32_t)size, 0.9), story(100, (uint32_t)(100 + size), 0.9), height);
    of[tree.merges.count - 1] = said;
    cr_assert_eq(tm__story_cut(tree.label, &tree.cut, &tree.merges, tree.copies, of, like, NULL),
                 TM_OK, "cut");
    cr_expect(together(0, size - 1) && together(100, 99 + size), "the groups");
    return together(0, 100);
}

static bool large_parts_made(size_t size, double likelier)
{
    return parts_made(size, 0.3, (struct tm__evidence){likelier, 0}, titles);
}

Test(story_cut, keeps_large_parts_apart_that_have_words_of_their_own)
{
    cr_expect(!large_parts_made(5, -0.11), "words of their own");
    cr_expect(large_parts_made(5, -0.09), "hardly");
    cr_expect(large_parts_made(4, -2), "too small to tell");
    cr_expect(parts_made(5, 0.3, (struct tm__evidence){-2, 0.5}, pages), "pages");
}

Test(story_cut, asks_long_rows_less_whose_words_nobody_else_has)
{
    const struct tm__evidence usual = {0, 0.4}, own = {0, 1}, everyones = {0, 0};

    cr_expect(parts_made(2, 0.22, usual, pages) && !parts_made(2, 0.16, usual, pages), "usual");
    cr_expect(parts_made(2, 0.16, own, pages), "words that nobody else has");
    cr_expect(!parts_made(2, 0.22, everyones, pages), "words that all have");
    cr_expect(parts_made(2, 0.5, everyones, pages), "certain all the same");
    cr_expect(parts_made(2, 0.22, everyones, titles), "short rows: as they are");
    cr_expect(!parts_made(2, 0.14, own, titles), "short rows: as they are");
}

static tm_status once(void)
{
    static const uint32_t copies[] = {1, 1, 1};
    struct tm__merge made[] = {{0, 1, 0.9}};
    const struct tm__merges merges = {3, 1, made};
    struct tm__story_cut found;
    uint32_t label[3];

    return tm__story_cut(label, &found, &merges, copies, NULL, titles, NULL);
}

Test(story_cut, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
