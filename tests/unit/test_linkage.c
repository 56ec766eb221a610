#include "base/memory.h"
#include "cluster/linkage.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

/* Average linkage by definition: O(n^3), mean over all pairs of rows. */
static size_t slow_linkage(uint32_t *label, const tm_sparse *m, double stop)
{
    size_t merges = 0;

    for (size_t i = 0; i < m->rows; i++)
        label[i] = (uint32_t)i;
    for (;; merges++) {
        double best = stop;
        uint32_t a = UINT32_MAX, b = UINT32_MAX;
        for (uint32_t x = 0; x < m->rows; x++)
            for (uint32_t y = x + 1; y < m->rows; y++) {
                double sum = 0, pairs = 0;
                for (size_t i = 0; i < m->rows; i++)
                    for (size_t j = 0; j < m->rows; j++)
                        if (label[i] == x && label[j] == y) {
                            sum += tm_cosine(m, i, m, j);
                            pairs++;
                        }
                if (pairs > 0 && sum / pairs >= best + (a == UINT32_MAX ? 0 : 1e-12)) {
                    best = sum / pairs;
                    a = x;
                    b = y;
                }
            }
        if (a == UINT32_MAX)
            return merges;
        for (size_t i = 0; i < m->rows; i++)
            if (label[i] == b)
                label[i] = a;
    }
}

static struct tm__merges link_all(const tm_sparse *m, double stop)
{
    uint32_t *copies = calloc(m->rows + 1, sizeof *copies);
    struct tm__merges merges;
    tm_sparse *graph;

    for (size_t i = 0; i < m->rows; i++)
        copies[i] = 1;
    cr_assert_eq(tm_neighbours(&graph, m, m->rows ? m->rows : 1, 1e-6, NULL, NULL), TM_OK, "graph");
    cr_assert_eq(
        tm__linkage(&merges, &(struct tm__blend){.terms = m}, copies, graph, stop, NULL, NULL),
        TM_OK, "linkage");
    tm_sparse_free(graph);
    free(copies);
    return merges;
}

Test(linkage, agrees_with_the_definition)
{
    for (uint64_t seed = 0; seed < 8; seed++) {
        tm_sparse *m = random_rows(26, 20, 3, seed);
        for (int s = 1; s < 5; s++) {
            uint32_t slow[26], fast[26];
            struct tm__merges merges = link_all(m, 0.1 * s);
            cr_expect_eq(slow_linkage(slow, m, 0.1 * s), merges.count, "seed %d, stop %d",
                         (int)seed, s);
            cr_assert_eq(tm__merges_label(fast, &merges, merges.count, NULL), TM_OK, "label");
            for (size_t i = 0; i < 26; i++)
                for (size_t j = 0; j < i; j++)
                    cr_expect_eq(slow[i] == slow[j], fast[i] == fast[j],
                                 "seed %d, stop %d: rows %zu and %zu", (int)seed, s, i, j);
            for (size_t i = 1; i < merges.count; i++)
                cr_expect_leq(merges.merge[i].height, merges.merge[i - 1].height + 1e-6,
                              "heights fall");
            tm__free(merges.merge);
        }
        tm_sparse_free(m);
    }
}

Test(linkage, by_hand)
{
    /* x, x', y: cosines .96 (4/5, 3/5 twice), .8, .6: first {0, 1}, then (.8 + .6) / 2 */
    static const float x[] = {4, 3, 3, 4, 1, 0};
    tm_sparse *m = rows_of(x, 3, 2);
    struct tm__merges merges = link_all(m, 0.05);

    cr_assert_eq(merges.count, 2, "merges");
    cr_expect_eq(merges.merge[0].a, 0, "first");
    cr_expect_eq(merges.merge[0].b, 1, "first");
    cr_expect_float_eq(merges.merge[0].height, 0.96, 1e-6, "24/25");
    cr_expect_eq(merges.merge[1].a, 2, "second");
    cr_expect_eq(merges.merge[1].b, 3, "the cluster of the first merge");
    cr_expect_float_eq(merges.merge[1].height, 0.7, 1e-6, "mean of .8 and .6");
    tm__free(merges.merge);
    tm_sparse_free(m);
}

