#include "cluster_rows.h"
#include "fault_alloc.h"
#include "similarity/inverted.h"

#include <math.h>
#include <string.h>

/* The length of what a row has from a column on, in the order of the index. */
static double reach_of(const struct tm__inverted *x, size_t row, uint32_t column)
{
    const tm_sparse *m = x->rows;
    double square = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        if (x->rank[m->column[e]] >= x->rank[column])
            square += (double)m->value[e] * m->value[e];
    return sqrt(square);
}

Test(inverted, lists_every_entry_by_falling_reach)
{
    tm_sparse *m = random_rows(120, 40, 6, 1);
    struct tm__inverted x;
    uint64_t entries = 0;

    cr_assert_eq(tm__inverted_build(&x, m, NULL, NULL), TM_OK, "index");
    for (uint32_t c = 0; c < 40; c++) {
        const uint64_t *const list = x.start + x.rank[c];
        for (uint64_t p = list[0]; p < list[1]; p++, entries++) {
            const double reach = reach_of(&x, x.row[p], c);
            cr_expect_geq(x.reach[p], reach * TM__REACH_STEPS - 1e-3, "rounded up");
            cr_expect_leq(x.reach[p], reach * TM__REACH_STEPS + 1, "by one step at most");
            cr_expect(p == list[0] || x.reach[p] <= x.reach[p - 1], "falling");
        }
    }
    cr_expect_eq(entries, m->row_start[120], "all of them");
    tm__inverted_release(&x);
    tm_sparse_free(m);
}

Test(inverted, orders_a_row_by_the_rarest_column)
{
    tm_sparse *m = random_rows(200, 70, 60, 2); /* rows that are sorted by radix, too */
    uint64_t key[70], spare[70];
    struct tm__inverted x;

    cr_assert_eq(tm__inverted_build(&x, m, NULL, NULL), TM_OK, "index");
    for (size_t i = 0; i < 200; i++) {
        const size_t n = tm__inverted_order(&x, key, spare, m, i);
        cr_expect_eq(n, m->row_start[i + 1] - m->row_start[i], "row %zu", i);
        for (size_t k = 1; k < n; k++) {
            const uint64_t before = key[k - 1] >> 32, here = key[k] >> 32;
            cr_expect_lt(before, here, "row %zu", i);
            cr_expect_eq(here, x.rank[m->column[m->row_start[i] + (uint32_t)key[k]]], "its rank");
            cr_expect_leq(x.start[before + 1] - x.start[before], x.start[here + 1] - x.start[here],
                          "row %zu: rarer first", i);
        }
    }
    tm__inverted_release(&x);
    tm_sparse_free(m);
}

Test(inverted, holds_rows_as_they_are_compared)
{
    tm_sparse *m = random_rows(50, 40, 6, 5);
    struct tm__inverted x;

    cr_assert_eq(tm__inverted_build(&x, m, NULL, NULL), TM_OK, "index");
    for (size_t i = 0; i < 50; i++) {
        const struct tm__indexed_entry *const row = tm__inverted_row(&x, i);
        const uint64_t first = m->row_start[i], n = m->row_start[i + 1] - first;
        double squares = 0, norm;

        memcpy(&norm, row, sizeof norm);
        cr_expect_eq(tm__inverted_row(&x, i + 1) - row, (ptrdiff_t)n + 1, "row %zu", i);
        for (uint64_t e = 0; e < n; e++) {
            cr_expect_eq(row[1 + e].rank, x.rank[m->column[first + e]], "row %zu", i);
            cr_expect_eq(row[1 + e].value, m->value[first + e], "row %zu", i);
            squares += (double)row[1 + e].value * row[1 + e].value;
        }
        cr_expect_eq(norm, sqrt(squares), "row %zu", i);
    }
    tm__inverted_release(&x);
    tm_sparse_free(m);
}

Test(inverted, is_the_same_on_any_number_of_threads)
{
    tm_sparse *m = random_rows(3000, 200, 6, 3); /* several blocks of rows */
    const uint64_t entries = m->row_start[3000];
    tm_run run = TM_RUN_INIT;
    struct tm__inverted one, x;

    m->value[5] = 0;
    run.threads = 1;
    cr_assert_eq(tm__inverted_build(&one, m, &run, NULL), TM_OK, "index");
    run.threads = 3;
    cr_assert_eq(tm__inverted_build(&x, m, &run, NULL), TM_OK, "index");
    cr_expect_eq(x.start[200], entries - 1, "the zero is left out");
    cr_expect_eq(memcmp(x.start, one.start, 201 * sizeof *x.start), 0, "start");
    cr_expect_eq(memcmp(x.row, one.row, (entries - 1) * sizeof *x.row), 0, "row");
    cr_expect_eq(memcmp(x.value, one.value, (entries - 1) * sizeof *x.value), 0, "value");
    cr_expect_eq(memcmp(x.reach, one.reach, entries - 1), 0, "reach");
    cr_expect_eq(memcmp(x.rest, one.rest, x.levels * 3000), 0, "rest");
    cr_expect_eq(memcmp(x.signature, one.signature, (size_t)3000 * TM__BUCKETS), 0, "signature");
    cr_expect_eq(memcmp(x.typical, one.typical, sizeof x.typical), 0, "typical");
    tm__inverted_release(&one);
    tm__inverted_release(&x);
    tm_sparse_free(m);
}

static tm_status once(const tm_sparse *m)
{
    struct tm__inverted x;
    const tm_status status = tm__inverted_build(&x, m, NULL, NULL);

    tm__inverted_release(&x);
    return status;
}

Test(inverted, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(9, 10, 3, 1);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
