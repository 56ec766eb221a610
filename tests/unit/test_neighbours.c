#include "base/rng.h"
#include "fault_alloc.h"
#include "linalg/dot.h"

#include <math.h>
#include <string.h>

/* n random unit rows of about 6 of 40 columns, some of them zero, some equal. */
static tm_sparse *random_rows(size_t n, uint64_t seed)
{
    struct tm__rng rng;
    tm_sparse *m;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, n, 40, n * 40, NULL), TM_OK, "new");
    tm__rng_seed(&rng, seed, n);
    for (size_t i = 0; i < n; i++) {
        if (i % 17 != 5)
            for (uint32_t c = 0; c < 40; c++)
                if (tm__rng_below(&rng, 40) < 6 || (i % 13 == 0 && c == 3)) {
                    m->column[at] = c;
                    m->value[at++] = (float)(1 + tm__rng_below(&rng, 3));
                }
        m->row_start[i + 1] = at;
    }
    tm_sparse_normalize(m);
    return m;
}

/* Every neighbour by comparing all pairs: how many rows of higher similarity (or equal and lower)
 * there are. */
static bool is_neighbour(const tm_sparse *m, size_t i, size_t j, size_t top, double threshold)
{
    const double s = tm__sparse_dot(m, i, m, j);
    size_t better = 0;

    if (i == j || s < threshold)
        return false;
    for (size_t k = 0; k < m->rows; k++) {
        const double other = tm__sparse_dot(m, i, m, k);
        better += k != i && k != j && other > s + 1e-6;
    }
    return better < top;
}

Test(neighbours, equals_all_pairs_over_a_threshold)
{
    tm_sparse *m = random_rows(600, 1), *n;

    cr_assert_eq(tm_neighbours(&n, m, SIZE_MAX, 0.4, NULL, NULL), TM_OK, "join");
    cr_expect_eq(tm_sparse_check(n, NULL), TM_OK, "in order");
    for (size_t i = 0; i < m->rows; i++) {
        uint64_t e = n->row_start[i];
        for (size_t j = 0; j < m->rows; j++) {
            const double s = tm__sparse_dot(m, i, m, j);
            if (fabs(s - 0.4) < 1e-5 || i == j)
                e += e < n->row_start[i + 1] && n->column[e] == j; /* too close to call */
            else if (s >= 0.4) {
                cr_assert(e < n->row_start[i + 1] && n->column[e] == j, "pair %zu,%zu is missing",
                          i, j);
                cr_assert_float_eq(n->value[e], s, 1e-5, "similarity of %zu,%zu", i, j);
                e++;
            }
        }
        cr_assert_eq(e, n->row_start[i + 1], "row %zu has nothing else", i);
    }
    tm_sparse_free(m);
    tm_sparse_free(n);
}

Test(neighbours, keeps_the_best_and_no_more)
{
    tm_sparse *m = random_rows(300, 2), *n;

    cr_assert_eq(tm_neighbours(&n, m, 5, 0.05, NULL, NULL), TM_OK, "join");
    for (size_t i = 0; i < m->rows; i++) {
        cr_assert_leq(n->row_start[i + 1] - n->row_start[i], 5, "row %zu", i);
        for (uint64_t e = n->row_start[i]; e < n->row_start[i + 1]; e++)
            cr_assert(is_neighbour(m, i, n->column[e], 5, 0.05 - 1e-6),
                      "row %zu: %u is not among the best", i, n->column[e]);
    }
    tm_sparse_free(m);
    tm_sparse_free(n);
}

Test(neighbours, same_bits_on_any_number_of_threads)
{
    tm_sparse *m = random_rows(900, 3), *a, *b;
    const tm_run one = {sizeof one, 1, 0, NULL, NULL};

    cr_assert_eq(tm_neighbours(&a, m, 10, 0.1, &one, NULL), TM_OK, "one thread");
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm_neighbours(&b, m, 10, 0.1, &run, NULL), TM_OK, "%u threads", threads);
        cr_assert_arr_eq(a->row_start, b->row_start, 901 * sizeof *a->row_start, "starts");
        cr_assert_arr_eq(a->column, b->column, a->row_start[900] * sizeof *a->column, "columns");
        cr_assert_arr_eq(a->value, b->value, a->row_start[900] * sizeof *a->value, "values");
        tm_sparse_free(b);
    }
    tm_sparse_free(m);
    tm_sparse_free(a);
}

