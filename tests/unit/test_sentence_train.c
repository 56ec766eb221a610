#include "sentence_sample.h"

TestSuite(sentence_train, .init = sample_setup, .fini = sample_teardown);

static unsigned kind(const tm_sentence_model *model, const char *code, const char *word)
{
    return tm__sentence_words_find(tm__sentence_model_find(model, code), word, strlen(word)) &
           TM__WORD_KINDS;
}

Test(sentence_train, learns_what_words_are)
{
    tm_sentence_model *model = sample_model();

    cr_expect(kind(model, "en", "the") & TM__STARTER, "the");
    cr_expect(kind(model, "en", "nobody") & TM__STARTER, "nobody");
    cr_expect_eq(kind(model, "en", "oslo"), 0, "a name is a capital anywhere");
    cr_expect_eq(kind(model, "en", "aprx"), TM__ABBREVIATION, "aprx.");
    cr_expect_eq(kind(model, "en", "band the"), TM__COLLOCATION, "band The");
    cr_expect_eq(kind(model, "en", "town"), 0, "a word");
    cr_expect_eq(tm__sentence_model_find(model, "en")->nouns, 0, "English");
    cr_expect_eq(tm__sentence_model_find(model, "de")->nouns, 1, "German");
    tm_sentence_model_free(model);
}

Test(sentence_train, reports_what_it_found)
{
    tm_sentence_report report;

    cr_assert_eq(sample_train(sample_path, NULL, &report), TM_OK, "train");
    cr_expect_eq(report.languages, 2, "languages");
    cr_expect_eq(report.samples, 20, "samples");
    cr_expect_geq(report.abbreviations, 1, "aprx.");
    cr_expect_geq(report.starters, 2, "the, nobody");
    cr_expect_eq(report.collocations, 1, "band The");
}

Test(sentence_train, refuses_what_makes_no_sense)
{
    const tm_language_sample bad = {"E", {"x", 1}};
    tm_sentence_options options = TM_SENTENCE_INIT;
    tm_error err;

    cr_expect_eq(tm_sentence_train(sample_path, NULL, NULL, 0, NULL, NULL, &err), TM_EINVAL, "none");
    cr_expect_eq(tm_sentence_train(sample_path, NULL, &bad, 1, NULL, NULL, &err), TM_EINVAL, "E");
    cr_expect_not_null(strstr(err.message, "'E'"), "%s", err.message);
    options.starter = -1;
    cr_expect_eq(tm_sentence_train(sample_path, NULL, &bad, 1, &options, NULL, &err), TM_EINVAL,
                 "below 0");
    options.size = 1;
    cr_expect_eq(tm_sentence_train(sample_path, NULL, &bad, 1, &options, NULL, &err), TM_EINVAL,
                 "size");
    cr_expect_eq(access(sample_path, F_OK), -1, "no file was left");
    cr_expect_eq(sample_train("/nonexistent/model", NULL, NULL), TM_EIO, "no such folder");
}

static int cancel(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)stage;
    (void)done;
    (void)total;
    return 1;
}

Test(sentence_train, can_be_cancelled)
{
    tm_run run = TM_RUN_INIT;

    run.progress = cancel;
    cr_expect_eq(sample_train(sample_path, &run, NULL), TM_ECANCELLED, "cancelled");
}

Test(sentence_train, survives_allocation_failure)
{
    const tm_language_sample sample = {"en", {sample_en, sizeof sample_en - 1}};

    fault_install();
    FAULT_LOOP(tm_sentence_train(sample_path, NULL, &sample, 1, NULL, &fault_run, NULL));
    FAULT_LOOP(sample_train(sample_path, &fault_run, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
