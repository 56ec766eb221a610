/*
 * claim: Gram matrix of 4,000 x 300
 * data: dense_4000x300_npy
 */
#include "bench.h"

enum { ROWS = 4000, COLS = 300, TIMES = 5 };

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    const tm_text file = bench_read(argv[argc > 2 ? 2 : 0]);
    float *const out = calloc((size_t)ROWS * ROWS, sizeof *out);
    const float *x;
    struct bench_clock start;
    tm_error err;

    /* A .npy: the header, then the numbers, which end the file. */
    if (!out || file.size < ROWS * COLS * sizeof *x)
        bench_stop("cannot use", "the matrix");
    x = (const float *)(const void *)(file.data + file.size - ROWS * COLS * sizeof *x);
    bench_good(tm_gram(out, x, ROWS, COLS, &run, &err), &err);
    start = bench_start();
    for (int i = 0; i < TIMES; i++)
        bench_good(tm_gram(out, x, ROWS, COLS, &run, &err), &err);
    bench_end(start, TIMES);
    free(out);
    return 0;
}
