#include "cluster/centroids.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>
#include <stdlib.h>

static double product(const struct tm__centroids *c, const tm_sparse *m, size_t row, size_t cluster)
{
    double sum = 0;

    for (uint64_t e = m->row_start[row]; e < m->row_start[row + 1]; e++)
        for (uint64_t q = c->start[cluster]; q < c->end[cluster]; q++)
            if (c->column[q] == m->column[e])
                sum += c->value[q] * m->value[e];
    return sum;
}

/* The nearest of the clusters of m's rows, for each of them. */
static void check(const tm_sparse *m, size_t clusters)
{
    struct tm__centroids c;
    struct tm__postings p;
    struct tm__touched *t;
    uint32_t *label = malloc(m->rows * sizeof *label);

    for (size_t i = 0; i < m->rows; i++)
        label[i] = (uint32_t)(i * i % clusters);
    cr_assert_eq(tm__centroids_new(&c, m, clusters, NULL, NULL), TM_OK, "new");
    cr_assert_eq(tm__centroids_update(&c, m, label, NULL, NULL), TM_OK, "update");
    cr_assert_eq(tm__postings_new(&p, &c, NULL), TM_OK, "index");
    t = tm__touched_new(&p, 1);
    for (size_t i = 0; i < m->rows; i++) {
        const struct tm__nearest found = tm__postings_nearest(t, &p, m, i, label[i]);
        double other = 0;

        for (size_t j = 0; j < clusters; j++)
            if (j != label[i])
                other = fmax(other, product(&c, m, i, j));
        cr_expect_float_eq(found.own, product(&c, m, i, label[i]), 1e-12, "row %zu, own", i);
        cr_expect_float_eq(found.other, other, 1e-12, "row %zu, nearest other", i);
    }
    tm__touched_free(t, 1);
    tm__postings_release(&p);
    tm__centroids_release(&c);
    free(label);
}

Test(postings, find_the_nearest_other_cluster)
{
    /* Few columns that all have: no list may be left out. Many: most may. */
    static const size_t columns[] = {8, 30, 400};

    for (size_t k = 0; k < 3; k++) {
        tm_sparse *m = random_rows(200, columns[k], 5, k);

        check(m, 7);
        check(m, 100);
        tm_sparse_free(m);
    }
}

/* A column that all rows have, but little of, and one of a few. */
Test(postings, read_parts_of_long_lists_only_where_they_may_decide)
{
    enum { ROWS = 300, COLUMNS = 31 };
    float *x = calloc(ROWS * COLUMNS, sizeof *x);
    tm_sparse *m;

    for (size_t i = 0; i < ROWS; i++) {
        x[i * COLUMNS] = 0.05F + (float)(i % 10) / 500;
        x[i * COLUMNS + 1 + i % 15] = 1;
        x[i * COLUMNS + 16 + i * 7 % 15] = (float)(1 + i % 3) / 3;
    }
    m = rows_of(x, ROWS, COLUMNS);
    check(m, 60);
    tm_sparse_free(m);
    free(x);
}

static tm_status all_of_it(const struct tm__centroids *c)
{
    struct tm__postings p;
    struct tm__touched *t = NULL;
    tm_status status = tm__postings_new(&p, c, NULL);

    if (status == TM_OK) {
        t = tm__touched_new(&p, 3);
        status = t ? TM_OK : TM_ENOMEM;
    }
    tm__touched_free(t, 3);
    tm__postings_release(&p);
    return status;
}

Test(postings, survive_allocation_failure)
{
    static const uint32_t label[] = {0, 1, 0, 1};
    struct tm__centroids c = {0};
    tm_sparse *m;

    fault_install();
    m = random_rows(4, 5, 2, 1);
    cr_assert_eq(tm__centroids_new(&c, m, 2, &fault_run, NULL), TM_OK, "new");
    cr_assert_eq(tm__centroids_update(&c, m, label, &fault_run, NULL), TM_OK, "update");
    FAULT_LOOP(all_of_it(&c));
    tm__centroids_release(&c);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
