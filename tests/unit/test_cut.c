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

Test(cut, labels_copies_with_their_kind)
{
    /* rows 0 1 2 3 are of the kinds 0 1 0 2; kinds 0 and 2 merge */
    static const float x[] = {1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0.1f};
    struct tm__merge merge[] = {{0, 2, 0.9}};
    const struct tm__merges merges = {3, 1, merge};
    tm_sparse *m = rows_of(x, 4, 3);
    struct tm__distinct d;
    uint32_t label[4];

    cr_assert_eq(tm__distinct_find(&d, m, NULL), TM_OK, "distinct");
    cr_assert_eq(tm__cut_label(label, &merges, 1, &d, NULL), TM_OK, "label");
    cr_expect_eq(label[0], label[2], "copies");
    cr_expect_eq(label[0], label[3], "merged");
    cr_expect_neq(label[0], label[1], "not merged");
    tm__distinct_release(&d);
    tm_sparse_free(m);
}

/* What the rule says for rows that were not merged at all, or all in clusters of `size`. */
static double chosen(const tm_sparse *m, size_t size)
{
    struct tm__merge *merge = calloc(m->rows, sizeof *merge);
    struct tm__merges merges = {m->rows, 0, merge};
    struct tm__distinct d;
    double threshold = -1;

    cr_assert_eq(tm__distinct_find(&d, m, NULL), TM_OK, "distinct");
    cr_assert_eq(d.count, m->rows, "no copies");
    for (size_t from = 0; from < m->rows; from += size)
        for (size_t i = 1; i < size; i++) {
            const uint32_t before = (uint32_t)(i == 1 ? from : m->rows + merges.count - 1);
            merge[merges.count++] = (struct tm__merge){(uint32_t)(from + i), before, 0.9};
        }
    cr_assert_eq(tm__cut_choose(&threshold, &merges, &d, m, NULL, NULL), TM_OK, "choose");
    tm__distinct_release(&d);
    free(merge);
    return threshold;
}

Test(cut, is_careful_with_small_stories_and_low_where_clusters_are_large)
{
    tm_sparse *m = random_rows(1000, 5000, 6, 1); /* hardly anything shared */

    cr_expect_float_eq(chosen(m, 1), 0.15, 1e-12, "loners");
    cr_expect_float_eq(chosen(m, 8), 0.15, 1e-12, "small stories");
    cr_expect_float_eq(chosen(m, 10), TM__LOWEST_CUT, 1e-12, "ten rows are large");
    cr_expect_float_eq(chosen(m, 100), TM__LOWEST_CUT, 1e-12, "large stories");
    tm_sparse_free(m);
}

Test(cut, stays_above_what_strangers_share)
{
    tm_sparse *alike = random_rows(200, 60, 10, 1); /* about 10/60 of a row is shared by chance */
    tm_sparse *less = random_rows(200, 250, 10, 1); /* about 10/250 */

    cr_expect_float_eq(chosen(alike, 20), 0.15, 1e-12, "never above the careful cut");
    cr_expect_gt(chosen(less, 20), TM__LOWEST_CUT, "above the lowest");
    cr_expect_lt(chosen(less, 20), 0.15, "below the careful");
    tm_sparse_free(alike);
    tm_sparse_free(less);
}

static tm_status once(const tm_sparse *m)
{
    struct tm__merges merges = {m->rows, 0, NULL};
    struct tm__distinct d;
    double threshold;
    tm_status status = tm__distinct_find(&d, m, NULL);

    if (status == TM_OK) {
        status = tm__cut_choose(&threshold, &merges, &d, m, &fault_run, NULL);
        tm__distinct_release(&d);
    }
    return status;
}

Test(cut, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(6, 6, 2, 1);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
