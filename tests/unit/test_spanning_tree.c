#include "cluster/spanning_tree.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 60 };

static double distance(const tm_sparse *m, size_t i, size_t j, const double *core)
{
    const double d = 1 - tm_cosine(m, i, m, j);

    return core ? fmax(d, fmax(core[i], core[j])) : d;
}

/* The weight of the minimum spanning tree by Kruskal's algorithm, the slow way: the nearest pair of
 * rows that are not connected yet is connected. */
static double kruskal(const tm_sparse *m, const double *core)
{
    size_t part[ROWS];
    double sum = 0;

    for (size_t i = 0; i < ROWS; i++)
        part[i] = i;
    for (size_t e = 0; e + 1 < ROWS; e++) {
        double best = INFINITY;
        size_t a = 0, b = 0, gone;
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < i; j++)
                if (part[i] != part[j] && distance(m, i, j, core) < best) {
                    best = distance(m, i, j, core);
                    a = i;
                    b = j;
                }
        sum += best;
        gone = part[b];
        for (size_t i = 0; i < ROWS; i++)
            if (part[i] == gone)
                part[i] = part[a];
    }
    return sum;
}

static tm_status span(struct tm__edge *edge, const tm_sparse *m, const double *core,
                      const tm_run *run)
{
    struct tm__all_cosines c;
    tm_status status = tm__all_cosines_new(&c, m, NULL);

    if (status != TM_OK)
        return status;
    status = tm__spanning_tree(edge, &c, core, run, NULL);
    tm__all_cosines_release(&c);
    return status;
}

Test(spanning_tree, is_as_light_as_kruskals)
{
    struct tm__edge edge[ROWS];
    struct tm__rng rng;
    double core[ROWS];

    tm__rng_seed(&rng, 9, 0);
    for (size_t i = 0; i < ROWS; i++)
        core[i] = tm__rng_uniform(&rng);
    for (uint64_t seed = 0; seed < 10; seed++) {
        tm_sparse *m = random_rows(ROWS, 30, 4, seed);
        const double *const with[2] = {NULL, core};
        for (size_t w = 0; w < 2; w++) {
            double sum = 0;
            cr_assert_eq(span(edge, m, with[w], NULL), TM_OK, "span");
            for (size_t e = 0; e + 1 < ROWS; e++) {
                cr_expect_float_eq(edge[e].distance, distance(m, edge[e].a, edge[e].b, with[w]),
                                   1e-12, "edge %zu", e);
                sum += edge[e].distance;
            }
            cr_expect_float_eq(sum, kruskal(m, with[w]), 1e-10, "seed %d", (int)seed);
        }
        tm_sparse_free(m);
    }
}

Test(spanning_tree, can_be_cancelled_and_survives_allocation_failure)
{
    const tm_run run = {sizeof run, 1, 0, stop_at_once, NULL};
    struct tm__edge edge[ROWS];
    tm_sparse *m;

    fault_install();
    m = random_rows(20, 10, 3, 1);
    cr_expect_eq(span(edge, m, NULL, &run), TM_ECANCELLED, "cancelled");
    FAULT_LOOP(span(edge, m, NULL, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
