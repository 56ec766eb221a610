#include "cluster/condensed.h"
#include "fault_alloc.h"

/* Rows 0-2 and 3-5 are close, 6 is near the first three, and 7 is far from all. */
static struct tm__merge merge[] = {{0, 1, .1}, {2, 8, .1},   {3, 4, .1}, {5, 10, .1},
                                   {6, 9, .4}, {11, 12, .5}, {7, 13, .9}};
static const struct tm__merges merges = {8, 7, merge};

Test(condensed, takes_the_clusters_that_last)
{
    static const uint32_t wanted[] = {1, 1, 1, 0, 0, 0, 1, TM__NO_CLUSTER};
    uint32_t label[8];
    size_t clusters;

    cr_assert_eq(tm__condensed_label(label, &clusters, &merges, 3, NULL), TM_OK, "label");
    cr_expect_eq(clusters, 2, "clusters");
    cr_expect_arr_eq(label, wanted, sizeof wanted, "labels");
}

/* Two pairs that split at .45 from what split off at .5: the whole lasts from 2 to 2.2, four rows,
 * its halves from 2.2 to 10, two rows each. */
Test(condensed, takes_parts_if_they_last_longer_than_the_whole)
{
    static struct tm__merge nested[] = {
        {0, 1, .1}, {2, 3, .1}, {4, 5, .1}, {6, 7, .45}, {8, 9, .5}};
    const struct tm__merges m = {6, 5, nested};
    uint32_t label[6];
    size_t clusters;

    cr_assert_eq(tm__condensed_label(label, &clusters, &m, 2, NULL), TM_OK, "label");
    cr_expect_eq(clusters, 3, "the halves");
    nested[3].height = .11; /* the whole from 2 to 9 */
    cr_assert_eq(tm__condensed_label(label, &clusters, &m, 2, NULL), TM_OK, "label");
    cr_expect_eq(clusters, 2, "the whole");
    cr_expect(label[0] == label[3] && label[4] == label[5], "four and two");
}

Test(condensed, never_takes_everything_and_knows_few_rows)
{
    struct tm__merges few = {0, 0, merge};
    uint32_t label[8];
    size_t clusters;

    for (size_t rows = 0; rows < 3; rows++) {
        few.rows = rows;
        few.count = rows ? rows - 1 : 0;
        cr_assert_eq(tm__condensed_label(label, &clusters, &few, 2, NULL), TM_OK, "label");
        cr_expect_eq(clusters, 0, "%zu rows", rows);
        for (size_t i = 0; i < rows; i++)
            cr_expect_eq(label[i], TM__NO_CLUSTER, "%zu rows", rows);
    }
}

Test(condensed, survives_allocation_failure)
{
    uint32_t label[8];
    size_t clusters;

    fault_install();
    FAULT_LOOP(tm__condensed_label(label, &clusters, &merges, 3, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
