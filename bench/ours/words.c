/*
 * claim: text to words
 * data: news_en news_vi
 * threads: 1
 *
 * A document a line; the file is read in pieces, as wc does.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const struct bench_clock start = bench_start();
    FILE *const file = bench_open(argv[argc > 2 ? 2 : 0]);
    size_t words = 0;
    tm_text line;

    while (bench_next_line(&line, file)) {
        tm_span *span;
        size_t count;
        tm_error err;

        bench_good(tm_words(&span, &count, line.data, line.size, TM_WORDS_NEWS, &err), &err);
        words += count;
        tm_free(span);
    }
    bench_end(start, 1);
    fprintf(stderr, "%zu words\n", words);
    return 0;
}
