#include "cluster/topic_choice.h"

#include "cluster/naive_bayes.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

static struct tm__members members_of(const tm_sparse *m, const tm_sparse *words, size_t count,
                                     size_t most, const tm_run *run)
{
    struct tm__members members;

    cr_assert_eq(
        tm__members_new(&members, m, words, NULL, count, most < 4 ? most : 4, most, run, NULL),
        TM_OK, "members");
    return members;
}

static tm_sparse *words_of(const tm_sparse *m)
{
    tm_sparse *words;

    cr_assert_eq(tm__bayes_counts(&words, m, NULL), TM_OK, "counts");
    return words;
}

Test(topic_choice, finds_how_many_were_planted)
{
    for (size_t groups = 3; groups <= 12; groups += 3) {
        tm_sparse *m = planted_rows(240, groups, 12, groups), *words = words_of(m);
        struct tm__members members = members_of(m, words, 16, 20, NULL);
        tm_topic_counts *counts;

        cr_assert_eq(tm__topic_choice(&counts, &members, words, 20, NULL, NULL), TM_OK, "choice");
        cr_expect_eq(counts->clusters[0], groups, "%zu groups: %zu", groups, counts->clusters[0]);
        cr_expect_eq(counts->count, 17, "2 to 16, 18 and 20");
        cr_expect_eq(counts->score[0], 1, "shares of the best");
        for (size_t i = 0; i < counts->count; i++) {
            cr_expect(counts->score[i] >= 0 && counts->score[i] <= 1, "score %g", counts->score[i]);
            cr_expect(!i || counts->score[i] <= counts->score[i - 1], "order");
        }
        tm_topic_counts_free(counts);
        tm__members_release(&members);
        tm_sparse_free(m);
        tm_sparse_free(words);
    }
}

Test(topic_choice, survives_allocation_failure)
{
    const tm_run alone = {sizeof alone, 1, 0, NULL, NULL};
    tm_topic_counts *counts;
    struct tm__members members;
    tm_sparse *m, *words;

    fault_install();
    m = random_rows(12, 8, 3, 1);
    words = words_of(m);
    members = members_of(m, words, 4, 3, &alone);
    FAULT_LOOP(tm__topic_choice(&counts, &members, words, 3, &alone, NULL));
    tm_topic_counts_free(counts);
    tm__members_release(&members);
    tm_sparse_free(m);
    tm_sparse_free(words);
    cr_expect_eq(fault_live, 0, "nothing left");
}
