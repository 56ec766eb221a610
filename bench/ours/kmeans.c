/*
 * claim: an iteration of k-means: rows to clusters, clusters to centroids
 * data: googlenews_npz newsgroups_npz articles_npz
 * runs: 3
 * scaling: 1.5
 */
#include "bench.h"
#include "matrix/matrix.h"
#include "options.h"

/* Clusters and iterations by data set, as rivals/kmeans.sklearn.py has them. */
static const struct {
    const char *name;
    unsigned clusters, iterations;
} how[] = {{"googlenews", 152, 100}, {"newsgroups", 20, 100}, {"articles", 1000, 2}};

static int count(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)done;
    (void)total;
    *(int *)ctx += strcmp(stage, "k-means") == 0;
    return 0;
}

/* The whole call, divided by its iterations; both sides start from the same rows. */
int main(int argc, char **argv)
{
    tm_kmeans_options o = TM_KMEANS_INIT;
    tm_run run = bench_run(argv);
    struct cli_matrix m;
    struct bench_clock start;
    tm_clustering *c;
    uint32_t *label;
    int iterations = 0;
    tm_error err;

    if (argc < 3 || cli_matrix_load(&m, argv[2]) != CLI_GO_ON)
        bench_stop("cannot use", "the rows");
    for (size_t d = 0; d < sizeof how / sizeof *how; d++)
        if (strstr(argv[2], how[d].name)) {
            o.clusters = how[d].clusters;
            o.iterations = how[d].iterations;
        }
    label = malloc(m.rows->rows * sizeof *label);
    if (!label || !o.clusters)
        bench_stop("cannot start with", argv[2]);
    memset(label, 0xff, m.rows->rows * sizeof *label); /* TM_KMEANS_FREE */
    for (size_t j = 0; j < o.clusters; j++)
        label[j * (m.rows->rows / o.clusters)] = (uint32_t)j;
    o.labels = label;
    run.progress = count;
    run.progress_ctx = &iterations;
    start = bench_start();
    bench_good(tm_kmeans(&c, m.rows, &o, &run, &err), &err);
    bench_end(start, iterations);
    printf("result %d, cosine %.3f\n", iterations, c->objective);
    tm_clustering_free(c);
    free(label);
    cli_matrix_free(&m);
    return 0;
}
