#include "vector/gather.h"

#include "counting_sample.h"
#include "fault_alloc.h"

#include <string.h>

static tm_status gather(struct tm__counts *counts, const tm_tfidf_options *options)
{
    struct tm__columns columns = {NULL, NULL, 0, false};
    struct tm__count_job job;
    tm_status status = count_sample(&job, options);

    *counts = (struct tm__counts){.documents = COUNTING_SAMPLE};
    if (status == TM_OK)
        status = tm__learn_columns(&columns, counts, &job, NULL, &fault_run, NULL);
    if (status == TM_OK)
        status = tm__gather(counts, &job, &columns, counts->vocabulary.terms, &fault_run, NULL);
    for (size_t p = 0; status == TM_OK && p < job.parts; p++)
        cr_expect_null(job.part[p].counted.term, "counts are released on the way");
    tm__columns_release(&columns);
    tm__release_workers(&job);
    tm__end_parts(&job);
    return status;
}

static void expect_rows(const struct tm__counts *counts, const uint64_t *start,
                        const uint32_t *term, const uint32_t *tf)
{
    const size_t entries = (size_t)start[COUNTING_SAMPLE];

    cr_assert_arr_eq(counts->row_start, start, (COUNTING_SAMPLE + 1) * sizeof *start);
    cr_expect_arr_eq(counts->term, term, entries * sizeof *term);
    cr_expect_arr_eq(counts->tf, tf, entries * sizeof *tf);
}

Test(gather, rows_rise_by_column)
{
    static const uint64_t start[] = {0, 3, 3, 5, 7};
    static const uint32_t term[] = {0, 1, 4, 0, 4, 2, 3}, tf[] = {1, 1, 1, 1, 2, 1, 1};
    const tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__counts counts;

    cr_assert_eq(gather(&counts, &options), TM_OK);
    expect_rows(&counts, start, term, tf);
    tm__counts_release(&counts);
}

Test(gather, rows_are_shorter_by_what_has_no_column)
{
    static const uint64_t start[] = {0, 2, 2, 4, 4};
    static const uint32_t term[] = {0, 1, 0, 1}, tf[] = {1, 1, 1, 2};
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__counts counts;

    options.min_df = 2;
    cr_assert_eq(gather(&counts, &options), TM_OK);
    expect_rows(&counts, start, term, tf);
    tm__counts_release(&counts);
}

/* A block of one row {0: 70,000, 1: 65,535, 2: 300, 3: 1}, in the worker's order 3, 1, 0, 2. */
Test(gather, counts_may_be_larger_than_what_is_sorted_along)
{
    static const uint64_t start[] = {0, 4};
    uint32_t length[] = {4}, id[] = {3, 1, 0, 2}, many[] = {65535, 70000, 300};
    unsigned char few[] = {1, 0, 0, 0};
    struct tm__count_part part = {0, 1, 0, {0}};
    const struct tm__count_job job = {.part = &part, .parts = 1};
    const struct tm__columns own = {NULL, NULL, 0, false};
    struct tm__counts counts = {.documents = 1};

    cr_assert_eq(tm__counted_new(&part.counted, 1, 4, 3), TM_OK);
    memcpy(part.counted.length, length, sizeof length);
    memcpy(part.counted.term, id, sizeof id);
    memcpy(part.counted.tf, few, sizeof few);
    memcpy(part.counted.many, many, sizeof many);
    cr_assert_eq(tm__gather(&counts, &job, &own, 4, NULL, NULL), TM_OK);
    cr_expect_arr_eq(counts.row_start, start, sizeof start);
    cr_expect_arr_eq(counts.term, ((uint32_t[]){0, 1, 2, 3}), 4 * sizeof *counts.term);
    cr_expect_arr_eq(counts.tf, ((uint32_t[]){70000, 65535, 300, 1}), 4 * sizeof *counts.tf);
    tm__counts_release(&counts);
}

static tm_status once(void)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__counts counts;
    const tm_status status = gather(&counts, &options);

    tm__counts_release(&counts);
    return status;
}

Test(gather, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