Test(neighbours, rejects_what_it_cannot_answer)
{
    uint64_t start[] = {0, 1};
    uint32_t column[] = {0};
    float value[] = {-1};
    const tm_sparse m = {1, 1, start, column, value};
    tm_sparse *n = (tm_sparse *)&n;

    cr_expect_eq(tm_neighbours(&n, &m, 5, 0.5, NULL, NULL), TM_EINVAL, "negative value");
    cr_expect_null(n, "nothing comes back");
    value[0] = 1;
    cr_expect_eq(tm_neighbours(&n, &m, 5, 0.0, NULL, NULL), TM_EINVAL, "threshold 0");
    cr_expect_eq(tm_neighbours(&n, &m, 5, 1.5, NULL, NULL), TM_EINVAL, "threshold above 1");
    cr_expect_eq(tm_neighbours(&n, &m, 5, (double)NAN, NULL, NULL), TM_EINVAL, "threshold NaN");
    cr_assert_eq(tm_neighbours(&n, &m, 5, 1.0, NULL, NULL), TM_OK, "one row has no neighbours");
    cr_expect_eq(n->row_start[1], 0, "none");
    tm_sparse_free(n);
}

Test(neighbours, stored_zeros_are_nothing)
{
    /* 40 rows of 30 stored zeros: each was once counted as touching every row 30 times. */
    tm_sparse *m, *n;

    cr_assert_eq(tm_sparse_new(&m, 40, 31, 40 * 31, NULL), TM_OK, "new");
    for (size_t i = 0; i < 40; i++) {
        for (uint32_t c = 0; c < 31; c++) {
            m->column[i * 31 + c] = c;
            m->value[i * 31 + c] = c == 30 ? 1.0f : 0.0f;
        }
        m->row_start[i + 1] = (i + 1) * 31;
    }
    cr_assert_eq(tm_neighbours(&n, m, SIZE_MAX, 0.5, NULL, NULL), TM_OK, "join");
    cr_expect_eq(n->row_start[40], 40 * 39, "all rows are equal");
    tm_sparse_free(m);
    tm_sparse_free(n);
}

/* The joins by comparing all pairs with tm_cosine: the same pairs, the same bits, no tolerance. */
static void expect_all_pairs(const tm_sparse *m, double threshold)
{
    tm_sparse *pairs, *others, *search;

    cr_assert_eq(tm_pairs(&pairs, m, threshold, NULL, NULL), TM_OK, "pairs");
    cr_assert_eq(tm_neighbours(&others, m, m->rows, threshold, NULL, NULL), TM_OK, "others");
    cr_assert_eq(tm_search(&search, m, m, m->rows, threshold, NULL, NULL), TM_OK, "search");
    cr_expect_eq(tm_sparse_check(pairs, NULL), TM_OK, "in order");
    for (size_t i = 0; i < m->rows; i++) {
        uint64_t p = pairs->row_start[i], o = others->row_start[i], s = search->row_start[i];
        for (size_t j = 0; j < m->rows; j++) {
            const float cosine = (float)tm_cosine(m, i, m, j);
            if (cosine < (float)threshold)
                continue;
            cr_assert(s < search->row_start[i + 1] && search->column[s] == j, "search %zu,%zu", i,
                      j);
            cr_assert(search->value[s++] == cosine, "searched similarity of %zu,%zu", i, j);
            if (j == i)
                continue;
            cr_assert(o < others->row_start[i + 1] && others->column[o] == j, "other %zu,%zu", i,
                      j);
            cr_assert(others->value[o++] == cosine, "similarity of %zu,%zu", i, j);
            if (j < i)
                continue;
            cr_assert(p < pairs->row_start[i + 1] && pairs->column[p] == j, "pair %zu,%zu", i, j);
            cr_assert(pairs->value[p++] == cosine, "paired similarity of %zu,%zu", i, j);
        }
        cr_assert_eq(p, pairs->row_start[i + 1], "row %zu pairs with nothing else", i);
        cr_assert_eq(o, others->row_start[i + 1], "row %zu has no other neighbour", i);
        cr_assert_eq(s, search->row_start[i + 1], "nothing else is found for row %zu", i);
    }
    tm_sparse_free(pairs);
    tm_sparse_free(others);
    tm_sparse_free(search);
}

/* Rows as of text: few frequent columns, many rare ones, lengths of 1 to 40, values of all sizes.
 */
