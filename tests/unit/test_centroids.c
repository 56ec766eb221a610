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

Test(centroids, products_by_index_agree_with_the_definition)
{
    tm_sparse *m = random_rows(40, 30, 4, 1);
    struct tm__centroids c;
    struct tm__postings p = {0};
    struct tm__touched *t = tm__touched_new(7, 1);
    uint32_t label[40];

    for (size_t i = 0; i < 40; i++)
        label[i] = (uint32_t)(i % 7);
    cr_assert_eq(tm__centroids_new(&c, m, 7, NULL, NULL), TM_OK, "new");
    cr_assert_eq(tm__centroids_update(&c, m, label, NULL, NULL), TM_OK, "update");
    for (int again = 0; again < 2; again++)
        cr_assert_eq(tm__postings_fill(&p, &c, NULL), TM_OK, "index");
    for (size_t i = 0; i < 40; i++) {
        tm__postings_row(t, &p, m, i);
        for (size_t j = 0; j < 7; j++) {
            double want = 0;
            for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                for (uint64_t q = c.start[j]; q < c.end[j]; q++)
                    if (c.column[q] == m->column[e])
                        want += c.value[q] * m->value[e];
            cr_expect_float_eq(t->product[j], want, 1e-12, "row %zu, cluster %zu", i, j);
        }
        tm__touched_clear(t);
        cr_expect_eq(t->count, 0, "clean");
    }
    tm__touched_free(t, 1);
    tm__postings_release(&p);
    tm__centroids_release(&c);
    tm_sparse_free(m);
}

static tm_status all_of_it(const tm_sparse *m, const uint32_t *label)
{
    struct tm__centroids c = {0};
    struct tm__postings p = {0};
    struct tm__touched *t = NULL;
    tm_status status = tm__centroids_new(&c, m, 2, &fault_run, NULL);

    if (status == TM_OK)
        status = tm__centroids_update(&c, m, label, &fault_run, NULL);
    if (status == TM_OK)
        status = tm__postings_fill(&p, &c, NULL);
    if (status == TM_OK) {
        t = tm__touched_new(2, 3);
        status = t ? TM_OK : TM_ENOMEM;
    }
    tm__touched_free(t, 3);
    tm__postings_release(&p);
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
