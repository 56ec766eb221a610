#include "kept_sample.h"

Test(kept, rows_go_to_a_file_when_they_are_many)
{
    struct tm__kept *const kept = tm__kept_new(NULL, NULL);

    cr_assert_not_null(kept);
    cr_assert_eq(keep_sample(kept), TM_OK);
    cr_expect_eq(kept->in_file, 0, "few rows stay in memory");
    cr_expect_gt(kept->bytes, 0);
    cr_expect_eq(kept->parts, 2);
    kept->budget = 0;
    cr_assert_eq(keep_sample(kept), TM_OK);
    cr_expect_eq(kept->in_file, kept->parts, "all rows are in the file");
    for (size_t p = 0; p < kept->parts; p++) {
        cr_expect_null(kept->part[p].counted.term, "and not in memory");
        cr_expect_gt(kept->part[p].size, 0);
    }
    cr_expect_null(kept->first->of.of, "as are the columns of what was kept before");
    tm__kept_free(kept);
}

static tm_status once(void)
{
    struct tm__kept *const kept = tm__kept_new(NULL, NULL);
    tm_status status = kept ? TM_OK : TM_ENOMEM;

    if (kept)
        kept->budget = 0;
    if (status == TM_OK)
        status = keep_sample(kept);
    tm__kept_free(kept);
    return status;
}

Test(kept, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
