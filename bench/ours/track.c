/*
 * claim: 65,008 headlines given to stories as they come, after 34,992
 * data: headlines_100k
 * threads: 1
 * runs: 3
 *
 * What tm-track does for each document but for the database: tm_tracker_add(), and a review whenever
 * one is due, two in the time that is measured. It starts behind the review of the first 34,992.
 */
#include "bench.h"

enum { WARM = 34992 };

static void add(tm_tracker *tracker, tm_text document, const tm_run *run)
{
    tm_track_review *review;
    uint64_t story;
    tm_error err;

    bench_good(tm_tracker_add(tracker, &story, document, &err), &err);
    if (!tm_tracker_due(tracker))
        return;
    bench_good(tm_tracker_review(&review, tracker, run, &err), &err);
    tm_track_review_free(review);
}

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    struct bench_clock start = bench_start();
    tm_tracker_options how = TM_TRACKER_INIT;
    tm_tracker *tracker;
    tm_tfidf *background;
    tm_error err;
    size_t lines;
    tm_text *const line = bench_lines(&lines, bench_read(argv[argc > 2 ? 2 : 0]));

    bench_good(tm_tfidf_load(&background, TM_SOURCE_DIR "/models/background-en.tm", &err), &err);
    how.background = background;
    bench_good(tm_tracker_new(&tracker, &how, &err), &err);
    for (size_t i = 0; i < lines; i++) {
        if (i == WARM)
            start = bench_start();
        add(tracker, line[i], &run);
    }
    bench_end(start, 1);
    tm_tracker_free(tracker);
    tm_tfidf_free(background);
    return 0;
}
