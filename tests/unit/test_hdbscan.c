#include "cluster_rows.h"
#include "fault_alloc.h"

#include <inttypes.h>

static tm_status run_hdbscan(tm_clustering **c, const tm_sparse *m, size_t smallest,
                             size_t neighbours, const tm_run *run)
{
    tm_hdbscan_options o = TM_HDBSCAN_INIT;

    o.smallest = smallest;
    o.neighbours = neighbours;
    return tm_hdbscan(c, m, &o, run, NULL);
}

/* 12 groups of 25 rows, then `loners` rows that have a word each for themselves. */
static tm_sparse *groups_and_loners(size_t loners)
{
    tm_sparse *groups = planted_rows(300, 12, 8, 1), *m;
    const uint64_t entries = groups->row_start[300];

    cr_assert_eq(tm_sparse_new(&m, 300 + loners, groups->cols + loners, entries + loners, NULL),
                 TM_OK, "memory");
    memcpy(m->row_start, groups->row_start, 301 * sizeof *m->row_start);
    memcpy(m->column, groups->column, entries * sizeof *m->column);
    memcpy(m->value, groups->value, entries * sizeof *m->value);
    for (size_t x = 0; x < loners; x++) {
        m->column[entries + x] = (uint32_t)(groups->cols + x);
        m->value[entries + x] = 1;
        m->row_start[301 + x] = entries + x + 1;
    }
    tm_sparse_free(groups);
    return m;
}

Test(hdbscan, finds_planted_groups_and_leaves_the_rest_alone)
{
    tm_sparse *m = groups_and_loners(10);
    tm_clustering *c;

    cr_assert_eq(run_hdbscan(&c, m, 0, 0, NULL), TM_OK, "run");
    cr_expect_eq(c->clusters, 22, "12 groups and 10 loners, not %zu", c->clusters);
    for (size_t i = 0; i < 300; i++)
        cr_expect_eq(c->cluster[i], i % 12, "row %zu", i);
    for (size_t i = 300; i < 310; i++)
        cr_expect_eq(c->size[c->cluster[i]], 1, "row %zu is alone", i);
    expect_in_order(c, "groups and loners");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(hdbscan, makes_no_cluster_that_is_smaller_than_asked)
{
    tm_sparse *m = random_rows(200, 30, 4, 2);
    tm_clustering *c;

    for (size_t smallest = 2; smallest < 40; smallest += 6) {
        cr_assert_eq(run_hdbscan(&c, m, smallest, 3, NULL), TM_OK, "run");
        for (size_t j = 0; j < c->clusters; j++)
            cr_expect(c->size[j] == 1 || c->size[j] >= smallest, "%" PRIu32 " rows", c->size[j]);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(hdbscan, keeps_copies_together)
{
    static const float x[] = {1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    tm_sparse *m = rows_of(x, 7, 3);
    tm_clustering *c;

    cr_assert_eq(run_hdbscan(&c, m, 0, 0, NULL), TM_OK, "run");
    cr_expect_eq(c->clusters, 5, "three kinds and two zero rows");
    cr_expect_eq(c->size[0], 3, "copies");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(hdbscan, rejects_what_it_does_not_know_and_survives_allocation_failure)
{
    tm_hdbscan_options o = TM_HDBSCAN_INIT;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    cr_expect_eq(run_hdbscan(&c, m, 1, 0, NULL), TM_EINVAL, "clusters of one row");
    cr_expect_eq(run_hdbscan(&c, m, 5, 1001, NULL), TM_EINVAL, "too many neighbours");
    cr_expect_eq(run_hdbscan(&c, m, 5000, 1000, NULL), TM_OK, "more than there are rows");
    tm_clustering_free(c);
    o.size = 1000;
    cr_expect_eq(tm_hdbscan(&c, m, &o, NULL, NULL), TM_EINVAL, "a size from the future");
    cr_expect_null(c, "nothing made");
    FAULT_LOOP(tm_hdbscan(&c, m, NULL, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
