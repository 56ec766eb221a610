/*
 * claim: all pairs of 100,000 headlines with a cosine over 0.5
 * data: headlines_100k_npz
 * runs: 3
 * scaling: 1.8
 */
#include "bench.h"
#include "matrix/matrix.h"
#include "options.h"

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    struct cli_matrix rows;
    struct bench_clock start;
    tm_sparse *found;
    tm_error err;

    if (argc < 3 || cli_matrix_load(&rows, argv[2]) != CLI_GO_ON)
        bench_stop("cannot use", "the rows");
    start = bench_start();
    bench_good(tm_pairs(&found, rows.rows, 0.5, &run, &err), &err);
    bench_end(start, 1);
    printf("result %llu\n", (unsigned long long)found->row_start[found->rows]);
    tm_sparse_free(found);
    cli_matrix_free(&rows);
    return 0;
}
