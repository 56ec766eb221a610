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

/* By terms, on as many as eight threads. */
static tm_status link_rows(struct tm__merges *merges, const tm_sparse *m, const uint32_t *copies,
                           const tm_sparse *graph, double stop, const tm_run *run)
{
    struct tm__pool pool[8] = {{.used = 0}};
    const tm_status status =
        tm__linkage(merges, &(struct tm__blend){.terms = m}, copies, graph, stop, pool, run, NULL);

    for (size_t p = 0; p < 8; p++)
        tm__pool_release(&pool[p]);
    return status;
}

static struct tm__merges link_all(const tm_sparse *m, double stop)
{
    uint32_t *copies = calloc(m->rows + 1, sizeof *copies);
    struct tm__merges merges;
    tm_sparse *graph;

    for (size_t i = 0; i < m->rows; i++)
        copies[i] = 1;
    cr_assert_eq(tm_neighbours(&graph, m, m->rows ? m->rows : 1, 1e-6, NULL, NULL), TM_OK, "graph");
    cr_assert_eq(link_rows(&merges, m, copies, graph, stop, NULL), TM_OK, "linkage");
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
    cr_assert_eq(link_rows(&merges, m, copies, graph, 0.1, NULL), TM_OK, "linkage");
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
    cr_assert_eq(link_rows(&merges, m, copies, graph, 0.1, NULL), TM_OK, "linkage");
    cr_expect_eq(merges.count, ROWS - 1, "all in one");
    tm__free(merges.merge);
    tm_sparse_free(m);
    tm_sparse_free(graph);
    free(copies);
}

enum { STORIES = 300, OF_STORY = 9 };

/* Stories that share no column; their rows are mixed. */
static tm_sparse *many_stories(void)
{
    tm_sparse *m;
    uint64_t at = 0;
    uint32_t state = 1;

    cr_assert_eq(tm_sparse_new(&m, STORIES * OF_STORY, 8 * STORIES, 24 * STORIES * OF_STORY, NULL),
                 TM_OK, "rows");
    for (uint32_t i = 0; i < STORIES * OF_STORY; i++) {
        for (uint32_t j = 0; j < 8; j++) {
            state = state * 1664525 + 1013904223;
            if (state >> 30 == 0 && j > 0)
                continue;
            m->column[at] = i % STORIES * 8 + j;
            m->value[at++] = (float)(state >> 8) / (1 << 24) + 0.01f;
        }
        m->row_start[i + 1] = at;
    }
    tm_sparse_normalize(m);
    return m;
}

static struct tm__merges link_on(const tm_sparse *m, const tm_sparse *graph, unsigned threads)
{
    static uint32_t copies[STORIES * OF_STORY];
    const tm_run run = {sizeof run, threads, 0, NULL, NULL};
    struct tm__merges merges;

    for (size_t i = 0; i < m->rows; i++)
        copies[i] = 1 + (uint32_t)(i % 3);
    cr_assert_eq(link_rows(&merges, m, copies, graph, 0.01, &run), TM_OK, "linkage");
    return merges;
}

Test(linkage, merges_are_the_same_on_any_number_of_threads)
{
    tm_sparse *m = many_stories(), *graph;
    struct tm__merges one;

    cr_assert_eq(tm_neighbours(&graph, m, OF_STORY, 1e-6, NULL, NULL), TM_OK, "graph");
    one = link_on(m, graph, 1);
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        struct tm__merges more = link_on(m, graph, threads);
        cr_assert_eq(more.count, one.count, "%u threads", threads);
        for (size_t i = 0; i < one.count; i++)
            cr_assert(more.merge[i].a == one.merge[i].a && more.merge[i].b == one.merge[i].b &&
                          more.merge[i].height == one.merge[i].height,
                      "%u threads: merge %zu", threads, i);
        tm__free(more.merge);
    }
    tm__free(one.merge);
    tm_sparse_free(graph);
    tm_sparse_free(m);
}

/* A story is merged as if it were alone, and merges of all come by height. */
Test(linkage, of_many_rows_is_that_of_its_parts)
{
    tm_sparse *m = many_stories();
    struct tm__merges all = link_all(m, 0.01);
    static uint32_t label[STORIES * OF_STORY];
    size_t count = 0;
    double sum = 0, alone = 0;

    cr_assert_eq(tm__merges_label(label, &all, all.count, NULL), TM_OK, "labels");
    for (size_t i = 0; i < all.count; i++) {
        sum += all.merge[i].height;
        cr_assert(i == 0 || all.merge[i].height <= all.merge[i - 1].height + 1e-6, "by height");
        cr_assert(all.merge[i].a < all.merge[i].b && all.merge[i].b < m->rows + i, "parts first");
    }
    for (uint32_t k = 0; k < STORIES; k++) {
        uint32_t row[OF_STORY];
        tm_sparse *story;
        struct tm__merges few;
        for (uint32_t j = 0; j < OF_STORY; j++) {
            row[j] = k + j * STORIES;
            cr_expect_eq(label[row[j]], label[k], "story %u", k);
        }
        cr_assert_eq(tm_sparse_select(&story, m, row, OF_STORY, NULL), TM_OK, "story");
        few = link_all(story, 0.01);
        for (size_t i = 0; i < few.count; i++)
            alone += few.merge[i].height;
        count += few.count;
        tm__free(few.merge);
        tm_sparse_free(story);
    }
    cr_expect_eq(all.count, count, "as many merges");
    cr_expect_float_eq(sum, alone, 1e-6, "as high");
    tm__free(all.merge);
    tm_sparse_free(m);
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
    tm_status status = link_rows(&merges, m, copies, graph, 0.01, &fault_run);

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
