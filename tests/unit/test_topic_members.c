#include "cluster/topic_members.h"

#include "cluster/naive_bayes.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

static tm_status members_with(struct tm__members *out, const tm_sparse *m,
                              const tm_word_vectors *background, size_t count, const tm_run *run)
{
    tm_sparse *counts;
    tm_status status = tm__bayes_counts(&counts, m, NULL);

    if (status == TM_OK)
        status = tm__members_new(out, m, counts, background, count, 4, 20, run, NULL);
    tm_sparse_free(counts);
    return status;
}

static tm_status members_of(struct tm__members *out, const tm_sparse *m, size_t count,
                            const tm_run *run)
{
    return members_with(out, m, NULL, count, run);
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

Test(topic_members, see_the_background_where_that_helps_on_any_number_of_threads)
{
    tm_sparse *m = scattered_rows(60, 6, 40);
    const tm_word_vectors background = group_vectors(6, 40);
    struct tm__members none, one, other;
    tm_run run = TM_RUN_INIT;

    run.threads = 1;
    cr_assert_eq(members_of(&none, m, 32, &run), TM_OK, "none");
    cr_assert_eq(members_with(&one, m, &background, 32, &run), TM_OK, "one");
    cr_expect(memcmp(one.label, none.label, 32 * 60 * sizeof *one.label) != 0, "it was seen");
    cr_expect_eq(one.width, 6, "the vectors are the background's");
    for (unsigned t = 2; t < 6; t++) {
        run.threads = t;
        cr_assert_eq(members_with(&other, m, &background, 32, &run), TM_OK, "threads");
        cr_expect_arr_eq(one.label, other.label, 32 * 60 * sizeof *one.label, "labels");
        cr_expect_arr_eq(one.vector, other.vector, 60 * 6 * sizeof *one.vector, "vectors");
        tm__members_release(&other);
    }
    tm__members_release(&one);
    tm__members_release(&none);
    free(background.vector);
    tm_sparse_free(m);
}

Test(topic_members, see_their_own_where_the_background_knows_nothing)
{
    tm_sparse *m = planted_rows(100, 5, 8, 1);
    const tm_word_vectors background = {m->cols, 4, calloc(m->cols * 4, sizeof(float))};
    struct tm__members own, other;

    cr_assert_eq(members_of(&own, m, 16, NULL), TM_OK, "own");
    cr_assert_eq(members_with(&other, m, &background, 16, NULL), TM_OK, "nothing");
    cr_expect_arr_eq(own.label, other.label, 16 * 100 * sizeof *own.label, "labels");
    cr_expect_eq(own.width, other.width, "width");
    tm__members_release(&own);
    tm__members_release(&other);
    free(background.vector);
    tm_sparse_free(m);
}

Test(topic_members, take_in_others)
{
    tm_sparse *m = planted_rows(50, 5, 8, 1);
    struct tm__members members;
    uint32_t label[50], first[50];

    for (uint32_t i = 0; i < 50; i++)
        label[i] = i % 3;
    cr_assert_eq(members_of(&members, m, 4, NULL), TM_OK, "members");
    memcpy(first, members.label, sizeof first);
    cr_assert_eq(tm__members_add(&members, label, 3, 2, NULL), TM_OK, "add");
    cr_expect_eq(members.count, 6, "count");
    cr_expect_arr_eq(members.label, first, sizeof first, "those that were there stay");
    for (size_t i = 4; i < 6; i++) {
        cr_expect_eq(members.clusters[i], 3, "clusters of %zu", i);
        cr_expect_arr_eq(members.label + i * 50, label, sizeof label, "labels of %zu", i);
    }
    tm__members_release(&members);
    tm_sparse_free(m);
}

Test(topic_members, survive_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    const uint32_t label[30] = {0};
    struct tm__members members;
    tm_word_vectors background;
    tm_sparse *m;

    fault_install();
    m = random_rows(30, 12, 3, 1);
    FAULT_LOOP(members_of(&members, m, 2, &alone));
    tm__members_release(&members);
    cr_assert_eq(members_of(&members, m, 2, &alone), TM_OK, "members");
    FAULT_LOOP(tm__members_add(&members, label, 5, 3, NULL));
    cr_expect_eq(members.count, 5, "added once");
    tm__members_release(&members);
    background = group_vectors(4, 3);
    FAULT_LOOP(members_with(&members, m, &background, 8, &alone));
    tm__members_release(&members);
    free(background.vector);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
