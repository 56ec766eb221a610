#include "cluster/tree.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* Rows 1 .. 4 of 6: 1 and 3 are copies; 2 and 4 meet first, then all. */
static uint32_t first[] = {0, 1, 3}, copies[] = {2, 1, 1}, kind[] = {0, 1, 0, 2};
static const struct tm__distinct distinct = {4, 3, first, copies, kind};
static struct tm__merge merge[] = {{1, 2, .5}, {0, 3, .25}};
static const struct tm__merges merges = {3, 2, merge};
static const uint32_t row[] = {1, 2, 3, 4};

Test(tree, has_copies_first_and_the_numbers_of_all_rows)
{
    static const uint32_t part[] = {1, 3, 2, 4, 6, 7};
    static const double similarity[] = {1, .5, .25};
    tm_tree *tree;

    cr_assert_eq(tm__tree_new(&tree, &distinct, &merges, row, 6, NULL), TM_OK, "new");
    cr_expect_eq(tree->rows, 6, "rows");
    cr_assert_eq(tree->merges, 3, "merges");
    cr_expect_arr_eq(tree->part, part, sizeof part, "parts");
    cr_expect_arr_eq(tree->similarity, similarity, sizeof similarity, "heights");
    tm_tree_free(tree);
}

Test(tree, survives_allocation_failure)
{
    tm_tree *tree;

    fault_install();
    FAULT_LOOP(tm__tree_new(&tree, &distinct, &merges, NULL, 4, NULL));
    tm_tree_free(tree);
    tm_tree_free(NULL);
    cr_expect_eq(fault_live, 0, "nothing left");
}
