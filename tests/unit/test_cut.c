#include "base/memory.h"
#include "cluster/cut.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

Test(cut, takes_merges_up_to_the_first_that_is_lower)
{
    struct tm__merge merge[] = {{0, 1, 0.9}, {2, 3, 0.5}, {4, 5, 0.2}, {6, 7, 0.3}};
    const struct tm__merges merges = {5, 4, merge};

    cr_expect_eq(tm__cut_at(&merges, 1), 0, "none");
    cr_expect_eq(tm__cut_at(&merges, 0.5), 2, "an equal height counts");
    cr_expect_eq(tm__cut_at(&merges, 0.25), 2, "not what comes after a lower one");
    cr_expect_eq(tm__cut_at(&merges, 0), 4, "all");
}

Test(cut, numbers_clusters_by_their_first_rows)
{
    struct tm__merge merge[] = {{2, 4, 0.9}, {0, 5, 0.8}};
    const struct tm__merges merges = {5, 2, merge};
    static const uint32_t want[] = {0, 1, 0, 2, 0};
    uint32_t label[5];
    size_t clusters;

    cr_assert_eq(tm__cut_label(label, &clusters, &merges, 2, NULL), TM_OK, "label");
    cr_expect_eq(clusters, 3, "clusters");
    for (size_t i = 0; i < 5; i++)
        cr_expect_eq(label[i], want[i], "row %zu", i);
    cr_assert_eq(tm__cut_label(label, &clusters, &merges, 0, NULL), TM_OK, "label");
    cr_expect_eq(clusters, 5, "before the first merge");
}

static tm_status once(void)
{
    struct tm__merge merge[] = {{0, 1, 0.9}};
    const struct tm__merges merges = {3, 1, merge};
    uint32_t label[3];
    size_t clusters;

    return tm__cut_label(label, &clusters, &merges, 1, NULL);
}

Test(cut, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
