/*
 * claim: SVD of 20newsgroups, 100 components
 * data: newsgroups_npz
 * runs: 3
 *
 * With two power iterations the residual (printed as the result) is within 1 % of the rival's.
 */
#include "bench.h"
#include "matrix/matrix.h"
#include "options.h"

#include <math.h>

/* The length of what is left of the rows. */
static double residual(const tm_sparse *m, const tm_svd *svd)
{
    double squares = 0;

    for (uint64_t e = 0; e < m->row_start[m->rows]; e++)
        squares += (double)m->value[e] * m->value[e];
    for (size_t j = 0; j < svd->components; j++)
        squares -= (double)svd->sigma[j] * svd->sigma[j];
    return sqrt(squares);
}

int main(int argc, char **argv)
{
    const tm_run run = bench_run(argv);
    tm_svd_options options = TM_SVD_INIT;
    struct cli_matrix rows;
    struct bench_clock start;
    tm_svd *svd;
    tm_error err;

    if (argc < 3 || cli_matrix_load(&rows, argv[2]) != CLI_GO_ON)
        bench_stop("cannot use", "the rows");
    options.components = 100;
    options.iterations = 2;
    start = bench_start();
    bench_good(tm_svd_new(&svd, rows.rows, &options, &run, &err), &err);
    bench_end(start, 1);
    printf("result residual %.1f\n", residual(rows.rows, svd));
    tm_svd_free(svd);
    cli_matrix_free(&rows);
    return 0;
}
