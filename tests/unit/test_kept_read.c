#include "kept_sample.h"
#include "vector/choose_terms.h"

#include <string.h>

enum { ENTRIES = 7 }; /* of the sample */

static struct tm__kept *kept_with(uint64_t budget)
{
    struct tm__kept *const kept = tm__kept_new(NULL, NULL);

    if (kept)
        kept->budget = budget;
    return kept;
}

/* Both generations, each a call: the sample's rows in the columns that `column` gives. */
static void expect_rows(struct tm__kept *kept, const uint32_t *column, const uint32_t *term,
                        const uint32_t *tf, size_t entries)
{
    struct tm__kept_reader reader = tm__kept_start(kept, column, 5);
    struct tm__counts counts;

    for (int generation = 0; generation < 2; generation++) {
        cr_assert_eq(tm__kept_next(&counts, &reader, &fault_run, NULL), TM_OK);
        cr_assert_eq(counts.documents, COUNTING_SAMPLE);
        cr_assert_eq(counts.row_start[COUNTING_SAMPLE], entries);
        cr_expect_arr_eq(counts.term, term, entries * sizeof *term);
        cr_expect_arr_eq(counts.tf, tf, entries * sizeof *tf);
        tm__counts_release(&counts);
    }
    cr_assert_eq(tm__kept_next(&counts, &reader, &fault_run, NULL), TM_OK);
    cr_expect_eq(counts.documents, 0, "the end");
    tm__counts_release(&counts);
    tm__kept_stop(&reader);
}

Test(kept_read, gives_the_same_rows_from_memory_and_from_a_file)
{
    static const uint32_t same[] = {0, 1, 2, 3, 4}, none = TM__NO_TERM;
    static const uint32_t term[ENTRIES] = {0, 1, 4, 0, 4, 2, 3},
                          tf[ENTRIES] = {1, 1, 1, 1, 2, 1, 1};
    const uint32_t turned[] = {1, none, none, none, 0}; /* coast and storm, the other way round */
    static const uint32_t few_term[] = {0, 1, 0, 1}, few_tf[] = {1, 1, 2, 1};

    for (int file = 0; file < 2; file++) {
        struct tm__kept *const kept = kept_with(file ? 0 : UINT64_MAX);

        cr_assert_not_null(kept);
        cr_assert_eq(keep_sample(kept), TM_OK);
        for (int again = 0; again < 2; again++)
            expect_rows(kept, same, term, tf, ENTRIES);
        expect_rows(kept, turned, few_term, few_tf, 4);
        tm__kept_free(kept);
    }
}

Test(kept_read, adds_up_terms_that_share_a_column)
{
    static const uint32_t term[] = {0, 0, 0}, tf[] = {3, 3, 2};
    struct tm__kept *const kept = kept_with(UINT64_MAX);

    cr_assert_not_null(kept);
    cr_assert_eq(keep_sample(kept), TM_OK);
    for (struct tm__generation *g = kept->first; g; g = g->next)
        memset(g->of.of[0], 0, g->ids[0] * sizeof **g->of.of); /* as hashing to one bit would */
    expect_rows(kept, NULL, term, tf, 3);
    tm__kept_free(kept);
}

static tm_status once(void)
{
    static const uint32_t same[] = {0, 1, 2, 3, 4};
    struct tm__kept *const kept = kept_with(0);
    tm_status status = kept ? keep_sample(kept) : TM_ENOMEM;

    if (status == TM_OK) {
        struct tm__kept_reader reader = tm__kept_start(kept, same, 5);
        struct tm__counts counts;

        status = tm__kept_next(&counts, &reader, &fault_run, NULL);
        tm__counts_release(&counts);
        tm__kept_stop(&reader);
    }
    tm__kept_free(kept);
    return status;
}

Test(kept_read, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
