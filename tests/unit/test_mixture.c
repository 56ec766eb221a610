#include "cluster/mixture.h"
#include "cluster/mixture_guard.h"
#include "cluster/story_graph.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

struct case_ {
    tm_sparse *m, *graph;
    struct tm__blend rows;
    uint32_t *copies;
};

static const tm_run two = {sizeof two, 2, 0, NULL, NULL}; /* threads */
static struct tm__pool pool[2];

static void release_pools(void)
{
    for (size_t p = 0; p < 2; p++)
        tm__pool_release(&pool[p]);
}

static struct case_ case_of(tm_sparse *m, double share)
{
    struct case_ c = {.m = m};

    cr_assert_eq(tm__blend_new(&c.rows, m, share, NULL, NULL), TM_OK, "blend");
    cr_assert_eq(tm__story_graph(&c.graph, &c.rows, 0.05, NULL, NULL), TM_OK, "graph");
    c.copies = calloc(m->rows, sizeof *c.copies);
    for (size_t i = 0; i < m->rows; i++)
        c.copies[i] = 1;
    return c;
}

static void free_case(struct case_ *c)
{
    release_pools();
    tm_sparse_free(c->m);
    tm_sparse_free(c->graph);
    tm__blend_release(&c->rows);
    free(c->copies);
}

Test(mixture, alpha_makes_as_many_clusters_as_asked)
{
    static const double clusters[] = {2, 10, 300, 5000};

    for (size_t i = 0; i < 4; i++) {
        const double alpha = tm__mixture_alpha(clusters[i], 10000);
        cr_expect_float_eq(alpha * log(1 + 10000 / alpha), clusters[i], 1e-6 * clusters[i],
                           "%g clusters", clusters[i]);
    }
}

/* Planted groups, some rows put into the wrong one. */
Test(mixture, brings_rows_home)
{
    for (uint64_t seed = 0; seed < 4; seed++) {
        struct case_ c = case_of(planted_rows(120, 6, 9, seed), 0.5);
        uint32_t label[120];
        for (size_t i = 0; i < 120; i++)
            label[i] = (uint32_t)((i % 11 == 3 ? i + 1 : i) % 6);
        cr_assert_eq(tm__mixture_refine(label, 6, &c.rows, c.copies, c.graph, pool, &two, NULL),
                     TM_OK, "refine");
        for (size_t i = 0; i < 120; i++)
            cr_expect_eq(label[i], i % 6, "seed %d, row %zu", (int)seed, i);
        free_case(&c);
    }
}

enum { MANY = 300, WORDS = 80, PARTS = 20 };

/* Rows, words and every word of the clusters, counted from the beginning. */
struct counts {
    double rows[PARTS], words[PARTS], word[PARTS][WORDS];
};

static bool has(const tm_sparse *m, size_t i, uint32_t word)
{
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        if (m->column[e] == word)
            return m->value[e] > 0;
    return false;
}

static void count_all(struct counts *n, const tm_sparse *m, const uint32_t *label, size_t but)
{
    memset(n, 0, sizeof *n);
    for (size_t i = 0; i < m->rows; i++) {
        if (i == but)
            continue;
        n->rows[label[i]]++;
        for (uint32_t w = 0; w < WORDS; w++) {
            n->words[label[i]] += has(m, i, w);
            n->word[label[i]][w] += has(m, i, w);
        }
    }
}

/* The formula of the header, word by word. */
static double fit(const struct counts *n, const tm_sparse *m, size_t i, uint32_t k, double alpha)
{
    double sum = log(n->rows[k] + alpha), drawn = 0;

    for (uint32_t w = 0; w < WORDS; w++)
        if (has(m, i, w))
            sum += log((n->word[k][w] + 0.5) / (n->words[k] + 0.5 * WORDS + drawn++));
    return sum;
}

static uint32_t best_for(const struct case_ *c, const uint32_t *label, size_t i, double alpha)
{
    struct counts n;
    uint32_t best = label[i];

    count_all(&n, c->m, label, i);
    for (uint64_t e = c->graph->row_start[i]; e < c->graph->row_start[i + 1]; e++) {
        const uint32_t k = label[c->graph->column[e]];
        if (fit(&n, c->m, i, k, alpha) > fit(&n, c->m, i, best, alpha) + 1e-9)
            best = k;
    }
    return best;
}

