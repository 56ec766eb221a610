#include "cluster_rows.h"
#include "fault_alloc.h"

static const float x[] = {1, 0, 0, 1, 0.1F, 0, 0.2F, 0, 1, 0, 0, 1};
static const uint32_t label[] = {0, 0, 0, 0};

static tm_clustering *together(const tm_sparse *m)
{
    tm_clustering *c = NULL;

    cr_assert_eq(tm_clustering_from_labels(&c, m, label, NULL, NULL), TM_OK, "one cluster");
    return c;
}

Test(loners, leave_when_their_score_is_low)
{
    tm_sparse *m = rows_of(x, 4, 3);
    tm_clustering *c = together(m), *all, *some;

    cr_assert_eq(tm_clustering_set_loners(&all, c, m, 0, NULL, NULL), TM_OK, "nobody");
    cr_expect_arr_eq(all->cluster, c->cluster, sizeof label, "as before");
    cr_assert_eq(tm_clustering_set_loners(&some, c, m, c->score[0], NULL, NULL), TM_OK, "some");
    for (size_t i = 0; i < 4; i++)
        cr_expect_eq(some->size[some->cluster[i]] > 1, c->score[i] >= c->score[0], "row %zu", i);
    cr_expect_gt(some->clusters, 1, "there are loners");
    tm_clustering_free(all);
    tm_clustering_free(some);
    cr_expect_eq(tm_clustering_set_loners(&some, c, m, 2, NULL, NULL), TM_EINVAL, "2");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(loners, survive_failing_allocations, .init = fault_install)
{
    tm_sparse *m = rows_of(x, 4, 3);
    tm_clustering *c = together(m), *out;

    FAULT_LOOP(tm_clustering_set_loners(&out, c, m, 0.5, &fault_run, NULL));
    tm_clustering_free(out);
    tm_clustering_free(c);
    tm_sparse_free(m);
}
