#include "fault_alloc.h"
#include "vector/weighting.h"

#include <string.h>

static void expect_error(const char *code, const char *message)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_error err;

    cr_expect_eq(tm_tfidf_weighting(&options, code, &err), TM_EINVAL, "%s", code);
    cr_expect_not_null(strstr(err.message, message), "%s", err.message);
    cr_expect_eq(options.tf, TM_TF_LOG, "the options stay");
}

Test(weighting, every_letter_goes_there_and_back)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    char code[TM__WEIGHTING_LETTERS + 1];

    for (int tf = 0; tf <= TM_TF_LOG_PLUS; tf++)
        for (int idf = 0; idf <= TM_IDF_ENTROPY; idf++)
            for (int norm = 0; norm <= TM_NORM_SUM; norm++) {
                options.tf = (tm_tf_weight)tf;
                options.idf = (tm_idf_weight)idf;
                options.norm = (tm_norm)norm;
                cr_expect_eq(tm__weighting_check(&options, NULL), TM_OK, "exists");
                tm__weighting_code(code, &options);
                options.tf = TM_TF_LOG;
                options.idf = TM_IDF_SMOOTH;
                options.norm = TM_NORM_COSINE;
                cr_expect_eq(tm_tfidf_weighting(&options, code, NULL), TM_OK, "%s", code);
                cr_expect(options.tf == (tm_tf_weight)tf && options.idf == (tm_idf_weight)idf &&
                              options.norm == (tm_norm)norm,
                          "%s", code);
            }
}

Test(weighting, names_and_letters_that_mean_the_same)
{
    tm_tfidf_options options = TM_TFIDF_INIT;

    cr_expect_eq(tm_tfidf_weighting(&options, "bm25", NULL), TM_OK, "bm25");
    cr_expect(options.tf == TM_TF_BM25 && options.idf == TM_IDF_BM25 &&
                  options.norm == TM_NORM_NONE,
              "krn");
    cr_expect_eq(tm_tfidf_weighting(&options, "tf-idf", NULL), TM_OK, "tf-idf");
    cr_expect(options.tf == TM_TF_LOG && options.idf == TM_IDF_SMOOTH &&
                  options.norm == TM_NORM_COSINE,
              "lsc");
    cr_expect_eq(tm_tfidf_weighting(&options, "txx", NULL), TM_OK, "txx");
    cr_expect(options.tf == TM_TF_RAW && options.idf == TM_IDF_NONE && options.norm == TM_NORM_NONE,
              "nnn");
}

Test(weighting, wrong_codes_are_told_what_there_is)
{
    expect_error("", "is no weighting; have: tf-idf, bm25, log-entropy, or three letters");
    expect_error("lt", "is no weighting");
    expect_error("ltcx", "is no weighting");
    expect_error("qtc", "'q' is no weight of a count; have: lnbadLkh");
    expect_error("lqc", "'q' is no weight of a term; have: snftpire");
    expect_error("ltq", "'q' is no norm of a row; have: cnubs");
}

Test(weighting, parameters_have_ranges)
{
    const tm_tfidf_options defaults = TM_TFIDF_INIT;
    tm_tfidf_options options = defaults;

    options.log_base = 1;
    cr_expect_eq(tm__weighting_check(&options, NULL), TM_EINVAL, "log_base");
    options = defaults;
    options.slope = 1.5;
    cr_expect_eq(tm__weighting_check(&options, NULL), TM_EINVAL, "slope");
    options = defaults;
    options.k1 = -1;
    cr_expect_eq(tm__weighting_check(&options, NULL), TM_EINVAL, "k1");
    options = defaults;
    options.b = 2;
    cr_expect_eq(tm__weighting_check(&options, NULL), TM_EINVAL, "b");
    options = defaults;
    options.norm = (tm_norm)99;
    cr_expect_eq(tm__weighting_check(&options, NULL), TM_EINVAL, "norm");
}

Test(weighting, allocates_nothing)
{
    tm_tfidf_options options = TM_TFIDF_INIT;

    fault_install();
    fault_after = 0;
    cr_expect_eq(tm_tfidf_weighting(&options, "ltc", NULL), TM_OK, "without memory");
}
