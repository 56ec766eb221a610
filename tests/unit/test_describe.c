#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

/* Clusters {0, 1} and {2}; columns are terms. */
static const float three[] = {3, 4, 0, 0, 0, 1, 0, 0, 0, 0.6F, 0, 0.8F};

static tm_clustering *clustering(const tm_sparse *m, const uint32_t *label)
{
    tm_clustering *c = NULL;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "labels");
    return c;
}

Test(describe, gives_shares_by_hand)
{
    static const uint32_t label[] = {0, 0, 1};
    tm_sparse *m = rows_of(three, 3, 4); /* .6 .8 | 0 1 | 0 .6 0 .8 */
    tm_clustering *c = clustering(m, label);
    tm_cluster_terms *t;

    cr_assert_eq(tm_cluster_terms_new(&t, m, c, 3, NULL, NULL), TM_OK, "terms");
    /* the mean is .3 .9 */
    cr_expect_eq(t->describing[0].term, 1, "the larger");
    cr_expect_float_eq(t->describing[0].share, 0.81 / 0.9, 1e-6, "of the square length");
    cr_expect_float_eq(t->describing[1].share, 0.09 / 0.9, 1e-6, "the rest");
    cr_expect_eq(t->describing[2].term, UINT32_MAX, "no more");
    /* less 0 .6 0 .8: .3 .3 0 -.8, square .82; equal shares, the lower term first */
    cr_expect_eq(t->discriminating[0].term, 0, "ties by number");
    cr_expect_float_eq(t->discriminating[0].share, 0.09 / 0.82, 1e-6, "of the square distance");
    cr_expect_float_eq(t->discriminating[1].share, 0.09 / 0.82, 1e-6, "of the square distance");
    cr_expect_eq(t->discriminating[3].term, 3, "of the other");
    cr_expect_eq(t->shared[0].term, 1, "what rows 0 and 1 share");
    cr_expect_float_eq(t->shared[0].share, 1, 1e-6, "is all they share");
    cr_expect_eq(t->shared[1].term, UINT32_MAX, "no more");
    cr_expect_eq(t->shared[6].term, UINT32_MAX, "a loner shares nothing");
    tm_cluster_terms_free(t);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(describe, shares_are_at_most_one_together_and_fall)
{
    tm_sparse *m = random_rows(60, 40, 6, 3);
    uint32_t label[60];
    tm_clustering *c;
    tm_cluster_terms *t;

    for (uint32_t i = 0; i < 60; i++)
        label[i] = i % 7;
    c = clustering(m, label);
    cr_assert_eq(tm_cluster_terms_new(&t, m, c, 40, NULL, NULL), TM_OK, "terms");
    for (size_t k = 0; k < 7; k++) {
        double sum[2] = {0, 0};
        for (size_t i = 0; i < 40; i++) {
            sum[0] += t->describing[k * 40 + i].share;
            sum[1] += t->discriminating[k * 40 + i].share;
            if (i)
                cr_expect_leq(t->describing[k * 40 + i].share, t->describing[k * 40 + i - 1].share,
                              "falling");
        }
        cr_expect_float_eq(sum[0], 1, 1e-6, "all terms describe all");
        cr_expect(sum[1] > 0 && sum[1] <= 1 + 1e-6, "%g", sum[1]);
    }
    tm_cluster_terms_free(t);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(describe, takes_one_cluster_no_rows_and_rejects_nonsense)
{
    static const uint32_t label[] = {0, 0, 0};
    tm_sparse *m = rows_of(three, 3, 4), *none = rows_of(three, 0, 4);
    tm_clustering *c = clustering(m, label), *empty = clustering(none, label);
    tm_cluster_terms *t;

    cr_assert_eq(tm_cluster_terms_new(&t, m, c, 2, NULL, NULL), TM_OK, "one cluster");
    cr_expect(isfinite(t->discriminating[0].share), "there is no rest");
    tm_cluster_terms_free(t);
    cr_assert_eq(tm_cluster_terms_new(&t, none, empty, 2, NULL, NULL), TM_OK, "no rows");
    tm_cluster_terms_free(t);
    cr_expect_eq(tm_cluster_terms_new(&t, none, c, 2, NULL, NULL), TM_EINVAL, "other rows");
    cr_expect_eq(tm_cluster_terms_new(&t, m, c, 0, NULL, NULL), TM_EINVAL, "no terms");
    tm_clustering_free(c);
    tm_clustering_free(empty);
    tm_sparse_free(m);
    tm_sparse_free(none);
}

Test(describe, survives_failing_allocations, .init = fault_install)
{
    static const uint32_t label[] = {0, 0, 1};
    tm_sparse *m = rows_of(three, 3, 4);
    tm_clustering *c = clustering(m, label);
    tm_cluster_terms *t;

    FAULT_LOOP(tm_cluster_terms_new(&t, m, c, 3, &fault_run, NULL));
    tm_cluster_terms_free(t);
    tm_clustering_free(c);
    tm_sparse_free(m);
}