Test(linkage, counts_copies)
{
    /* Three copies of x and one 3-4-5 against y: the pair (0, 1) links at .6, y then at .8 / 4. */
    static const float x[] = {1, 0, 3, 4, 0, 1};
    static const uint32_t copies[] = {3, 1, 1};
    tm_sparse *m = rows_of(x, 3, 2), *graph;
    struct tm__merges merges;

    cr_assert_eq(tm_neighbours(&graph, m, 2, 0.1, NULL, NULL), TM_OK, "graph");
    cr_assert_eq(
        tm__linkage(&merges, &(struct tm__blend){.terms = m}, copies, graph, 0.1, NULL, NULL),
        TM_OK, "linkage");
    cr_assert_eq(merges.count, 2, "merges");
    cr_expect_float_eq(merges.merge[0].height, 0.8, 1e-6, "y and 3-4-5");
    cr_expect_float_eq(merges.merge[1].height, 0.3, 1e-6, "x with both: (.6 + 0) / 2");
    tm__free(merges.merge);
    tm_sparse_free(graph);
    tm_sparse_free(m);
}

/* Everybody's neighbours are the same twenty rows, which soon are one cluster. */
Test(linkage, is_quick_around_a_hub, .timeout = 30)
{
    enum { ROWS = 20000, HUB = 20 };
    tm_sparse *m, *graph;
    uint32_t *copies = calloc(ROWS, sizeof *copies);
    struct tm__merges merges;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, ROWS, ROWS + 1, 2 * ROWS, NULL), TM_OK, "rows");
    cr_assert_eq(tm_sparse_new(&graph, ROWS, ROWS, ROWS * HUB, NULL), TM_OK, "graph");
    for (uint32_t i = 0; i < ROWS; i++) {
        m->column[2 * i] = 0;
        m->value[2 * i] = 0.95f;
        m->column[2 * i + 1] = i + 1;
        m->value[2 * i + 1] = 0.3122499f;
        m->row_start[i + 1] = 2 * (i + 1);
        copies[i] = 1;
        for (uint32_t j = 0; j < HUB; j++)
            if (j != i) {
                graph->column[at] = j;
                graph->value[at++] = 0.9025f;
            }
        graph->row_start[i + 1] = at;
    }
    cr_assert_eq(
        tm__linkage(&merges, &(struct tm__blend){.terms = m}, copies, graph, 0.1, NULL, NULL),
        TM_OK, "linkage");
    cr_expect_eq(merges.count, ROWS - 1, "all in one");
    tm__free(merges.merge);
    tm_sparse_free(m);
    tm_sparse_free(graph);
    free(copies);
}

Test(linkage, takes_nothing)
{
    tm_sparse *m = rows_of(NULL, 0, 0);
    struct tm__merges merges = link_all(m, 0.5);

    cr_expect_eq(merges.count, 0, "no merges");
    tm__free(merges.merge);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m, const tm_sparse *graph, const uint32_t *copies)
{
    struct tm__merges merges;
    uint32_t label[12];
    tm_status status = tm__linkage(&merges, &(struct tm__blend){.terms = m}, copies, graph, 0.01,
                                   &fault_run, NULL);

    if (status == TM_OK)
        status = tm__merges_label(label, &merges, merges.count, NULL);
    tm__free(merges.merge);
    return status;
}

Test(linkage, survives_allocation_failure)
{
    static const uint32_t copies[12] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    tm_sparse *m, *graph;

    fault_install();
    m = random_rows(12, 10, 3, 1);
    cr_assert_eq(tm_neighbours(&graph, m, 12, 0.01, &fault_run, NULL), TM_OK, "graph");
    FAULT_LOOP(once(m, graph, copies));
    tm_sparse_free(m);
    tm_sparse_free(graph);
    cr_expect_eq(fault_live, 0, "nothing left");
}
