#include "fault_alloc.h"
#include "models/container.h"
#include "summarize/summary_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Criterion runs the tests of a file side by side: each process has a file of its own.
static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/tm_summary_model_%ld.tm", (long)getpid());
}

static void teardown(void)
{
    unlink(path);
}

TestSuite(summary_model, .init = setup, .fini = teardown);

Test(summary_model, comes_back_from_its_file)
{
    tm_summary_model model = {.word.weight[0] = 0}, *again;

    model.word.weight[3] = .5;
    model.pair.weight[0] = -4;
    model.pair.trees = 3;
    model.pair.tree[2].leaf[1] = .25f;
    cr_assert_eq(tm_summary_model_save(&model, path, NULL), TM_OK, "save");
    cr_assert_eq(tm_summary_model_load(&again, path, NULL), TM_OK, "load");
    cr_expect_eq(memcmp(again, &model, sizeof model), 0, "the same weights");
    tm_summary_model_free(again);
    tm_summary_model_free(NULL);
}

Test(summary_model, refuses_what_is_none)
{
    static const double few[] = {1, 2}, odd[1 + TM__FEATURES] = {NAN}, good[1 + TM__FEATURES];
    static const struct tm__tree column[TM__SUMMARY_TREES] = {{.column = {0, TM__FEATURES}}},
                                 leaf[TM__SUMMARY_TREES] = {{.leaf = {0, NAN}}},
                                 many[TM__SUMMARY_TREES + 1];
    const struct tm__section wrong[][2] = {
        {{"words", few, sizeof few}, {"word trees", leaf, sizeof leaf}},
        {{"words", odd, sizeof odd}, {"word trees", leaf, sizeof leaf}},
        {{"words", odd, 0}, {"other", odd, sizeof odd}},
        {{"words", good, sizeof good}, {"word trees", column, sizeof column}},
        {{"words", good, sizeof good}, {"word trees", leaf, sizeof leaf}},
        {{"words", good, sizeof good}, {"word trees", many, sizeof many}},
        {{"words", good, sizeof good}, {"pairs", good, sizeof good}},
    };
    tm_summary_model *model;
    tm_error err = {0};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_assert_eq(tm__container_write(path, "summary", 2, wrong[i], 2, NULL), TM_OK, "write");
        cr_expect_eq(tm_summary_model_load(&model, path, &err), TM_EFORMAT, "%zu", i);
        cr_expect_null(model, "no model");
        cr_expect_not_null(strstr(err.message, path), "names the file: %s", err.message);
    }
    cr_expect_eq(tm_summary_model_load(&model, "no/such/file", &err), TM_EIO, "%s", err.message);
}

Test(summary_model, comes_with_the_library)
{
    static const char *const names[] = {"summary-article", "summary-documents", "summary-opinions"};
    tm_summary_model *model;
    tm_error err = {0};

    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(tm__summary_model_own(&model, names[i], &err), TM_OK, "%s", err.message);
        cr_expect(model->word.weight[0] < 0 && model->pair.weight[0] < 0,
                  "most words are not in a summary");
        tm_summary_model_free(model);
    }
    cr_expect_eq(tm__summary_model_own(&model, "summary-poems", &err), TM_ENOTFOUND, "none such");
    cr_expect_not_null(strstr(err.message, "poems"), "%s", err.message);
}

Test(summary_model, gives_probabilities)
{
    tm_summary_model model = {.word.weight[0] = 0};
    struct tm__concept of[3] = {{.pair = false}, {.pair = true}, {.pair = false}};
    struct tm__concepts concepts = {.count = 3, .of = of};
    float x[3 * TM__FEATURES] = {0};
    double p[3];

    model.word.weight[0] = -1;
    model.word.weight[1 + TM__LOG_COUNT] = 2;
    model.pair.weight[0] = 3;
    model.pair.trees = 6;
    model.pair.tree[5] = (struct tm__tree){
        {TM__SHARE, TM__SHARE, TM__EARLY}, {0, .7f, 0}, {0, .5f, 0, 0, 0, 0, 0, 0}};
    x[TM__SHARE] = x[TM__FEATURES + TM__SHARE] = .5;
    x[TM__LOG_COUNT] = 1;
    tm__summary_model_apply(p, &model, &concepts, x);
    cr_expect_float_eq(p[0], 1 / (1 + exp(-1)), 1e-9, "-1 + 2");
    cr_expect_float_eq(p[1], 1 / (1 + exp(-3.5)), 1e-9,
                       "a pair has weights of its own, and a tree");
    cr_expect_eq(p[2], 0, "what is nowhere is in no summary");
}

static tm_status load_once(void)
{
    tm_summary_model *model;
    const tm_status status = tm_summary_model_load(&model, path, NULL);

    tm_summary_model_free(model);
    return status;
}

static tm_status own_once(void)
{
    tm_summary_model *model;
    const tm_status status = tm__summary_model_own(&model, "summary-article", NULL);

    tm_summary_model_free(model);
    return status;
}

Test(summary_model, survives_allocation_failure)
{
    const tm_summary_model model = {.word.weight[0] = 1};

    fault_install();
    FAULT_LOOP(tm_summary_model_save(&model, path, NULL));
    FAULT_LOOP(load_once());
    FAULT_LOOP(own_once());
    cr_expect_eq(fault_live, 0, "nothing left");
}
