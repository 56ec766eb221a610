/*
 * claim: text to words
 * data: news_en news_vi
 * threads: 1
 *
 * A document a line; the file is read, as wc does.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const struct bench_clock start = bench_start();
    const tm_text text = bench_read(argv[argc > 2 ? 2 : 0]);
    size_t lines, words = 0;
    tm_text *const line = bench_lines(&lines, text);

    for (size_t i = 0; i < lines; i++) {
        tm_span *span;
        size_t count;
        tm_error err;

        bench_good(tm_words(&span, &count, line[i].data, line[i].size, TM_WORDS_NEWS, &err), &err);
        words += count;
        tm_free(span);
    }
    bench_end(start, 1);
    fprintf(stderr, "%zu words\n", words);
    return 0;
}