static tm_sparse *skewed_rows(size_t n, uint64_t seed)
{
    struct tm__rng rng;
    tm_sparse *m;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, n, 1000, n * 200, NULL), TM_OK, "new");
    tm__rng_seed(&rng, seed, n);
    for (size_t i = 0; i < n; i++) {
        const uint64_t most = i % 50 == 7 ? 180 : 1 + tm__rng_below(&rng, 40);
        for (uint32_t c = 0; c < 1000 && at - m->row_start[i] < most; c++)
            if (tm__rng_below(&rng, 2 + c / 2) == 0) {
                m->column[at] = c;
                m->value[at++] = (float)(1 + c % 9) * (float)(1 + tm__rng_below(&rng, 50)) / 7.0f;
            }
        m->row_start[i + 1] = at;
    }
    return m;
}

Test(neighbours, equal_brute_force_bit_for_bit)
{
    static const double thresholds[] = {TM_LEAST_SIMILARITY, 0.1, 0.3, 0.5, 0.8, 0.95, 1.0};

    for (uint64_t seed = 1; seed <= 2; seed++) {
        tm_sparse *even = random_rows(250, seed), *skewed = skewed_rows(250, seed);
        for (size_t t = 0; t < sizeof thresholds / sizeof *thresholds; t++) {
            expect_all_pairs(even, thresholds[t]);
            expect_all_pairs(skewed, thresholds[t]);
        }
        tm_sparse_free(even);
        tm_sparse_free(skewed);
    }
}

Test(neighbours, a_similarity_that_is_the_threshold_counts)
{
    /* (1,0) (3,4) (4,3): cosines 0.6, 0.8, 24/25. */
    uint64_t start[] = {0, 1, 3, 5};
    uint32_t column[] = {0, 0, 1, 0, 1};
    float value[] = {1, 3, 4, 4, 3};
    const tm_sparse m = {3, 2, start, column, value};
    static const double thresholds[] = {0.6, 0.8, 0.96};

    for (size_t t = 0; t < 3; t++) {
        tm_sparse *n;
        cr_assert_eq(tm_pairs(&n, &m, thresholds[t], NULL, NULL), TM_OK, "pairs");
        cr_expect_eq(n->row_start[3], 3 - t, "over %g", thresholds[t]);
        tm_sparse_free(n);
        cr_assert_eq(tm_pairs(&n, &m, thresholds[t] + 1e-6, NULL, NULL), TM_OK, "pairs");
        cr_expect_eq(n->row_start[3], 2 - t, "over a little more than %g", thresholds[t]);
        tm_sparse_free(n);
    }
}

Test(neighbours, top_equals_brute_force_with_ties_to_the_lower_row)
{
    static const size_t tops[] = {0, 1, 3, 10, 1000};
    tm_sparse *m = skewed_rows(150, 9), *n;

    for (size_t t = 0; t < sizeof tops / sizeof *tops; t++) {
        cr_assert_eq(tm_neighbours(&n, m, tops[t], 1e-9, NULL, NULL), TM_OK, "join");
        for (size_t i = 0; i < m->rows; i++) {
            uint64_t e = n->row_start[i];
            for (size_t j = 0; j < m->rows; j++) {
                const float cosine = (float)tm_cosine(m, i, m, j);
                size_t better = 0;
                for (size_t k = 0; k < m->rows && better < tops[t]; k++) {
                    const float other = (float)tm_cosine(m, i, m, k);
                    better += k != i && (other > cosine || (other == cosine && k < j));
                }
                if (j == i || cosine == 0 || better >= tops[t])
                    continue;
                cr_assert(e < n->row_start[i + 1] && n->column[e] == j, "%zu,%zu is missing", i, j);
                cr_assert(n->value[e++] == cosine, "similarity of %zu,%zu", i, j);
            }
            cr_assert_eq(e, n->row_start[i + 1], "row %zu has nothing else", i);
        }
        tm_sparse_free(n);
    }
    tm_sparse_free(m);
}

Test(neighbours, copies_of_one_row_are_alike_by_exactly_1)
{
    enum { COPIES = 6000 };
    const tm_run run = TM_RUN_INIT;
    tm_sparse *m, *n;

    cr_assert_eq(tm_sparse_new(&m, COPIES, 2, COPIES * 2, NULL), TM_OK, "new");
    for (size_t e = 0; e < COPIES * 2; e++) {
        m->column[e] = (uint32_t)(e % 2);
        m->value[e] = 0.1f * (float)(1 + e % 2);
    }
    for (size_t i = 0; i < COPIES; i++)
        m->row_start[i + 1] = 2 * (i + 1);
    cr_assert_eq(tm_neighbours(&n, m, 3, 1.0, &run, NULL), TM_OK, "join");
    cr_assert_eq(n->row_start[COPIES], 3 * COPIES, "three each");
    for (size_t i = 0; i < COPIES; i++)
        for (uint32_t k = 0; k < 3; k++) {
            cr_assert_eq(n->column[3 * i + k], k + (i <= k), "the lowest three");
            cr_assert(n->value[3 * i + k] == 1.0f, "alike");
        }
    tm_sparse_free(n);
    tm_sparse_free(m);
}

