#include "cluster/topic_revision.h"

#include "cluster/naive_bayes.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

enum { COUNT = 8 };

/* Members of m, and they again, revised. */
static void make(struct tm__members *before, struct tm__members *after, const tm_sparse *m,
                 const tm_run *run)
{
    tm_sparse *counts;

    cr_assert_eq(tm__bayes_counts(&counts, m, NULL), TM_OK, "counts");
    cr_assert_eq(tm__members_new(before, m, counts, NULL, COUNT, 4, 12, run, NULL), TM_OK, "one");
    cr_assert_eq(tm__members_new(after, m, counts, NULL, COUNT, 4, 12, run, NULL), TM_OK, "two");
    cr_assert_eq(tm__members_revise(after, counts, run, NULL), TM_OK, "revised");
    tm_sparse_free(counts);
}

Test(topic_revision, makes_two_of_each_member_and_empties_no_cluster)
{
    tm_sparse *m = random_rows(300, 60, 6, 2);
    struct tm__members before, after;

    make(&before, &after, m, NULL);
    cr_assert_eq(after.count, 2 * COUNT, "count");
    for (size_t i = 0; i < after.count; i++) {
        uint32_t size[12] = {0};
        cr_assert_eq(after.clusters[i], before.clusters[i % COUNT], "clusters of %zu", i);
        for (size_t r = 0; r < 300; r++) {
            cr_assert_lt(after.label[i * 300 + r], after.clusters[i], "member %zu", i);
            size[after.label[i * 300 + r]]++;
        }
        for (size_t j = 0; j < after.clusters[i]; j++)
            cr_expect_gt(size[j], 0, "member %zu, cluster %zu", i, j);
    }
    cr_expect(memcmp(after.label, before.label, 300 * COUNT * sizeof *after.label) != 0,
              "some rows move");
    cr_expect(memcmp(after.label, after.label + 300 * COUNT, 300 * COUNT * sizeof *after.label) !=
                  0,
              "words say otherwise");
    tm__members_release(&before);
    tm__members_release(&after);
    tm_sparse_free(m);
}

Test(topic_revision, is_the_same_on_any_number_of_threads)
{
    tm_sparse *m = random_rows(300, 60, 6, 3);
    struct tm__members before, one, other;
    tm_run run = TM_RUN_INIT;

    run.threads = 1;
    make(&before, &one, m, &run);
    tm__members_release(&before);
    for (unsigned t = 2; t < 6; t++) {
        run.threads = t;
        make(&before, &other, m, &run);
        cr_expect_arr_eq(one.label, other.label, 2 * COUNT * 300 * sizeof *one.label, "labels");
        tm__members_release(&before);
        tm__members_release(&other);
    }
    tm__members_release(&one);
    tm_sparse_free(m);
}

static tm_status revised(const tm_sparse *m, const tm_sparse *counts, const tm_run *run)
{
    struct tm__members members;
    tm_status status = tm__members_new(&members, m, counts, NULL, 2, 4, 6, run, NULL);

    if (status != TM_OK)
        return status;
    status = tm__members_revise(&members, counts, run, NULL);
    tm__members_release(&members);
    return status;
}

Test(topic_revision, survives_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    tm_sparse *m, *counts;

    fault_install();
    m = random_rows(30, 12, 3, 1);
    cr_assert_eq(tm__bayes_counts(&counts, m, NULL), TM_OK, "counts");
    FAULT_LOOP(revised(m, counts, &alone));
    tm_sparse_free(counts);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
