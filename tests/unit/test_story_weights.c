#include "cluster/story_weights.h"
#include "cluster_rows.h"
#include "fault_alloc.h"

#include <math.h>

/*
 * Column 0 is in the first six rows, which are one story, column 1 in three of them and three of
 * the others, column 2 + i in row i alone.
 */
enum { ROWS = 12, COLS = 14 };
static const uint32_t label[ROWS] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2};

static tm_sparse *rows(void)
{
    float x[ROWS * COLS] = {0};

    for (size_t i = 0; i < ROWS; i++) {
        x[i * COLS] = i < 6 ? 1.0F : 0;
        x[i * COLS + 1] = i % 2 ? 1.0F : 0;
        x[i * COLS + 2 + i] = 1;
    }
    return rows_of(x, ROWS, COLS);
}

/* What row i has of a term. */
static double value(const tm_sparse *m, size_t i, uint32_t term)
{
    for (uint64_t e = m->row_start[i]; e < m->row_start[i + 1]; e++)
        if (m->column[e] == term)
            return m->value[e];
    return 0;
}

Test(story_weights, are_shares_of_pairs_in_one_cluster)
{
    tm_sparse *m = rows();
    /* of 6 rows with column 0 each has all 5 others with it; of those with column 1, 3 rows have
     * 2 of 5, 3 rows 1 or none: rows 7 | 9, 11 */
    const double of_0 = 6, of_1 = (3 * 2 + 2 * 1) / 5.0, mean = (of_0 + of_1) / 12;
    const double weight_0 = 0.3 + (of_0 + 5 * mean) / 11, weight_1 = 0.3 + (of_1 + 5 * mean) / 11;

    cr_assert_eq(tm__story_weigh(m, label, 3, NULL), TM_OK, "weigh");
    cr_expect_float_eq(value(m, 1, 0) / value(m, 1, 1), weight_0 / weight_1, 1e-5, "%g",
                       value(m, 1, 0) / value(m, 1, 1));
    cr_expect_float_eq(value(m, 1, 0) / value(m, 1, 3), weight_0 / (0.3 + mean), 1e-5,
                       "a term of one row is one of the mean");
    for (size_t i = 0; i < ROWS; i++)
        cr_expect_float_eq(tm_cosine(m, i, m, i), 1, 1e-6, "row %zu has length 1", i);
    tm_sparse_free(m);
}

Test(story_weights, are_the_same_for_all_terms_where_nothing_is_known)
{
    static const uint32_t alone[ROWS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    tm_sparse *m = rows(), *before = rows(), *none;

    cr_assert_eq(tm__story_weigh(m, alone, ROWS, NULL), TM_OK, "weigh");
    for (uint64_t e = 0; e < m->row_start[ROWS]; e++)
        cr_expect_float_eq(m->value[e], before->value[e], 1e-6, "%zu", (size_t)e);
    cr_assert_eq(tm_sparse_new(&none, 2, 0, 0, NULL), TM_OK, "no terms");
    cr_expect_eq(tm__story_weigh(none, alone, 2, NULL), TM_OK, "weigh nothing");
    tm_sparse_free(none);
    tm_sparse_free(before);
    tm_sparse_free(m);
}

Test(story_weights, survive_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    m = rows();
    FAULT_LOOP(tm__story_weigh(m, label, 3, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
