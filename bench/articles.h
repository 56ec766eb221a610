/* Summaries of articles, one a line: what the claims about them share. */
#ifndef BENCH_ARTICLES_H
#define BENCH_ARTICLES_H

#include "bench.h"

/* One after the other, as a program does that summarises what comes in. */
static inline int bench_articles(int argc, char **argv, tm_summary_options options)
{
    const tm_run run = bench_run(argv);
    const tm_text text = bench_read(argv[argc > 2 ? 2 : 0]);
    size_t lines;
    tm_text *const line = bench_lines(&lines, text);
    const struct bench_clock start = bench_start();
    tm_error err;

    bench_good(tm_summary_cache_new(&options.cache, &err), &err);
    for (size_t i = 0; i < lines; i++) {
        tm_summary *summary;
        bench_good(tm_summarize(&summary, &line[i], 1, &options, &run, &err), &err);
        tm_summary_free(summary);
    }
    tm_summary_cache_free(options.cache);
    bench_end(start, 1);
    free(line);
    return 0;
}

#endif
