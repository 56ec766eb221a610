#include "base/memory.h"
#include "cluster/chain.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

enum { ROWS = 40, COLS = 25 };

/* The distance of two clusters, straight from what the linkage means. */
static double slow(const tm_sparse *m, const uint32_t *copies, const uint32_t *in, uint32_t a,
                   uint32_t b, tm_linkage method)
{
    double na = 0, nb = 0, sum = 0, most = 0, square = 0, mean[2][COLS] = {{0}};

    for (size_t i = 0; i < ROWS; i++) {
        if (in[i] != a && in[i] != b)
            continue;
        *(in[i] == a ? &na : &nb) += copies[i];
        for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
            mean[in[i] == b][m->column[e]] += (double)m->value[e] * copies[i];
        for (size_t j = 0; in[i] == a && j < ROWS; j++)
            if (in[j] == b) {
                const double d = 1 - tm_cosine(m, i, m, j);
                sum += d * copies[i] * copies[j];
                most = fmax(most, d);
            }
    }
    for (size_t t = 0; t < COLS; t++)
        square += pow(mean[0][t] / na - mean[1][t] / nb, 2);
    if (method == TM_LINKAGE_AVERAGE)
        return sum / na / nb;
    return method == TM_LINKAGE_COMPLETE ? most : square * na * nb / (na + nb);
}

/* Merges the nearest two, again and again, and compares heights. */
static void compare(const struct tm__merges *merges, const tm_sparse *m, const uint32_t *copies,
                    tm_linkage method)
{
    uint32_t in[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        in[i] = i;
    for (uint32_t e = 0; e + 1 < ROWS; e++) {
        uint32_t best_a = 0, best_b = 0;
        double best = INFINITY;
        for (uint32_t i = 0; i < ROWS; i++)
            for (uint32_t j = 0; j < i; j++) {
                const double d =
                    in[i] == in[j] ? INFINITY : slow(m, copies, in, in[i], in[j], method);
                if (d < best) {
                    best = d;
                    best_a = in[i];
                    best_b = in[j];
                }
            }
        cr_assert_float_eq(merges->merge[e].height, best, 1e-6, "linkage %d, merge %u: %g and %g",
                           (int)method, e, merges->merge[e].height, best);
        for (uint32_t i = 0; i < ROWS; i++)
            if (in[i] == best_a || in[i] == best_b)
                in[i] = ROWS + e;
    }
}

static tm_status link_rows(struct tm__merges *out, const tm_sparse *m, const uint32_t *copies,
                           tm_linkage method, const tm_run *run)
{
    struct tm__edge edge[ROWS];
    struct tm__all_cosines c;
    tm_status status = tm__all_cosines_new(&c, m, NULL);

    if (status != TM_OK)
        return status;
    status = tm__chain(edge, &c, copies, method, run, NULL);
    if (status == TM_OK)
        status = tm__edges_merge(out, edge, m->rows, NULL);
    tm__all_cosines_release(&c);
    return status;
}

Test(chain, merges_the_nearest_two_with_copies_counted)
{
    uint32_t copies[ROWS];

    for (uint64_t seed = 0; seed < 3; seed++)
        for (int method = TM_LINKAGE_AVERAGE; method <= TM_LINKAGE_WARD; method++) {
            tm_sparse *m = random_rows(ROWS, COLS, 8, seed);
            struct tm__merges merges;
            for (uint32_t i = 0; i < ROWS; i++)
                copies[i] = 1 + (i % 4) * (uint32_t)(seed % 2);
            cr_assert_eq(link_rows(&merges, m, copies, (tm_linkage)method, NULL), TM_OK, "link");
            cr_assert_eq(merges.count, ROWS - 1, "merges");
            compare(&merges, m, copies, (tm_linkage)method);
            tm__free(merges.merge);
            tm_sparse_free(m);
        }
}

Test(chain, survives_allocation_failure)
{
    static const uint32_t copies[12] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    struct tm__merges merges;
    tm_sparse *m;

    fault_install();
    m = random_rows(12, 10, 2, 1);
    FAULT_LOOP(link_rows(&merges, m, copies, TM_LINKAGE_AVERAGE, &fault_run));
    tm__free(merges.merge);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
