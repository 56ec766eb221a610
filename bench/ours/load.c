/*
 * claim: loading a saved model of 300,000 terms
 * data: model_300k_tm
 * threads: 1
 */
#include "bench.h"

enum { TIMES = 50 };

int main(int argc, char **argv)
{
    const char *const path = argv[argc > 2 ? 2 : 0];
    struct bench_clock start;
    size_t terms = 0;
    tm_tfidf *model;
    tm_error err;

    start = bench_start();
    for (int i = 0; i < TIMES; i++) {
        bench_good(tm_tfidf_load(&model, path, &err), &err);
        terms = tm_tfidf_terms(model);
        tm_tfidf_free(model);
    }
    bench_end(start, TIMES);
    printf("result %zu\n", terms);
    return 0;
}
