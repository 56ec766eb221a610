#include "fault_alloc.h"

#include <math.h>

/* Two documents over three terms, one of which is in none: {1, 4, -}, {2, -, -}. */
static uint64_t start[] = {0, 2, 3};
static uint32_t column[] = {0, 1, 0};
static float value[] = {1, 4, 2};
static const tm_sparse counts = {2, 3, start, column, value};

Test(weigh_counts, weighs_as_a_fit_would)
{
    static const tm_text documents[] = {{"aa bb bb bb bb", 14}, {"aa aa", 5}};
    static const char *const code[] = {"lsc", "bm25", "log-entropy", "ltu", "nfs"};

    for (size_t i = 0; i < sizeof code / sizeof *code; i++) {
        tm_tfidf_options options = TM_TFIDF_INIT;
        tm_tfidf *model;
        tm_sparse *fitted, *weighed;

        cr_assert_eq(tm_tfidf_weighting(&options, code[i], NULL), TM_OK, "%s", code[i]);
        cr_assert_eq(tm_tfidf_fit(&model, &fitted, documents, 2, &options, NULL, NULL), TM_OK,
                     "fit");
        cr_assert_eq(tm_tfidf_weigh(&weighed, &counts, &options, NULL, NULL), TM_OK, "weigh");
        cr_expect_eq(weighed->cols, 3, "a column that is in no row stays");
        cr_expect_arr_eq(weighed->value, fitted->value, sizeof value, "%s", code[i]);
        tm_sparse_free(fitted);
        tm_sparse_free(weighed);
        tm_tfidf_free(model);
    }
}

Test(weigh_counts, takes_counts_alone)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    float half[] = {1, 4, 0.5f};
    const tm_sparse wrong = {2, 3, start, column, half};
    tm_sparse *m;
    tm_error err;

    cr_expect_eq(tm_tfidf_weigh(&m, &wrong, NULL, NULL, &err), TM_EINVAL, "a half");
    cr_expect_str_eq(err.message, "row 1: 0.5 at column 0 is no count", "message");
    cr_expect_null(m, "nothing comes back");
    options.norm = TM_NORM_PIVOTED_CHARACTERS;
    cr_expect_eq(tm_tfidf_weigh(&m, &counts, &options, NULL, NULL), TM_EINVAL, "no terms");
}

Test(weigh_counts, survives_allocation_failure)
{
    tm_sparse *m;

    fault_install();
    FAULT_LOOP(tm_tfidf_weigh(&m, &counts, NULL, &fault_run, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
