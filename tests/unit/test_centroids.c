#include "cluster/centroids.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

Test(centroids, are_directions_of_sums)
{
    /* (1,0) and (.6,.8) sum to (1.6,.8), of length sqrt 3.2; row 2 takes no part. */
    static const float x[] = {1, 0, 3, 4, 0, 1, 0, 1};
    static const uint32_t label[] = {0, 0, TM__NO_CLUSTER, 2};
    tm_sparse *m = rows_of(x, 4, 2);
    struct tm__centroids c;

    cr_assert_eq(tm__centroids_new(&c, m, 3, NULL, NULL), TM_OK, "new");
    cr_assert_eq(tm__centroids_update(&c, m, label, NULL, NULL), TM_OK, "update");
    cr_expect_float_eq(c.norm[0], sqrt(3.2), 1e-7, "length of the sum");
    cr_assert_eq(c.end[0] - c.start[0], 2, "two columns");
    cr_expect_float_eq(c.value[c.start[0]], 1.6 / sqrt(3.2), 1e-7, "first column");
    cr_expect_float_eq(c.value[c.start[0] + 1], 0.8 / sqrt(3.2), 1e-7, "second column");
    cr_expect_eq(c.end[1], c.start[1], "an empty cluster has no entries");
    cr_expect_eq(c.norm[1], 0.0, "nor a length");
    cr_expect_eq(c.first[3], 3, "three rows take part");
    tm__centroids_release(&c);
    tm_sparse_free(m);
}

static tm_status all_of_it(const tm_sparse *m, const uint32_t *label)
{
    struct tm__centroids c = {0};
    tm_status status = tm__centroids_new(&c, m, 2, &fault_run, NULL);

    if (status == TM_OK)
        status = tm__centroids_update(&c, m, label, &fault_run, NULL);
    tm__centroids_release(&c);
    return status;
}

Test(centroids, survive_allocation_failure)
{
    static const uint32_t label[] = {0, 1, 0, 1};
    tm_sparse *m;

    fault_install();
    m = random_rows(4, 5, 2, 1);
    FAULT_LOOP(all_of_it(m, label));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
