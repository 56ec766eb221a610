#include "base/memory.h"
#include "cluster/edges.h"
#include "fault_alloc.h"

/* Rows 0 to 4; the tree is ((0 3) (1 4)) 2, given in another order. */
static const struct tm__edge given[] = {{2, 3, .9}, {4, 1, .2}, {0, 1, .5}, {0, 3, .2}};

static tm_status merge(struct tm__merges *out, size_t rows)
{
    struct tm__edge edge[4];

    memcpy(edge, given, sizeof edge);
    return tm__edges_merge(out, edge, rows, NULL);
}

Test(edges, are_sorted_and_numbered)
{
    static const struct tm__merge wanted[] = {{1, 4, .2}, {0, 3, .2}, {5, 6, .5}, {2, 7, .9}};
    struct tm__merges m;

    cr_assert_eq(merge(&m, 5), TM_OK, "merges");
    cr_assert_eq(m.count, 4, "merges");
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq(m.merge[i].a, wanted[i].a, "merge %zu", i);
        cr_expect_eq(m.merge[i].b, wanted[i].b, "merge %zu", i);
        cr_expect_eq(m.merge[i].height, wanted[i].height, "merge %zu", i);
    }
    tm__free(m.merge);
}

Test(edges, of_one_row_or_none_are_no_merges)
{
    struct tm__merges m;

    for (size_t rows = 0; rows < 2; rows++) {
        cr_assert_eq(merge(&m, rows), TM_OK, "%zu rows", rows);
        cr_expect_eq(m.count, 0, "%zu rows", rows);
        tm__free(m.merge);
    }
}

Test(edges, survive_allocation_failure)
{
    struct tm__merges m;

    fault_install();
    FAULT_LOOP(merge(&m, 5));
    tm__free(m.merge);
    cr_expect_eq(fault_live, 0, "nothing left");
}
