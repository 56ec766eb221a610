#include "fault_alloc.h"
#include "linkage_links.h"

static const uint32_t all[] = {0, 1, 2, 3};

Test(linkage_group, merges_down_to_the_level)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    h.l.level = 0.6;
    g = links_group(&h);
    cr_assert_eq(tm__linkage_group_run(&g, all, LINK_ROWS, 0, NULL, NULL), TM_OK, "run");
    cr_assert_eq(g.steps, 2, "0 with 1, 2 with 3; between them .402");
    cr_expect_eq(h.into[1], 0, "the higher one goes into the lower");
    cr_expect_eq(h.into[3], 2, "the higher one goes into the lower");
    cr_expect_float_eq(h.step[0].height, 0.940, 1e-3, "height");
    links_end(&h);
}

Test(linkage_group, merges_all_to_the_end)
{
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    g = links_group(&h);
    cr_assert_eq(tm__linkage_group_run(&g, all, LINK_ROWS, 0, NULL, NULL), TM_OK, "run");
    cr_assert_eq(g.steps, 3, "one cluster");
    cr_expect_float_eq(h.step[2].height, (0.5 + 0 + 0.766 + 0.342) / 4, 1e-3,
                       "a mean of four pairs");
    links_end(&h);
}

/* Row 1 belongs to others in this round: 0 has to wait for it, 2 and 3 need not. */
Test(linkage_group, waits_for_what_others_work_on)
{
    static const uint32_t members[] = {0, 2, 3};
    struct links_by_hand h;
    struct tm__linkage_group g;

    links_start(&h, 0.1);
    h.group[1] = 7;
    h.node[2].edge[0].value = 0.8; /* to 0; that to 3 is better */
    tm__linkage_find_best(&h.l, 2);
    h.node[2].edge[1].value = 0.2; /* to 1 */
    tm__linkage_find_best(&h.l, 2);
    g = links_group(&h);
    cr_assert_eq(tm__linkage_group_run(&g, members, 3, 0, NULL, NULL), TM_OK, "run");
    cr_expect_eq(h.waiting[0], h.l.round, "its best edge leads out");
    cr_assert_eq(g.steps, 1, "2 and 3");
    cr_expect_eq(h.step[0].a, 2, "2 and 3");
    cr_expect_eq(h.into[0], 0, "alive");
    links_end(&h);
}

static tm_status run_once(void)
{
    struct links_by_hand h;
    struct tm__linkage_group g;
    const long after = fault_after;
    struct tm__pool rows;
    tm_status status;

    fault_after = -1; /* it is the merges that fail */
    links_start(&h, 0.1);
    g = links_group(&h);
    rows = h.pool; /* blocks of one worker, merged by another */
    h.pool = (struct tm__pool){0};
    fault_after = after;
    status = tm__linkage_group_run(&g, all, LINK_ROWS, 0, NULL, NULL);
    links_end(&h);
    tm__pool_release(&rows);
    return status;
}

Test(linkage_group, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(run_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
