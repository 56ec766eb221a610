#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static tm_naive_bayes_options options(bool soft, size_t k)
{
    tm_naive_bayes_options o = TM_NAIVE_BAYES_INIT;

    o.soft = soft;
    o.clusters = k;
    return o;
}

Test(bayes_mixture, finds_planted_groups)
{
    tm_sparse *m = planted_rows(300, 6, 8, 1);

    for (int soft = 0; soft < 2; soft++) {
        const tm_naive_bayes_options o = options(soft, 6);
        tm_memberships *s;
        tm_clustering *c;
        cr_assert_eq(tm_naive_bayes(&c, &s, m, &o, NULL, NULL), TM_OK, "run");
        cr_expect_eq(c->clusters, 6, "clusters");
        for (size_t i = 0; i < 300; i++)
            cr_expect_eq(c->cluster[i], i % 6, "row %zu", i);
        expect_in_order(c, "planted");
        cr_expect_eq(s != NULL, soft, "memberships are for soft clusters");
        for (size_t i = 0; s && i < 300; i++)
            cr_expect(s->share[i * 6 + i % 6] > 0.9f, "row %zu", i);
        tm_memberships_free(s);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

/* A row of half the words of each group is in both. */
Test(bayes_mixture, soft_shares_a_row_between_groups)
{
    float x[21 * 8] = {0};
    const tm_naive_bayes_options o = options(true, 2);
    tm_sparse *m;
    tm_memberships *s;
    tm_clustering *c;

    for (size_t i = 0; i < 20; i++)
        for (size_t t = 0; t < 4; t++)
            x[i * 8 + 4 * (i % 2) + t] = 1;
    for (size_t t = 2; t < 6; t++)
        x[20 * 8 + t] = 1;
    m = rows_of(x, 21, 8);
    cr_assert_eq(tm_naive_bayes(&c, &s, m, &o, NULL, NULL), TM_OK, "run");
    for (size_t i = 0; i < 21; i++)
        cr_expect(fabsf(s->share[2 * i] + s->share[2 * i + 1] - 1) < 1e-5f, "row %zu", i);
    cr_expect(s->share[40] > 0.2f && s->share[41] > 0.2f, "%g and %g", (double)s->share[40],
              (double)s->share[41]);
    cr_expect(s->share[c->cluster[0]] > 0.95f, "%g", (double)s->share[c->cluster[0]]);
    tm_memberships_free(s);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(bayes_mixture, rejects_what_it_does_not_know_and_survives_allocation_failure)
{
    tm_naive_bayes_options o = options(true, 3);
    tm_memberships *s;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    o.prior = NAN;
    cr_expect_eq(tm_naive_bayes(&c, &s, m, &o, NULL, NULL), TM_EINVAL, "no prior");
    o.prior = -1;
    cr_expect_eq(tm_naive_bayes(&c, &s, m, &o, NULL, NULL), TM_EINVAL, "below 0");
    o.prior = 0;
    o.size = 1000;
    cr_expect_eq(tm_naive_bayes(&c, &s, m, &o, NULL, NULL), TM_EINVAL, "a size from the future");
    cr_expect_null(c, "nothing made");
    cr_expect_null(s, "nothing made");
    for (int soft = 0; soft < 2; soft++) {
        o = options(soft, 3);
        FAULT_LOOP(tm_naive_bayes(&c, &s, m, &o, &fault_run, NULL));
        tm_memberships_free(s);
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
