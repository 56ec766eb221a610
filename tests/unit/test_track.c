#include "base/rng.h"
#include "fault_alloc.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tm.h>

enum { DOCUMENTS = 700, SIZE = 128, WINDOW = 64 };

/* Headlines of made-up events: a few words of the event, a few of anything. */
static void headline(char out[SIZE], struct tm__rng *rng, size_t number)
{
    const unsigned event = (unsigned)(number / 40 * 3 + tm__rng_below(rng, 6));
    size_t size = 0;

    for (int i = 0; i < 4; i++)
        size += (size_t)snprintf(out + size, SIZE - size, "event%uword%u ", event,
                                 (unsigned)tm__rng_below(rng, 6));
    for (int i = 0; i < 3; i++)
        size +=
            (size_t)snprintf(out + size, SIZE - size, "any%u ", (unsigned)tm__rng_below(rng, 500));
}

static char (*stream(void))[SIZE]
{
    char(*const text)[SIZE] = malloc(DOCUMENTS * sizeof *text);
    struct tm__rng rng;

    tm__rng_seed(&rng, 1, 2);
    for (size_t i = 0; i < DOCUMENTS; i++)
        headline(text[i], &rng, i);
    return text;
}

static tm_tracker *tracker_new(void)
{
    tm_tracker_options how = TM_TRACKER_INIT;
    tm_tracker *tracker;

    how.window = WINDOW;
    cr_assert_eq(tm_tracker_new(&tracker, &how, NULL), TM_OK);
    return tracker;
}

/* Add a document and review if it is time; stories as they are then. */
static void follow(tm_tracker *tracker, uint64_t *story, size_t i, const char *text,
                   unsigned threads)
{
    const tm_run run = {sizeof run, threads, 0, NULL, NULL};
    tm_track_review *review;

    cr_assert_eq(tm_tracker_add(tracker, &story[i], (tm_text){text, strlen(text)}, NULL), TM_OK);
    if (!tm_tracker_due(tracker))
        return;
    cr_assert_eq(tm_tracker_review(&review, tracker, &run, NULL), TM_OK);
    for (size_t d = 0; d < review->documents; d++)
        story[i + 1 - review->documents + d] = review->story[d];
    tm_track_review_free(review);
}

Test(track, goes_on_after_an_interruption_as_if_nothing_had_been)
{
    char(*const text)[SIZE] = stream();
    uint64_t want[DOCUMENTS], got[DOCUMENTS];

    tm_tracker *tracker = tracker_new();
    for (size_t i = 0; i < DOCUMENTS; i++)
        follow(tracker, want, i, text[i], 1);
    cr_expect_gt(tm_tracker_stories(tracker), 20, "there are events");
    cr_expect_lt(tm_tracker_held(tracker), 5 * WINDOW, "memory is bounded");
    tm_tracker_free(tracker);

    tracker = tracker_new();
    for (size_t i = 0; i < DOCUMENTS; i++) {
        if (i % 53 == 17) { /* killed */
            const uint64_t before = tm_tracker_documents(tracker) - tm_tracker_held(tracker);
            const uint64_t stories = tm_tracker_stories(tracker);

            tm_tracker_free(tracker);
            tracker = tracker_new();
            cr_assert_eq(tm_tracker_resume(tracker, before, stories, NULL), TM_OK);
            for (size_t d = before; d < i; d++)
                cr_assert_eq(
                    tm_tracker_restore(tracker, (tm_text){text[d], strlen(text[d])}, got[d], NULL),
                    TM_OK);
        }
        follow(tracker, got, i, text[i], (unsigned)(1 + i % 3));
    }
    cr_expect_arr_eq(got, want, sizeof want);
    tm_tracker_free(tracker);
    free(text);
}

Test(track, gives_reports_of_an_event_one_number)
{
    static const char *const text[] = {
        "Storm Maelis floods coast road", "Skater Tamm wins second Olympic gold",
        "Coast road floods after storm Maelis", "Olympic gold again for skater Tamm",
        "Budget passes after long night"};
    tm_tracker *const tracker = tracker_new();
    uint64_t story[5];

    for (size_t i = 0; i < 5; i++)
        follow(tracker, story, i, text[i], 1);
    cr_expect_eq(story[0], 1);
    cr_expect_eq(story[1], 2);
    cr_expect_eq(story[2], 1);
    cr_expect_eq(story[3], 2);
    cr_expect_eq(story[4], 3);
    tm_tracker_free(tracker);
}

/* Two reports that share nothing but an outlet's name, and so a third and a fourth, to the first
 * review and past it. */
