#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_status run_topics(tm_clustering **c, tm_memberships **s, const tm_sparse *m, size_t k,
                            const tm_run *run)
{
    tm_nmf_topics_options o = TM_NMF_TOPICS_INIT;

    o.clusters = k;
    return tm_nmf_topics(c, s, m, &o, run, NULL);
}

/* Row i has the words of topic i % 3, and every sixth also those of the next, more weakly. */
Test(nmf_topics, tell_a_second_topic)
{
    float x[60 * 12] = {0};
    tm_sparse *m;
    tm_memberships *s;
    tm_clustering *c;

    for (size_t i = 0; i < 60; i++)
        for (size_t t = 0; t < 4; t++) {
            x[i * 12 + 4 * (i % 3) + t] = 1;
            if (i % 6 == 5)
                x[i * 12 + 4 * ((i + 1) % 3) + t] = 0.5f;
        }
    m = rows_of(x, 60, 12);
    cr_assert_eq(run_topics(&c, &s, m, 3, NULL), TM_OK, "run");
    cr_assert_eq(c->clusters, 3, "topics");
    expect_in_order(c, "topics");
    for (size_t i = 0; i < 60; i++) {
        float sum = 0;
        cr_expect_eq(c->cluster[i], i % 3, "row %zu", i);
        for (size_t j = 0; j < 3; j++)
            sum += s->share[3 * i + j];
        cr_expect(sum > 0.999f && sum < 1.001f, "row %zu", i);
        if (i % 6 == 5)
            cr_expect(s->share[3 * i] > 0.25f && s->share[3 * i] < 0.4f, "row %zu: %g", i,
                      (double)s->share[3 * i]);
        else
            cr_expect(s->share[3 * i + i % 3] > 0.95f, "row %zu", i);
    }
    tm_memberships_free(s);
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(nmf_topics, need_no_memberships_and_survive_allocation_failure)
{
    tm_nmf_topics_options o = TM_NMF_TOPICS_INIT;
    tm_memberships *s;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    m->row_start[12] = m->row_start[11]; /* a zero row */
    cr_assert_eq(run_topics(&c, NULL, m, 3, &fault_run), TM_OK, "no memberships");
    tm_clustering_free(c);
    o.size = 1000;
    cr_expect_eq(tm_nmf_topics(&c, &s, m, &o, NULL, NULL), TM_EINVAL, "a size from the future");
    cr_expect_null(c, "nothing made");
    o.size = sizeof o;
    o.clusters = 3;
    FAULT_LOOP(tm_nmf_topics(&c, &s, m, &o, &fault_run, NULL));
    tm_memberships_free(s);
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