/* Clusters that did not change are not asked again, and counts follow the rows that move. */
static void check_formula(size_t words_a_row)
{
    struct case_ c = case_of(random_rows(MANY, WORDS, words_a_row, 3), 0);
    uint32_t label[MANY], want[MANY], next[MANY], old[MANY];
    const double alpha = tm__mixture_alpha(PARTS, MANY);

    for (size_t i = 0; i < MANY; i++)
        label[i] = want[i] = old[i] = (uint32_t)(i % PARTS);
    for (int sweep = 0; sweep < 12; sweep++) {
        for (size_t i = 0; i < MANY; i++)
            next[i] = best_for(&c, want, i, alpha);
        memcpy(want, next, sizeof want);
    }
    cr_assert_eq(tm__mixture_guard(want, old, PARTS, &c.rows, c.copies, NULL, NULL), TM_OK,
                 "guard");
    cr_assert_eq(tm__mixture_refine(label, PARTS, &c.rows, c.copies, c.graph, pool, &two, NULL),
                 TM_OK, "refine");
    for (size_t i = 0; i < MANY; i++)
        cr_expect_eq(label[i], want[i], "row %zu of %zu words", i, words_a_row);
    free_case(&c);
}

Test(mixture, agrees_with_the_formula)
{
    check_formula(6);
    check_formula(24); /* more than one product holds */
}

Test(mixture, does_not_move_rows_to_small_clusters)
{
    /* Rows 0 to 3 are one story of four and row 4 belongs there: four are too few to be sure. */
    static const float x[] = {1, 1, 1, 0, 0, /**/ 1, 1, 1,      0, 0, /**/ 1, 1, 1,
                              0, 0, 1, 1, 1, 0,      0, /**/ 1, 1, 1, 1,      0};
    struct case_ c = case_of(rows_of(x, 5, 5), 0);
    uint32_t few[] = {0, 0, 0, 0, 1}, enough[] = {0, 0, 0, 0, 1};

    cr_assert_eq(tm__mixture_refine(few, 2, &c.rows, c.copies, c.graph, pool, &two, NULL), TM_OK,
                 "four");
    cr_expect_eq(few[4], 1, "stays");
    c.copies[0] = 2;
    cr_assert_eq(tm__mixture_refine(enough, 2, &c.rows, c.copies, c.graph, pool, &two, NULL), TM_OK,
                 "five");
    cr_expect_eq(enough[4], 0, "moves: a copy counts");
    free_case(&c);
}

Test(mixture, does_not_depend_on_the_order_of_rows)
{
    tm_sparse *m = random_rows(200, 60, 5, 1);
    uint32_t order[200], label[200], other[200];
    struct case_ a = case_of(m, 0), b;

    shuffled(order, 200, 1);
    b = a;
    b.m = reordered_rows(m, order);
    b.rows.terms = reordered_rows(a.rows.terms, order);
    cr_assert_eq(tm__story_graph(&b.graph, &b.rows, 0.05, NULL, NULL), TM_OK, "graph");
    for (size_t i = 0; i < 200; i++)
        label[i] = (uint32_t)(i % 12);
    for (size_t i = 0; i < 200; i++)
        other[i] = label[order[i]];
    cr_assert_eq(tm__mixture_refine(label, 12, &a.rows, a.copies, a.graph, pool, &two, NULL), TM_OK,
                 "a");
    cr_assert_eq(tm__mixture_refine(other, 12, &b.rows, a.copies, b.graph, pool, &two, NULL), TM_OK,
                 "b");
    for (size_t i = 0; i < 200; i++)
        cr_expect_eq(other[i], label[order[i]], "row %zu", i);
    tm_sparse_free((tm_sparse *)b.rows.terms);
    tm_sparse_free(b.m);
    tm_sparse_free(b.graph);
    free_case(&a);
}

static tm_status refine(const struct case_ *c, uint32_t *label)
{
    const tm_status status =
        tm__mixture_refine(label, 3, &c->rows, c->copies, c->graph, pool, &fault_run, NULL);

    release_pools();
    return status;
}

Test(mixture, survives_allocation_failure)
{
    struct case_ c = case_of(planted_rows(30, 3, 5, 1), 0.5);
    uint32_t label[30];

    for (size_t i = 0; i < 30; i++)
        label[i] = (uint32_t)(i % 3);
    fault_install();
    FAULT_LOOP(refine(&c, label));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    free_case(&c);
}
