#include "cluster/track_match.h"

#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { N = 10 };

static tm_track_review *match(const uint64_t *story, const uint32_t *cluster, size_t clusters,
                              uint64_t *highest)
{
    tm_track_review *const review = calloc(1, sizeof *review);

    review->documents = N;
    review->story = calloc(N, sizeof *review->story);
    cr_assert_eq(tm__track_match(review, story, cluster, N, clusters, highest, NULL), TM_OK);
    return review;
}

static void release(tm_track_review *review)
{
    free(review->story);
    tm_free(review->event);
    free(review);
}

Test(track_match, keeps_numbers_where_nothing_changes)
{
    static const uint64_t story[N] = {7, 7, 3, 7, 9, 9, 9, 3, 12, 7};
    static const uint32_t cluster[N] = {0, 0, 2, 0, 1, 1, 1, 2, 3, 0};
    uint64_t highest = 12;
    tm_track_review *const review = match(story, cluster, 4, &highest);

    cr_expect_arr_eq(review->story, story, sizeof story);
    cr_expect_eq(review->events, 0);
    cr_expect_eq(highest, 12);
    release(review);
}

Test(track_match, splits_and_merges)
{
    /* 7 falls into 4 and 2 documents, 9 goes into what stays of it, 3 stays. */
    static const uint64_t story[N] = {7, 7, 7, 7, 7, 7, 9, 3, 3, 3};
    static const uint32_t cluster[N] = {0, 0, 0, 0, 2, 2, 0, 1, 1, 1};
    static const uint64_t want[N] = {7, 7, 7, 7, 10, 10, 7, 3, 3, 3};
    uint64_t highest = 9;
    tm_track_review *const review = match(story, cluster, 3, &highest);

    cr_expect_arr_eq(review->story, want, sizeof want);
    cr_assert_eq(review->events, 2);
    cr_expect_eq(review->event[0].change, TM_TRACK_SPLIT);
    cr_expect_eq(review->event[0].story, 10);
    cr_expect_eq(review->event[0].other, 7);
    cr_expect_eq(review->event[0].documents, 2);
    cr_expect_eq(review->event[1].change, TM_TRACK_MERGE);
    cr_expect_eq(review->event[1].story, 9);
    cr_expect_eq(review->event[1].other, 7);
    cr_expect_eq(review->event[1].documents, 1);
    cr_expect_eq(highest, 10);
    release(review);
}

Test(track_match, breaks_ties_by_the_lower_story_and_cluster)
{
    static const uint64_t story[N] = {5, 5, 4, 4, 5, 5, 4, 4, 6, 6};
    static const uint32_t cluster[N] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
    static const uint64_t want[N] = {4, 4, 4, 4, 5, 5, 5, 5, 6, 6};
    uint64_t highest = 6;
    tm_track_review *const review = match(story, cluster, 3, &highest);

    cr_expect_arr_eq(review->story, want, sizeof want);
    cr_expect_eq(review->events, 0);
    release(review);
}

static tm_status match_once(void)
{
    static const uint64_t story[N] = {7, 7, 7, 7, 7, 7, 9, 3, 3, 3};
    static const uint32_t cluster[N] = {0, 0, 0, 0, 2, 2, 0, 1, 1, 1};
    uint64_t numbers[N], highest = 9;
    tm_track_review review = {.documents = N, .story = numbers};
    const tm_status status = tm__track_match(&review, story, cluster, N, 3, &highest, NULL);

    tm_free(review.event);
    if (status != TM_OK)
        cr_expect_eq(highest, 9, "no number is used up");
    return status;
}

Test(track_match, survives_every_failing_allocation)
{
    fault_install();
    FAULT_LOOP(match_once());
}
