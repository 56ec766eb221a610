#include "cluster/story_graph.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

static tm_sparse *graph_of(const struct tm__blend *rows, double least, unsigned threads)
{
    tm_run run = TM_RUN_INIT;
    tm_sparse *graph = NULL;

    run.threads = threads;
    cr_assert_eq(tm__story_graph(&graph, rows, least, &run, NULL), TM_OK, "graph");
    cr_assert_eq(tm_sparse_check(graph, NULL), TM_OK, "in order");
    return graph;
}

/* By definition: rows that share a term, and are more alike than `least`; the best 20. */
static size_t slow_neighbours(double *worst, const struct tm__blend *rows, size_t i, double least)
{
    size_t n = 0;

    *worst = 2;
    for (size_t j = 0; j < rows->terms->rows; j++) {
        const double c = (float)tm__blend_cosine(rows, i, j);
        size_t better = 0;
        if (j == i || tm_cosine(rows->terms, i, rows->terms, j) == 0 || c < (float)least)
            continue;
        for (size_t k = 0; k < rows->terms->rows; k++)
            better += k != i && tm_cosine(rows->terms, i, rows->terms, k) > 0 &&
                      (float)tm__blend_cosine(rows, i, k) > c;
        if (better < 20) {
            n++;
            *worst = c < *worst ? c : *worst;
        }
    }
    return n;
}

Test(story_graph, agrees_with_the_definition)
{
    for (uint64_t seed = 0; seed < 3; seed++) {
        tm_sparse *m = random_rows(120, 30 + 40 * seed, 4, seed), *graph;
        struct tm__blend rows;
        cr_assert_eq(tm__blend_new(&rows, m, 0.5, NULL, NULL), TM_OK, "blend");
        graph = graph_of(&rows, 0.1, 1);
        for (size_t i = 0; i < m->rows; i++) {
            double worst;
            const size_t want = slow_neighbours(&worst, &rows, i, 0.1);
            cr_expect_eq(graph->row_start[i + 1] - graph->row_start[i], want < 20 ? want : 20,
                         "row %zu has %zu", i, want);
            for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++) {
                cr_expect_neq(graph->column[e], i, "not itself");
                cr_expect_geq(graph->value[e], (float)worst, "row %zu: among the best", i);
                cr_expect_float_eq(graph->value[e], tm__blend_cosine(&rows, i, graph->column[e]),
                                   1e-6, "the cosine");
            }
        }
        tm_sparse_free(graph);
        tm__blend_release(&rows);
        tm_sparse_free(m);
    }
}

/* More than 200 rows share a term, in every order of their cosines. */
Test(story_graph, finds_the_best_of_many)
{
    enum { ROWS = 900 };
    float *x = calloc(ROWS * 3, sizeof *x);
    tm_sparse *m, *graph;
    struct tm__blend rows;

    for (size_t i = 0; i < ROWS; i++) {
        x[3 * i] = 1;
        x[3 * i + 1] = (float)(i * 7919 % ROWS) / ROWS;
    }
    m = rows_of(x, ROWS, 3);
    cr_assert_eq(tm__blend_new(&rows, m, 0, NULL, NULL), TM_OK, "blend");
    graph = graph_of(&rows, 0.1, 1);
    for (size_t i = 0; i < ROWS; i++) {
        cr_assert_eq(graph->row_start[i + 1] - graph->row_start[i], 20, "row %zu", i);
        for (uint64_t e = graph->row_start[i]; e < graph->row_start[i + 1]; e++) {
            const int apart = (int)(graph->column[e] * 7919 % ROWS) - (int)(i * 7919 % ROWS);
            cr_expect(apart >= -20 && apart <= 20, "row %zu: %d steps away", i, apart);
        }
    }
    tm_sparse_free(graph);
    tm__blend_release(&rows);
    tm_sparse_free(m);
    free(x);
}

/* Rows with one frequent term, of any weight, and four of 150 others, but for the last few. */
static tm_sparse *rows_with_frequent(size_t rows)
{
    float *x = calloc(rows * 151, sizeof *x);
    tm_sparse *m;

    for (size_t i = 0; i < rows; i++) {
        x[151 * i] = (float)(1 + i * 7919 % 50) / 10;
        for (size_t n = 0; n < 4; n++)
            x[151 * i + 1 + (i * 31 + n * n * (i % 13 + 1) * 7) % 150] = (float)(1 + (i + n) % 5);
    }
    m = rows_of(x, rows, 151);
    free(x);
    return m;
}

