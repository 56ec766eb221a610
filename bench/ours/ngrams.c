/*
 * claim: words and pairs of words to TF-IDF rows
 * data: news_en
 * runs: 3
 *
 * A document a line.
 */
#include "bench.h"

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    const tm_text text = bench_read(argv[argc > 2 ? 2 : 0]);
    size_t lines;
    tm_text *const line = bench_lines(&lines, text);
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct bench_clock start;
    tm_tfidf *model;
    tm_sparse *rows;
    tm_error err;

    options.analyzer.keep_stopwords = true; /* as the rival does */
    options.ngram_max = 2;
    start = bench_start();
    bench_good(tm_tfidf_fit(&model, &rows, line, lines, &options, &run, &err), &err);
    bench_end(start, 1);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    return 0;
}
