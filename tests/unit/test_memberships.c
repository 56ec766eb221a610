#include "cluster/memberships.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

/* Rows 1 and 3 are zero. The shares of rows 0, 2 and 4 are in three clusters, of which the second
 * is nobody's largest. */
static const float x[] = {1, 0, 0, 0, 1, 1, 0, 0, 0, 1};
static const float share[] = {1, 1, 2, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 2, 6};
static const uint32_t label[] = {2, 2, 0, 2, 2};

Test(memberships, have_the_numbers_of_the_partition_and_sum_up_to_1)
{
    /* Four rows of cluster 2 come first in the partition, the one of cluster 0 behind. */
    static const float wanted[] = {2 / 3.0f, 1 / 3.0f, 1, 0, 0, 1, 1, 0, 1, 0};
    tm_sparse *m = rows_of(x, 5, 2);
    tm_clustering *c;
    tm_memberships *s;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "clustering");
    cr_assert_eq(tm__memberships_new(&s, c, m, share, 3, NULL), TM_OK, "new");
    cr_expect_eq(s->rows, 5, "rows");
    cr_assert_eq(s->clusters, 2, "clusters");
    for (size_t i = 0; i < 10; i++)
        cr_expect(fabsf(s->share[i] - wanted[i]) < 1e-6f, "%zu: %g", i, (double)s->share[i]);
    tm_memberships_free(s);
    tm_memberships_free(NULL);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(memberships, of_nothing_known_are_where_the_label_is)
{
    static const float none[15] = {0};
    tm_sparse *m = rows_of(x, 5, 2);
    tm_clustering *c;
    tm_memberships *s;

    cr_expect_eq(tm__largest_share(none, 3), 0, "ties: the lowest");
    cr_expect_eq(tm__largest_share(share + 12, 3), 2, "the largest");
    cr_assert_eq(tm_clustering_from_labels(&c, m, (uint32_t[5]){0}, NULL, NULL), TM_OK, "one");
    cr_assert_eq(tm__memberships_new(&s, c, m, none, 3, NULL), TM_OK, "new");
    for (size_t i = 0; i < 5; i++)
        cr_expect_eq(s->share[i], 1.0f, "row %zu", i);
    tm_memberships_free(s);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(memberships, survive_allocation_failure)
{
    tm_memberships *s;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = rows_of(x, 5, 2);
    cr_assert_eq(tm_clustering_from_labels(&c, m, label, &fault_run, NULL), TM_OK, "clustering");
    FAULT_LOOP(tm__memberships_new(&s, c, m, share, 3, NULL));
    tm_memberships_free(s);
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
