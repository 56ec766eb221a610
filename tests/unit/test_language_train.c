#include "language_sample.h"

#include <tm/text.h>

TestSuite(language_train, .init = sample_setup, .fini = sample_teardown);

static size_t slurp(const char *path, char *bytes, size_t capacity)
{
    FILE *f = fopen(path, "rb");
    const size_t size = f ? fread(bytes, 1, capacity, f) : 0;

    if (f)
        fclose(f);
    return size;
}

Test(language_train, threads_do_not_change_the_file)
{
    static char one[1 << 20], two[1 << 20];
    tm_run run = TM_RUN_INIT;
    size_t size;

    run.threads = 1;
    cr_assert_eq(sample_train(sample_path, &run, NULL), TM_OK, "one thread");
    size = slurp(sample_path, one, sizeof one);
    cr_assert_gt(size, 1000, "a file");
    run.threads = 4;
    cr_assert_eq(sample_train(sample_path, &run, NULL), TM_OK, "four threads");
    cr_assert_eq(slurp(sample_path, two, sizeof two), size, "size");
    cr_expect_arr_eq(one, two, size, "the same bytes");
    run.seed = 9;
    cr_assert_eq(sample_train(sample_path, &run, NULL), TM_OK, "another seed");
    slurp(sample_path, two, sizeof two);
    cr_expect_arr_neq(one, two, size, "other bytes");
}

Test(language_train, reports_what_held_out_samples_say)
{
    tm_language_report report;

    cr_assert_eq(sample_train(sample_path, NULL, &report), TM_OK, "train");
    cr_expect_eq(report.languages, 4, "languages");
    cr_expect_eq(report.samples, SAMPLES, "samples");
    cr_expect_eq(report.held_out, SAMPLES / 10, "every tenth");
    cr_expect_eq(report.accuracy, 1, "languages that share no syllable");
    cr_expect_lt(report.loss, 0.1, "and it is sure");
}

Test(language_train, needs_languages_with_codes)
{
    const tm_language_sample one[] = {{"aa", {"x", 1}}, {"aa", {"y", 1}}};
    const tm_language_sample bad[] = {{"aa", {"x", 1}}, {"A1", {"y", 1}}};
    const tm_language_sample lengthy[] = {{"aa", {"x", 1}}, {"abcdefgh", {"y", 1}}};
    tm_error err;

    cr_expect_eq(tm_language_train(sample_path, NULL, NULL, 0, NULL, NULL, &err), TM_EINVAL,
                 "none");
    cr_expect_eq(tm_language_train(sample_path, NULL, one, 2, NULL, NULL, &err), TM_EINVAL, "one");
    cr_expect_eq(tm_language_train(sample_path, NULL, bad, 2, NULL, NULL, &err), TM_EINVAL, "A1");
    cr_expect_not_null(strstr(err.message, "A1"), "%s", err.message);
    cr_expect_eq(tm_language_train(sample_path, NULL, lengthy, 2, NULL, NULL, &err), TM_EINVAL,
                 "too long");
    cr_expect_eq(access(sample_path, F_OK), -1, "no file was left");
}

/* Nine samples a language: none is held out, and the scores stay as trained. */
Test(language_train, few_samples_will_do)
{
    tm_language_options options = TM_LANGUAGE_INIT;
    tm_language_report report;
    tm_language *model;
    tm_language_guess g;

    options.rows = SAMPLE_ROWS;
    cr_assert_eq(tm_language_train(sample_path, &report, samples, 36, &options, NULL, NULL), TM_OK,
                 "train");
    cr_expect_eq(report.held_out, 0, "none");
    cr_assert_eq(tm_language_load(&model, sample_path, NULL), TM_OK, "load");
    tm_language_detect(model, "labar", 5, &g, 1);
    cr_expect_str_eq(g.code, "aba", "learnt");
    tm_language_free(model);
}

Test(language_train, a_quoted_script_is_not_read)
{
    /* One Thai letter in 2,400 Latin ones. */
    static char quoting[3200];
    tm_language *model;
    tm_language_guess g;

    for (unsigned i = 0; i < 100; i++)
        strcat(quoting, "labar barla abba labar bal ");
    memcpy(quoting, "\u0E01", 3);
    samples[0].text.data = quoting;
    samples[0].text.size = strlen(quoting);
    model = sample_model();
    tm_language_detect(model, "\u0E01\u0E02", 6, &g, 1);
    cr_expect_str_eq(g.code, "und", "Thai is not known");
    tm_language_free(model);
}

static int stop_at_once(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx, (void)stage, (void)done, (void)total;
    return 1;
}

Test(language_train, can_be_cancelled)
{
    tm_run run = TM_RUN_INIT;

    run.progress = stop_at_once;
    cr_expect_eq(sample_train(sample_path, &run, NULL), TM_ECANCELLED, "cancelled");
    cr_expect_eq(access(sample_path, F_OK), -1, "no file");
}

static tm_status train_little(void)
{
    tm_language_options options = TM_LANGUAGE_INIT;

    options.rows = 10;
    options.epochs = 1;
    return tm_language_train(sample_path, NULL, samples, 80, &options, &fault_run, NULL);
}

Test(language_train, survives_allocation_failure)
{
    fault_install();
    FAULT_LOOP(train_little());
    cr_expect_eq(fault_live, 0, "nothing left");
}
