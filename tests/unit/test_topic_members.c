#include "cluster/topic_members.h"

#include "cluster/naive_bayes.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_status members_of(struct tm__members *out, const tm_sparse *m, size_t count,
                            const tm_run *run)
{
    tm_sparse *counts;
    tm_status status = tm__bayes_counts(&counts, m, NULL);

    if (status == TM_OK)
        status = tm__members_new(out, m, counts, count, 4, 20, run, NULL);
    tm_sparse_free(counts);
    return status;
}

Test(topic_members, have_clusters_of_many_numbers_and_none_empty)
{
    tm_sparse *m = planted_rows(200, 5, 8, 1);
    struct tm__members members;
    size_t sum = 0;

    cr_assert_eq(members_of(&members, m, 16, NULL), TM_OK, "members");
    cr_expect_eq(members.count, 16, "count");
    cr_expect_eq(members.rows, 200, "rows");
    for (size_t i = 0; i < 16; i++) {
        uint32_t size[20] = {0};
        cr_assert(members.clusters[i] >= 4 && members.clusters[i] <= 20, "member %zu", i);
        sum += members.clusters[i];
        for (size_t r = 0; r < 200; r++) {
            cr_assert_lt(members.label[i * 200 + r], members.clusters[i], "member %zu", i);
            size[members.label[i * 200 + r]]++;
        }
        for (size_t j = 0; j < members.clusters[i]; j++)
            cr_expect_gt(size[j], 0, "member %zu, cluster %zu", i, j);
    }
    cr_expect(sum > 16 * 8 && sum < 16 * 12, "geometric steps: %zu in the sum", sum);
    tm__members_release(&members);
    tm_sparse_free(m);
}

Test(topic_members, are_the_same_on_any_number_of_threads_and_differ_by_seed)
{
    tm_sparse *m = random_rows(300, 60, 6, 2);
    struct tm__members one, other;
    tm_run run = TM_RUN_INIT;

    run.seed = 3;
    run.threads = 1;
    cr_assert_eq(members_of(&one, m, 20, &run), TM_OK, "one");
    for (unsigned t = 2; t < 6; t++) {
        run.threads = t;
        cr_assert_eq(members_of(&other, m, 20, &run), TM_OK, "threads");
        cr_expect_arr_eq(one.clusters, other.clusters, 20 * sizeof *one.clusters, "clusters");
        cr_expect_arr_eq(one.label, other.label, 20 * 300 * sizeof *one.label, "labels");
        tm__members_release(&other);
    }
    run.seed = 4;
    cr_assert_eq(members_of(&other, m, 20, &run), TM_OK, "seed");
    cr_expect(memcmp(one.label, other.label, 20 * 300 * sizeof *one.label) != 0, "labels");
    tm__members_release(&one);
    tm__members_release(&other);
    tm_sparse_free(m);
}

Test(topic_members, survive_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    struct tm__members members;
    tm_sparse *m;

    fault_install();
    m = random_rows(30, 12, 3, 1);
    FAULT_LOOP(members_of(&members, m, 2, &alone));
    tm__members_release(&members);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
