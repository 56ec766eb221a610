#include "cluster/labelling.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* Row i to cluster i % k, and a note of what was asked. */
static tm_status by_turns(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                          const tm_run *run, tm_error *err)
{
    (void)run;
    (void)err;
    *(size_t *)ctx = k;
    for (size_t i = 0; i < filled->m->rows; i++)
        label[i] = (uint32_t)(i % k);
    return TM_OK;
}

static tm_status refuse(void *ctx, uint32_t *label, const struct tm__filled *filled, size_t k,
                        const tm_run *run, tm_error *err)
{
    (void)ctx;
    (void)label;
    (void)filled;
    (void)k;
    (void)run;
    (void)err;
    return TM_EOVERFLOW;
}

Test(labelling, sets_rows_without_terms_aside_and_makes_k)
{
    static const float x[] = {1, 0, 0, 0, 0, 1,
                              1, 1, 0, 0, 1, 0}; /* rows 1 and 4 are zero, 0 and 5 copies */
    tm_sparse *m = rows_of(x, 6, 2);

    for (size_t k = 1; k < 9; k++) {
        tm_clustering *c;
        size_t seen;
        cr_assert_eq(tm__cluster_by(&c, m, k, by_turns, &seen, NULL, NULL), TM_OK, "clusters");
        cr_expect_eq(seen, k < 3 ? k : 3, "k = %zu", k);
        cr_expect(c->clusters <= 6 && c->clusters >= (k < 5 ? k : 5), "k = %zu", k);
        cr_expect(k > 3 || (c->cluster[1] == 0 && c->cluster[4] == 0), "zero rows, k = %zu", k);
        expect_in_order(c, "labelled");
        tm_clustering_free(c);
    }
    tm_sparse_free(m);
}

Test(labelling, takes_the_number_of_stories_no_rows_and_errors)
{
    tm_sparse *m = planted_rows(60, 6, 6, 3), *none = rows_of(NULL, 0, 3);
    tm_clustering *c;
    size_t seen = 0;

    cr_assert_eq(tm__cluster_by(&c, m, 0, by_turns, &seen, NULL, NULL), TM_OK, "no k");
    cr_expect_eq(seen, 6, "stories");
    tm_clustering_free(c);
    cr_assert_eq(tm__cluster_by(&c, none, 3, refuse, &seen, NULL, NULL), TM_OK, "not called");
    cr_expect_eq(c->clusters, 0, "no rows");
    tm_clustering_free(c);
    cr_expect_eq(tm__cluster_by(&c, m, 3, refuse, &seen, NULL, NULL), TM_EOVERFLOW, "passed on");
    cr_expect_null(c, "nothing made");
    tm_sparse_free(m);
    tm_sparse_free(none);
}

Test(labelling, survives_allocation_failure)
{
    tm_clustering *c;
    tm_sparse *m;
    size_t seen;

    fault_install();
    m = random_rows(8, 6, 2, 1);
    FAULT_LOOP(tm__cluster_by(&c, m, 3, by_turns, &seen, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
