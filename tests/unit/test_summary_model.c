#include "models/container.h"
#include "reading_sample.h"
#include "summarize/ranking.h"

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

/* The first row and the last, beside which all others are zeros. */
Test(summary_model, gives_probabilities)
{
    enum { LAST = TM__TREE_ROWS - 1 };
    struct tm__concept_model m = {.weight[0] = -1};
    float x[TM__FEATURES * TM__TREE_ROWS] = {0};
    double p[TM__TREE_ROWS];

    m.weight[1 + TM__LOG_COUNT] = 2;
    m.trees = 6;
    m.tree[5] = (struct tm__tree){
        {TM__SHARE, TM__SHARE, TM__EARLY}, {0, .7f, 0}, {0, .5f, 0, 0, 0, 0, 0, 0}};
    x[TM__LOG_COUNT * TM__TREE_ROWS] = 1;
    x[TM__SHARE * TM__TREE_ROWS + LAST] = .5;
    tm__concept_model_apply(p, &m, x);
    cr_expect_float_eq(p[0], 1 / (1 + exp(-1)), 1e-9, "-1 + 2");
    cr_expect_float_eq(p[1], 1 / (1 + exp(1)), 1e-9, "the constant");
    cr_expect_float_eq(p[LAST], 1 / (1 + exp(.5)), 1e-9, "a tree");
}

/* More concepts than are rated at once, words and pairs in turns; what is page is in no summary. */
Test(summary_model, rates_all_concepts)
{
    const tm_summary_model model = {.word.weight = {1}, .pair.weight = {2}};
    static const char text[] =
        "Ships of all the ports on the long coast of the north left in the night before the storm "
        "came over the sea and shut every harbour.\n\nLeave the first comment\n";
    const tm_text page = {text, sizeof text - 1};
    struct tm__passages passages;
    struct tm__concepts concepts;
    struct tm__features features = {0};
    double p[128];

    sample_concepts(&passages, &concepts, &page, 1);
    cr_assert_eq(passages.count, 2, "a sentence and chrome");
    cr_assert(concepts.count > 2 * TM__TREE_ROWS && concepts.count <= 128, "%zu", concepts.count);
    cr_assert_eq(tm__describe(&features, &passages, &concepts, &page, NULL, NULL), TM_OK);
    tm__summary_model_apply(p, &model, &features);
    for (uint64_t e = 0; e < concepts.start[1]; e++) {
        const uint32_t k = concepts.occurrence[e].concept;
        cr_expect_float_eq(p[k], 1 / (1 + exp(concepts.of[k].pair ? -2 : -1)), 1e-9, "%u", k);
    }
    cr_expect_eq(p[concepts.count - 1], 0, "first comment");
    tm__features_release(&features);
    tm__concepts_release(&concepts);
    tm__passages_release(&passages);
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
