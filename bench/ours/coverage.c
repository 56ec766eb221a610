/*
 * claim: a three-sentence summary of each of 200 articles, by the default
 * data: articles_200
 * threads: 1
 * runs: 3
 *
 * An article a line.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    const tm_text text = bench_read(argv[argc > 2 ? 2 : 0]);
    size_t lines;
    tm_text *const line = bench_lines(&lines, text);
    tm_summary_options options = TM_SUMMARY_INIT;
    struct bench_clock start;
    tm_error err;

    start = bench_start();
    for (size_t i = 0; i < lines; i++) {
        tm_summary *summary;
        bench_good(tm_summarize(&summary, &line[i], 1, &options, &run, &err), &err);
        tm_summary_free(summary);
    }
    bench_end(start, 1);
    free(line);
    return 0;
}
