#include "cluster/story_small.h"
#include "fault_alloc.h"

#include <string.h>

/* Rows of two columns each, of length 1: those that share one have a cosine of a half. */
static const uint64_t start[] = {0, 2, 4, 6, 8, 10, 12, 14, 16};
static const uint32_t column[] = {0, 1, 0, 2, 3, 4, 5, 6, 7, 8, 7, 9, 10, 11, 10, 11};
static const float h = 0.70710678f;
static float value[16];

static tm_sparse rows(void)
{
    for (size_t e = 0; e < 16; e++)
        value[e] = h;
    return (tm_sparse){8, 12, (uint64_t *)start, (uint32_t *)column, value};
}

static void expect(const uint32_t *before, size_t clusters, double least, const uint32_t *copies,
                   const uint32_t *after, size_t wanted)
{
    static const uint32_t one[] = {1, 1, 1, 1, 1, 1, 1, 1};
    const tm_sparse m = rows();
    uint32_t label[8];

    memcpy(label, before, sizeof label);
    cr_assert_eq(tm__story_part_small(label, &clusters, &m, copies ? copies : one, least, NULL),
                 TM_OK);
    cr_expect_eq(clusters, wanted, "%zu clusters, not %zu", clusters, wanted);
    cr_expect_arr_eq(label, after, sizeof label);
}

Test(story_small, parts_what_shares_no_terms)
{
    /* 0 and 1 share a term; 2 and 3 nothing with anybody; 4 and 5, 6 and 7 */
    const uint32_t before[] = {0, 0, 0, 1, 1, 1, 2, 2}, after[] = {0, 0, 3, 1, 4, 4, 2, 2};

    expect(before, 3, 0.2, NULL, after, 5);
}

Test(story_small, weighs_copies)
{
    /* 0 is like 1 by .5 and like 2 by nothing, so that 2 and the others are alike by .25 in the
     * mean of one row each, and by less where 2 joins them as a third. */
    const uint32_t before[] = {0, 0, 1, 1, 2, 2, 3, 3}, after[] = {0, 0, 1, 4, 2, 2, 3, 3};
    const uint32_t copies[] = {9, 1, 1, 1, 1, 9, 1, 1};

    expect(before, 4, 0.4, copies, after, 5);
    expect(before, 4, 0.0, NULL, before, 4);
    expect(before, 4, 0.6, NULL, (const uint32_t[]){0, 4, 1, 5, 2, 6, 3, 3}, 7);
}

Test(story_small, leaves_large_clusters_and_loners)
{
    const uint32_t large[] = {0, 0, 0, 0, 0, 0, 0, 1}, loners[] = {0, 1, 2, 3, 4, 5, 6, 7};

    expect(large, 2, 0.9, NULL, large, 2);
    expect(loners, 8, 0.9, NULL, loners, 8);
}

static tm_status once(void)
{
    static const uint32_t copies[] = {1, 1, 1, 1, 1, 1, 1, 1};
    const tm_sparse m = rows();
    uint32_t label[] = {0, 0, 0, 1, 1, 1, 2, 2};
    size_t clusters = 3;

    return tm__story_part_small(label, &clusters, &m, copies, 0.2, NULL);
}

Test(story_small, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
