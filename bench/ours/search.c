/*
 * claim: the 10 nearest of 100,000 headlines for each of 5,000
 * data: headlines_100k_npz
 * runs: 3
 */
#include "bench.h"
#include "matrix/matrix.h"
#include "options.h"

enum { EVERY = 20 }; /* a query of every so many rows */

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    struct cli_matrix rows;
    struct bench_clock start;
    tm_sparse *queries, *found;
    uint32_t *asked;
    size_t count = 0;
    tm_error err;

    if (argc < 3 || cli_matrix_load(&rows, argv[2]) != CLI_GO_ON)
        bench_stop("cannot use", "the rows");
    asked = malloc(rows.rows->rows * sizeof *asked);
    if (!asked)
        bench_stop("no memory for", "queries");
    for (size_t i = 0; i < rows.rows->rows; i += EVERY)
        asked[count++] = (uint32_t)i;
    bench_good(tm_sparse_select(&queries, rows.rows, asked, count, &err), &err);
    start = bench_start();
    bench_good(tm_search(&found, queries, rows.rows, 10, 0.01, &run, &err), &err);
    bench_end(start, 1);
    printf("result %llu\n", (unsigned long long)found->row_start[found->rows]);
    tm_sparse_free(found);
    tm_sparse_free(queries);
    free(asked);
    cli_matrix_free(&rows);
    return 0;
}
