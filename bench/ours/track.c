/*
 * claim: headlines given to stories as they come, from one review of a long stream to the next
 * data: headlines_200k
 * threads: 1
 * runs: 2
 *
 * What tm-track does for each document but for the database: tm_tracker_add(), and the review that
 * is due at the end. The clock starts behind the first review after 100,000 headlines, when reviews
 * come as seldom as they ever will.
 */
#include "bench.h"

enum { WARM = 100000 };

/* Whether a review followed. */
static bool add(tm_tracker *tracker, tm_text document, const tm_run *run)
{
    tm_track_review *review;
    uint64_t story;
    tm_error err;

    bench_good(tm_tracker_add(tracker, &story, document, &err), &err);
    if (!tm_tracker_due(tracker))
        return false;
    bench_good(tm_tracker_review(&review, tracker, run, &err), &err);
    tm_track_review_free(review);
    return true;
}

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    struct bench_clock start = bench_start();
    tm_tracker_options how = TM_TRACKER_INIT;
    tm_tracker *tracker;
    tm_tfidf *background;
    tm_error err;
    size_t lines, first = 0, i = 0;
    tm_text *const line = bench_lines(&lines, bench_read(argv[argc > 2 ? 2 : 0]));

    bench_good(tm_tfidf_load(&background, TM_SOURCE_DIR "/models/background-en.tm", &err), &err);
    how.background = background;
    bench_good(tm_tracker_new(&tracker, &how, &err), &err);
    for (; i < lines; i++) {
        if (!add(tracker, line[i], &run) || i < WARM)
            continue;
        if (first)
            break;
        first = i;
        start = bench_start();
    }
    if (i == lines)
        bench_stop("no second review in", argv[2]);
    bench_end(start, 1);
    printf("result %zu headlines\n", i - first);
    tm_tracker_free(tracker);
    tm_tfidf_free(background);
    return 0;
}
