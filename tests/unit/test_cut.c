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

enum { MOST = 400 };

/*
 * A tree in two parts: `rows` rows come together in groups of `size` at the height `first`; then,
 * one group after the other, the groups at heights that fall from .4425 in steps of .01.
 * The height of the last merge that is made, or 1.
 */
static double last_made(size_t rows, size_t size, double first, double share, bool *dense)
{
    static struct tm__merge merge[MOST];
    static uint32_t copies[MOST], group[MOST];
    struct tm__merges merges = {rows, 0, merge};
    struct tm__cut cut;

    for (size_t i = 0; i < rows; i++)
        copies[i] = 1;
    for (size_t from = 0; from < rows; from += size) {
        group[from / size] = (uint32_t)from;
        for (size_t i = 1; i < size; i++) {
            merge[merges.count] =
                (struct tm__merge){(uint32_t)(from + i), group[from / size], first};
            group[from / size] = (uint32_t)(rows + merges.count++);
        }
    }
    for (size_t g = 1; g < rows / size; g++) {
        merge[merges.count] = (struct tm__merge){group[g], group[0], 0.4525 - 0.01 * (double)g};
        group[0] = (uint32_t)(rows + merges.count++);
    }
    cr_assert_eq(tm__cut_choose(&cut, &merges, copies, share, NULL), TM_OK, "choose");
    *dense = cut.dense;
    return cut.merges ? merge[cut.merges - 1].height : 1;
}

Test(cut, is_careful_with_loners_and_low_among_large_stories)
{
    bool dense;

    /* merge g is asked for .38 - .3 g / 300, and has .4525 - .01 g: eight are made */
    cr_expect_float_eq(last_made(300, 1, 0, 0.5, &dense), 0.3725, 1e-9, "loners");
    cr_expect(!dense, "loners are not dense");
    /* 30 groups of 6 are all there is, from the start: what comes below .45 is between stories */
    cr_expect_float_eq(last_made(180, 6, 0.9, 0.5, &dense), 0.9, 1e-9, "settled");
    cr_expect(dense, "all in large stories");
    /* 40 groups of 3: merge g is asked for .38 - .3 g / 40, so 29 are made */
    cr_expect_float_eq(last_made(120, 3, 0.9, 0.5, &dense), 0.1625, 1e-9, "groups of three");
    /* by terms alone .17 - .14 g / 300: the 29th has .1625, and .1565 is asked for */
    cr_expect_float_eq(last_made(300, 1, 0, 0, &dense), 0.1625, 1e-9, "loners, terms alone");
    (void)last_made(120, 3, 0.9, 0.5, &dense);
    cr_expect(dense, "30 groups of 40 are together");
}

Test(cut, counts_copies)
{
    /* Two kinds of ten copies each are settled; they stay apart below .45. */
    struct tm__merge merge[] = {{0, 1, 0.44}};
    const struct tm__merges merges = {2, 1, merge};
    static const uint32_t many[] = {10, 10}, one[] = {1, 1};
    struct tm__cut cut;

    cr_assert_eq(tm__cut_choose(&cut, &merges, many, 0.5, NULL), TM_OK, "choose");
    cr_expect_eq(cut.merges, 0, "stories of ten");
    cr_expect(cut.dense, "stories of ten");
    cr_assert_eq(tm__cut_choose(&cut, &merges, one, 0.5, NULL), TM_OK, "choose");
    cr_expect_eq(cut.merges, 1, "two rows");
    cr_expect(!cut.dense, "two rows");
}

static tm_status once(void)
{
    struct tm__merge merge[] = {{0, 1, 0.9}};
    const struct tm__merges merges = {3, 1, merge};
    static const uint32_t copies[] = {1, 1, 1};
    struct tm__cut cut;
    uint32_t label[3];
    size_t clusters;
    tm_status status = tm__cut_choose(&cut, &merges, copies, 0, NULL);

    return status == TM_OK ? tm__cut_label(label, &clusters, &merges, cut.merges, NULL) : status;
}

Test(cut, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
