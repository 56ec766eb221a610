#include "cluster/labelling.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* Rows by turns, and a note of what was asked. */
static tm_status by_turns(uint32_t *label, const struct tm__filled *filled, size_t k,
                          const void *options, const tm_run *run, tm_error *err)
{
    (void)run;
    (void)err;
    for (size_t i = 0; i < filled->m->rows; i++)
        label[i] = (uint32_t)(i % k);
    **(size_t *const *)options = k;
    return TM_OK;
}

Test(labelling, sets_rows_without_terms_aside)
{
    static const float x[] = {1, 0, 0, 0, 0, 1, 1, 1, 1, 0};
    tm_sparse *m = rows_of(x, 5, 2);
    size_t asked = 0, *note = &asked;
    tm_clustering *c;

    cr_assert_eq(tm__cluster_by(&c, m, 2, by_turns, &note, NULL, NULL), TM_OK, "clusters");
    cr_expect_eq(asked, 2, "as many as were asked for");
    cr_expect_eq(c->clusters, 2, "clusters");
    cr_expect_eq(c->cluster[1], 0, "no terms: the largest");
    cr_expect_eq(c->cluster[0], c->cluster[3], "by turns");
    cr_expect_neq(c->cluster[0], c->cluster[2], "by turns");
    expect_in_order(c, "labelled");
    tm_clustering_free(c);
    tm_sparse_free(m);
}

Test(labelling, does_not_ask_where_there_is_no_choice_and_finds_the_number)
{
    tm_sparse *m = planted_rows(60, 4, 6, 1), *none = rows_of(NULL, 0, 3);
    size_t asked = 0, *note = &asked;
    tm_clustering *c;

    cr_assert_eq(tm__cluster_by(&c, m, 900, by_turns, &note, NULL, NULL), TM_OK, "one each");
    cr_expect_eq(c->clusters, 60, "one each");
    tm_clustering_free(c);
    cr_assert_eq(tm__cluster_by(&c, none, 3, by_turns, &note, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(c->clusters, 0, "no rows");
    cr_expect_eq(asked, 0, "not asked");
    tm_clustering_free(c);
    cr_assert_eq(tm__cluster_by(&c, m, 0, by_turns, &note, NULL, NULL), TM_OK, "found");
    cr_expect_eq(asked, 4, "as many as were planted");
    tm_clustering_free(c);
    tm_sparse_free(m);
    tm_sparse_free(none);
}

Test(labelling, survives_allocation_failure)
{
    size_t asked, *note = &asked;
    tm_clustering *c;
    tm_sparse *m;

    fault_install();
    m = random_rows(8, 6, 2, 1);
    FAULT_LOOP(tm__cluster_by(&c, m, 3, by_turns, &note, &fault_run, NULL));
    tm_clustering_free(c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
