/*
 * claim: a summary of 10,000 sentences of which nearly all share a word, by TextRank
 * data: sentences_10k
 * threads: 1
 * runs: 3
 *
 * A sentence a line.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    const tm_text text = bench_read(argv[argc > 2 ? 2 : 0]);
    size_t lines;
    tm_text *const line = bench_lines(&lines, text);
    tm_summary_options options = TM_SUMMARY_INIT;
    const struct bench_clock start = bench_start();
    tm_summary *summary;
    tm_error err;

    options.algorithm = TM_SUMMARY_TEXTRANK;
    bench_good(tm_summarize_sentences(&summary, line, NULL, lines, &options, &run, &err), &err);
    bench_end(start, 1);
    tm_summary_free(summary);
    free(line);
    return 0;
}