Test(track, does_not_see_stop_words_of_ones_own)
{
    enum { REPORTS = 40 };
    const tm_text own = {"dailylantern", 12};
    tm_tracker_options how = TM_TRACKER_INIT;
    uint64_t story[REPORTS];
    tm_stop_list *list;
    tm_tracker *tracker;

    cr_assert_eq(tm_stop_list_new(&list, &own, 1, false, NULL), TM_OK);
    how.window = WINDOW;
    how.stop_list = list;
    cr_assert_eq(tm_tracker_new(&tracker, &how, NULL), TM_OK);
    tm_stop_list_free(list); /* the tracker holds it */
    for (size_t i = 0; i < REPORTS; i++) {
        char text[SIZE];

        snprintf(text, sizeof text, "DailyLantern dailylantern event%zu", i);
        follow(tracker, story, i, text, 1);
        cr_expect_eq(story[i], i + 1, "report %zu has its own story, not %llu", i,
                     (unsigned long long)story[i]);
    }
    tm_tracker_free(tracker);
}

Test(track, tells_when_a_story_fades)
{
    tm_tracker *const tracker = tracker_new();
    char(*const text)[SIZE] = stream();
    uint64_t story;
    bool faded = false;

    cr_assert_eq(tm_tracker_add(tracker, &story, (tm_text){"lonely first words", 18}, NULL), TM_OK);
    for (size_t i = 0; i < DOCUMENTS - 1 && !faded; i++) {
        tm_track_review *review;

        cr_assert_eq(tm_tracker_add(tracker, &story, (tm_text){text[i], strlen(text[i])}, NULL),
                     TM_OK);
        if (!tm_tracker_due(tracker))
            continue;
        cr_assert_eq(tm_tracker_review(&review, tracker, NULL, NULL), TM_OK);
        for (size_t e = 0; e < review->events; e++)
            if (review->event[e].change == TM_TRACK_FADE && review->event[e].story == 1)
                faded = true;
        tm_track_review_free(review);
    }
    cr_expect(faded);
    tm_tracker_free(tracker);
    free(text);
}

Test(track, has_defined_results_at_the_edges)
{
    tm_tracker *const tracker = tracker_new();
    tm_track_review *review;
    uint64_t story;
    tm_error err;

    cr_expect_not(tm_tracker_due(tracker), "nothing to review");
    cr_assert_eq(tm_tracker_review(&review, tracker, NULL, NULL), TM_OK, "of nothing");
    cr_expect_eq(review->documents, 0);
    tm_track_review_free(review);
    cr_assert_eq(tm_tracker_add(tracker, &story, (tm_text){NULL, 0}, NULL), TM_OK, "no text");
    cr_expect_eq(story, 1);
    cr_assert_eq(tm_tracker_add(tracker, &story, (tm_text){"\xFF\x00", 2}, NULL), TM_OK, "no word");
    cr_expect_eq(story, 2);
    cr_expect_eq(tm_tracker_resume(tracker, 0, 0, &err), TM_EINVAL, "not new");
    cr_expect_eq(tm_tracker_restore(tracker, (tm_text){"a", 1}, 9, &err), TM_EINVAL);
    cr_expect_str_eq(err.message, "story 9 is not one of 1 to 2");
    tm_tracker_free(tracker);
    tm_tracker_free(NULL);
    tm_track_review_free(NULL);
}

/* Everything that a tracker does, released at the end. */
static tm_status track_little(void)
{
    static const char *const text[] = {"storm floods coast", "storm coast", "skater wins gold"};
    tm_tracker *tracker = NULL;
    tm_track_review *review = NULL;
    uint64_t story;
    tm_status status = tm_tracker_new(&tracker, NULL, NULL);

    if (status == TM_OK)
        status = tm_tracker_resume(tracker, 5, 7, NULL);
    if (status == TM_OK)
        status = tm_tracker_restore(tracker, (tm_text){"gold", 4}, 6, NULL);
    for (size_t i = 0; status == TM_OK && i < 3; i++) {
        const uint64_t before = tm_tracker_documents(tracker);

        status = tm_tracker_add(tracker, &story, (tm_text){text[i], strlen(text[i])}, NULL);
        cr_expect_eq(tm_tracker_documents(tracker), before + (status == TM_OK));
    }
    if (status == TM_OK)
        status = tm_tracker_review(&review, tracker, &fault_run, NULL);
    tm_track_review_free(review);
    tm_tracker_free(tracker);
    return status;
}

Test(track, survives_every_failing_allocation)
{
    fault_install();
    FAULT_LOOP(track_little());
}
