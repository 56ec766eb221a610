#include "fault_alloc.h"
#include "vector/weights.h"

#include <math.h>

/* Two documents over three terms: d0 = {t0: 1, t2: 4}, d1 = {t1: 2} */
static uint64_t start[] = {0, 2, 3};
static uint32_t term[] = {0, 2, 1};
static uint32_t tf[] = {1, 4, 2};
static const double idf[] = {1, 2, 3};

static struct tm__counts example(void)
{
    struct tm__counts c = {2, start, term, tf, {3, NULL, NULL, NULL}, NULL, NULL, NULL};
    return c;
}

Test(weights, smooth_idf_by_hand)
{
    cr_expect_float_eq(tm__idf(3, 1), log(4.0 / 2.0) + 1, 1e-12, "one of three");
    cr_expect_float_eq(tm__idf(3, 3), 1.0, 1e-12, "in every document");
    cr_expect_float_eq(tm__idf(0, 0), 1.0, 1e-12, "no documents");
}

Test(weights, sublinear_tf_times_idf_on_unit_rows)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    const struct tm__counts counts = example();
    tm_sparse *m;
    /* d0: 1 * 1 and (1 + ln 4) * 3 */
    const double b = (1 + log(4)) * 3, length = sqrt(1 + b * b);

    cr_assert_eq(tm__weigh(&m, &counts, NULL, 3, idf, &options, NULL, NULL), TM_OK, "weigh");
    cr_expect_float_eq(m->value[0], 1 / length, 1e-6, "t0");
    cr_expect_float_eq(m->value[1], b / length, 1e-6, "t2");
    cr_expect_float_eq(m->value[2], 1, 1e-6, "a row of one term has length 1");
    tm_sparse_free(m);
}

Test(weights, options_switch_each_part_off_and_columns_can_be_left_out)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    const struct tm__counts counts = example();
    const uint32_t new_id[] = {TM__NO_TERM, 0, 1};
    tm_sparse *m;

    options.raw_tf = options.no_norm = true;
    cr_assert_eq(tm__weigh(&m, &counts, new_id, 2, idf, &options, NULL, NULL), TM_OK, "weigh");
    cr_expect_eq(m->row_start[1], 1, "t0 is gone");
    cr_expect_eq(m->column[0], 1, "t2 is column 1");
    cr_expect_float_eq(m->value[0], 4 * 2.0, 1e-6, "raw tf, the new column's idf, no norm");
    cr_expect_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    tm_sparse_free(m);
}

Test(weights, survives_allocation_failure)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    const struct tm__counts counts = example();
    tm_sparse *m;

    fault_install();
    FAULT_LOOP(tm__weigh(&m, &counts, NULL, 3, idf, &options, &fault_run, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