/* A term in more than 1,000 rows brings nobody into question, but counts. */
Test(story_graph, counts_frequent_terms)
{
    enum { ROWS = 1300 };
    tm_sparse *m = rows_with_frequent(ROWS);

    for (int dense = 0; dense < 2; dense++) {
        struct tm__blend rows;
        tm_sparse *graph;
        cr_assert_eq(tm__blend_new(&rows, m, dense ? .4 : 0, NULL, NULL), TM_OK, "blend");
        graph = graph_of(&rows, 0.05, 1);
        for (size_t i = 0; i < ROWS; i += 37) {
            double worst = 2;
            size_t shared = 0, better = 0;
            const uint64_t start = graph->row_start[i], end = graph->row_start[i + 1];
            for (uint64_t e = start; e < end; e++) {
                worst = fmin(worst, graph->value[e]);
                cr_expect_eq(graph->value[e], (float)tm__blend_cosine(&rows, i, graph->column[e]),
                             "row %zu: the cosine", i);
            }
            for (size_t j = 0; j < ROWS; j++) {
                size_t common = 0;
                for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
                    for (uint64_t f = m->row_start[j]; f < m->row_start[j + 1]; f++)
                        common += m->column[e] == m->column[f] && m->column[e] > 0;
                shared += j != i && common > 0;
                better += j != i && common > 0 && (float)tm__blend_cosine(&rows, i, j) > worst;
            }
            cr_assert_leq(shared, 200, "row %zu: all of them are compared: %zu", i, shared);
            cr_expect_eq(end - start, 20, "row %zu has %zu", i, (size_t)(end - start));
            cr_expect_lt(better, 20, "row %zu: the best, %zu are better", i, better);
        }
        tm_sparse_free(graph);
        tm__blend_release(&rows);
    }
    tm_sparse_free(m);
}

Test(story_graph, has_the_same_bits_on_any_number_of_threads)
{
    tm_sparse *m = random_rows(700, 200, 5, 2), *one;
    struct tm__blend rows;

    cr_assert_eq(tm__blend_new(&rows, m, 0.5, NULL, NULL), TM_OK, "blend");
    one = graph_of(&rows, 0.05, 1);
    for (unsigned threads = 2; threads < 9; threads += 3) {
        tm_sparse *g = graph_of(&rows, 0.05, threads);
        cr_assert_eq(g->row_start[700], one->row_start[700], "edges");
        cr_expect(!memcmp(g->row_start, one->row_start, 701 * sizeof *g->row_start), "rows");
        cr_expect(!memcmp(g->column, one->column, one->row_start[700] * sizeof *g->column), "ends");
        cr_expect(!memcmp(g->value, one->value, one->row_start[700] * sizeof *g->value), "values");
        tm_sparse_free(g);
    }
    tm_sparse_free(one);
    tm__blend_release(&rows);
    tm_sparse_free(m);
}

/* Rows are looked at in chunks of 8,192: what is found must not depend on where they lie. */
Test(story_graph, finds_neighbours_in_other_chunks)
{
    enum { ROWS = 20000 };
    tm_sparse *m = random_rows(ROWS, 6000, 4, 7), *graph;
    const struct tm__blend rows = {.terms = m};

    graph = graph_of(&rows, 0.01, 2);
    for (size_t i = 0; i < ROWS; i += 997) {
        size_t want = 0;
        for (size_t j = 0; j < ROWS; j++)
            want += j != i && (float)tm__blend_cosine(&rows, i, j) >= 0.01F;
        cr_expect_eq(graph->row_start[i + 1] - graph->row_start[i], want < 20 ? want : 20,
                     "row %zu has %zu", i, want);
    }
    tm_sparse_free(graph);
    tm_sparse_free(m);
}

Test(story_graph, survives_allocation_failure)
{
    tm_sparse *m, *graph;
    struct tm__blend rows;

    m = random_rows(30, 12, 3, 1);
    cr_assert_eq(tm__blend_new(&rows, m, 0.5, NULL, NULL), TM_OK, "blend");
    fault_install();
    FAULT_LOOP(tm__story_graph(&graph, &rows, 0.1, &fault_run, NULL));
    tm_sparse_free(graph);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    tm__blend_release(&rows);
    tm_sparse_free(m);
}
