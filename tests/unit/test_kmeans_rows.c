#include "fault_alloc.h"
#include "kmeans_sample.h"

Test(kmeans_rows, order_columns_by_rows_and_set_aside_those_of_one_row)
{
    /* Columns in 1, 2, 0 and 3 rows. */
    static const float x[] = {1, 0, 0, 2, 0, 3, 0, 4, 0, 1, 0, 1};
    struct kmeans_sample *s = kmeans_sample_new(rows_of(x, 3, 4), TM__MANY_CLUSTERS);

    cr_assert_eq(s->x.columns, 2, "columns of two rows or more");
    cr_expect_eq(s->x.dense, 0, "which are too few for a table");
    cr_expect_null(s->x.first, "and no edges");
    cr_expect_eq(s->x.rows_with[0], 3, "the most frequent first");
    cr_expect_eq(s->x.rows_with[1], 2, "then the other");
    cr_expect_eq(s->x.start[1], 1, "row 0 has one of them");
    cr_expect_eq(s->x.start[2], 3, "row 1 both");
    cr_expect_eq(s->x.column[1], 1, "which in m come in this order");
    cr_expect_eq(s->x.column[2], 0, "the frequent one behind the other");
    cr_expect_float_eq(s->x.own[0], 0.2, 1e-6, "what only row 0 has: 1 / sqrt 5, squared");
    cr_expect_eq(s->x.own[1], 0, "row 1 has nothing for itself");
    kmeans_sample_free(s);
}

Test(kmeans_rows, keep_products_and_part_frequent_columns_from_rare_ones)
{
    struct kmeans_sample *s = kmeans_sample_new(random_rows(60, 20, 5, 3), TM__MANY_CLUSTERS);

    cr_expect(s->x.dense > 0 && s->x.dense < s->x.columns, "some of both");
    for (size_t i = 0; i < 60; i++) {
        double square = s->x.own[i];
        for (uint64_t e = s->x.start[i]; e < s->x.start[i + 1]; e++) {
            cr_expect_eq(s->x.column[e] < s->x.dense, e < s->x.rare[i], "row %zu", i);
            cr_expect_eq(fmod(s->x.value[e], 0x1p-32), 0.0, "a multiple of 2^-32");
            square += (double)s->x.value[e] * s->x.value[e];
        }
        cr_expect_float_eq(square, 1, 1e-6, "length of row %zu", i);
    }
    kmeans_sample_free(s);
}

static tm_status once(const tm_sparse *m)
{
    struct tm__kmeans_rows x;
    const tm_status status = tm__kmeans_rows_new(&x, m, 3, NULL, NULL);

    tm__kmeans_rows_release(&x);
    return status;
}

Test(kmeans_rows, survive_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = random_rows(9, 10, 3, 2);
    FAULT_LOOP(once(m));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
