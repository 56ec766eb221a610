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

Test(neighbours, survives_allocation_failure)
{
    tm_sparse *m = random_rows(300, 4), *n;

    fault_install();
    FAULT_LOOP(tm_neighbours(&n, m, 5, 0.1, &fault_run, NULL));
    tm_sparse_free(n);
    cr_expect_eq(fault_live, 0, "nothing left");
    tm_set_allocator(NULL);
    tm_sparse_free(m);
}