Test(neighbours, search_finds_rows_for_other_rows)
{
    tm_sparse *rows = skewed_rows(300, 5), *queries = skewed_rows(40, 6), *n;
    tm_error err;

    cr_assert_eq(tm_search(&n, queries, rows, 4, 0.2, NULL, NULL), TM_OK, "search");
    cr_assert_eq(n->rows, 40, "a row a query");
    cr_assert_eq(n->cols, 300, "a column a row");
    for (size_t i = 0; i < 40; i++) {
        size_t want = 0;
        for (size_t j = 0; j < 300; j++)
            want += (float)tm_cosine(queries, i, rows, j) >= 0.2f;
        cr_expect_eq(n->row_start[i + 1] - n->row_start[i], want < 4 ? want : 4, "query %zu", i);
        for (uint64_t e = n->row_start[i]; e < n->row_start[i + 1]; e++)
            cr_expect(n->value[e] == (float)tm_cosine(queries, i, rows, n->column[e]), "%zu", i);
    }
    tm_sparse_free(n);
    queries->cols = 1001;
    cr_expect_eq(tm_search(&n, queries, rows, 4, 0.2, NULL, &err), TM_EINVAL, "other columns");
    cr_expect_str_eq(err.message, "rows of 1001 columns are compared with rows of 1000");
    tm_sparse_free(queries);
    tm_sparse_free(rows);
}

/* Pairs that came part by part, as one list. */
struct parts {
    size_t next;                 /* the row that comes next */
    uint64_t pairs, calls, last; /* of which the last call fails, 0: none */
    const tm_sparse *want;
};

static tm_status take_part(void *ctx, size_t first, const tm_sparse *answers, tm_error *err)
{
    struct parts *const p = ctx;
    const tm_sparse *const want = p->want;

    (void)err;
    cr_assert_eq(first, p->next, "rows in order");
    cr_assert_eq(answers->cols, want->cols, "rows of the matrix");
    for (size_t i = 0; i < answers->rows; i++) {
        const uint64_t from = answers->row_start[i], size = answers->row_start[i + 1] - from;
        const uint64_t at = want->row_start[first + i];

        cr_assert_eq(size, want->row_start[first + i + 1] - at, "row %zu", first + i);
        cr_assert_arr_eq(answers->column + from, want->column + at, size * sizeof(uint32_t));
        cr_assert_arr_eq(answers->value + from, want->value + at, size * sizeof(float));
        p->pairs += size;
    }
    p->next += answers->rows;
    return ++p->calls == p->last ? TM_EIO : TM_OK;
}

Test(neighbours, pairs_come_part_by_part_as_they_are_in_the_whole)
{
    static const double thresholds[] = {TM_LEAST_SIMILARITY, 0.4, 1.0};
    static const unsigned threads[] = {1, 2, 3, 8};
    tm_sparse *m = skewed_rows(2500, 11), *all;

    for (size_t t = 0; t < 3; t++) {
        cr_assert_eq(tm_pairs(&all, m, thresholds[t], NULL, NULL), TM_OK, "whole");
        for (size_t k = 0; k < 4; k++) {
            struct parts parts = {.want = all};
            tm_run run = TM_RUN_INIT;

            run.threads = threads[k];
            cr_assert_eq(tm_pairs_each(m, thresholds[t], take_part, &parts, &run, NULL), TM_OK,
                         "parts");
            cr_expect_eq(parts.next, m->rows, "all rows");
            cr_expect_eq(parts.pairs, all->row_start[all->rows], "all pairs");
            cr_expect_gt(parts.calls, 1, "not at once");
        }
        tm_sparse_free(all);
    }
    tm_sparse_free(m);
}

/* How many answers may come at once. */
struct bound {
    uint64_t most, pairs;
};

static tm_status take_few(void *ctx, size_t first, const tm_sparse *answers, tm_error *err)
{
    struct bound *const b = ctx;

    (void)first;
    (void)err;
    b->pairs += answers->row_start[answers->rows];
    if (answers->row_start[answers->rows] > b->most)
        b->most = answers->row_start[answers->rows];
    return TM_OK;
}

/* Rows that are like nothing, so that many are asked about at a time, then copies. */
Test(neighbours, parts_stay_small_where_copies_begin)
{
    enum { ALONE = 9000, COPIES = 3000, THREADS = 2 };
    struct bound bound = {0, 0};
    tm_run run = TM_RUN_INIT;
    tm_sparse *m;

    run.threads = THREADS;
    cr_assert_eq(tm_sparse_new(&m, ALONE + COPIES, ALONE + 1, ALONE + COPIES, NULL), TM_OK, "new");
    for (uint32_t i = 0; i < ALONE + COPIES; i++) {
        m->column[i] = i < ALONE ? i : ALONE;
        m->value[i] = 1;
        m->row_start[i + 1] = i + 1;
    }
    cr_assert_eq(tm_pairs_each(m, 0.5, take_few, &bound, &run, NULL), TM_OK, "pairs");
    cr_expect_eq(bound.pairs, (uint64_t)COPIES * (COPIES - 1) / 2, "all");
    cr_expect_leq(bound.most, (1u << 21) + 8u * THREADS * (COPIES + 1), "at once: %llu",
                  (unsigned long long)bound.most);
    tm_sparse_free(m);
}

static int cancel(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)total;
    return strcmp(stage, "neighbours") == 0 && done > 0;
}

Test(neighbours, parts_end_where_they_are_told_to)
{
    tm_sparse *m = random_rows(600, 12), *all;
    struct parts parts = {.last = 3};
    tm_run run = TM_RUN_INIT;
    uint64_t start[4] = {0};
    const tm_sparse zero = {3, 4, start, NULL, NULL}, none = {0, 4, start, NULL, NULL};

    cr_assert_eq(tm_pairs(&all, m, 0.4, NULL, NULL), TM_OK, "whole");
    parts.want = all;
    cr_expect_eq(tm_pairs_each(m, 0.4, take_part, &parts, NULL, NULL), TM_EIO, "its own status");
    cr_expect_eq(parts.calls, 3, "not asked again");
    parts = (struct parts){.want = all};
    run.progress = cancel;
    cr_expect_eq(tm_pairs_each(m, 0.4, take_part, &parts, &run, NULL), TM_ECANCELLED, "cancelled");
    cr_expect_lt(parts.next, m->rows, "in between");
    tm_sparse_free(all);
    cr_assert_eq(tm_pairs(&all, &zero, 0.4, NULL, NULL), TM_OK, "rows of nothing");
    parts = (struct parts){.want = all};
    cr_expect_eq(tm_pairs_each(&zero, 0.4, take_part, &parts, NULL, NULL), TM_OK, "zero rows");
    cr_expect_eq(parts.next, 3, "have no pairs");
    cr_expect_eq(tm_pairs_each(&none, 0.4, take_part, NULL, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(tm_pairs_each(m, 2, take_part, NULL, NULL, NULL), TM_EINVAL, "threshold");
    tm_sparse_free(all);
    tm_sparse_free(m);
}

static tm_status ignore_part(void *ctx, size_t first, const tm_sparse *answers, tm_error *err)
{
    (void)ctx;
    (void)first;
    (void)answers;
    (void)err;
    return TM_OK;
}

Test(neighbours, nothing_is_like_nothing)
{
    uint64_t start[4] = {0};
    const tm_sparse none = {0, 0, start, NULL, NULL}, zero = {3, 4, start, NULL, NULL};
    tm_sparse *n;

    cr_assert_eq(tm_pairs(&n, &none, 0.5, NULL, NULL), TM_OK, "no rows");
    cr_expect_eq(n->rows, 0, "none");
    tm_sparse_free(n);
    cr_assert_eq(tm_pairs(&n, &zero, TM_LEAST_SIMILARITY, NULL, NULL), TM_OK, "zero rows");
    cr_expect_eq(n->row_start[3], 0, "zero rows resemble nothing, themselves included");
    tm_sparse_free(n);
}

Test(neighbours, survives_allocation_failure)
{
    tm_sparse *m = random_rows(300, 4), *n;

    fault_install();
    FAULT_LOOP(tm_neighbours(&n, m, 5, 0.1, &fault_run, NULL));
    tm_sparse_free(n);
    FAULT_LOOP(tm_pairs(&n, m, 0.5, &fault_run, NULL));
    tm_sparse_free(n);
    FAULT_LOOP(tm_search(&n, m, m, 5, 0.5, &fault_run, NULL));
    tm_sparse_free(n);
    FAULT_LOOP(tm_pairs_each(m, 0.5, ignore_part, NULL, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    tm_sparse_free(m);
}
