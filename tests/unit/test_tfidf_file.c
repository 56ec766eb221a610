#define _POSIX_C_SOURCE 200809L /* truncate */
#include "fault_alloc.h"
#include "models/container.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const tm_text documents[] = {{"Storm closes Baku airport", 25},
                                    {"Baku airport reopens", 20}};
static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/tm_tfidf_%ld.tm", (long)getpid());
}

static void teardown(void)
{
    remove(path);
}

TestSuite(tfidf_file, .init = setup, .fini = teardown);

Test(tfidf_file, a_loaded_model_gives_the_same_bits)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *model, *loaded;
    tm_sparse *a, *b;

    options.analyzer.language = "de";
    options.analyzer.keep_case = true;
    cr_assert_eq(tm_tfidf_weighting(&options, "Leb", NULL), TM_OK, "weighting");
    options.log_base = 2;
    options.slope = 0.5;
    options.ngram_max = 2;
    cr_assert_eq(tm_tfidf_fit(&model, &a, documents, 2, &options, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "save");
    tm_tfidf_free(model);
    cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK, "load");
    cr_expect_eq(tm_tfidf_documents(loaded), 2, "documents");
    cr_expect_str_eq(tm_tfidf_how(loaded)->analyzer.language, "de");
    cr_expect_eq(tm_tfidf_how(loaded)->ngram_max, 2);
    cr_expect_neq(tm_tfidf_lookup(loaded, "Baku", 4), UINT32_MAX, "case was kept");
    cr_assert_eq(tm_tfidf_transform(&b, loaded, documents, 2, NULL, NULL), TM_OK, "transform");
    cr_expect_arr_eq(a->column, b->column, a->row_start[2] * sizeof *a->column, "columns");
    cr_expect_arr_eq(a->value, b->value, a->row_start[2] * sizeof *a->value, "values");
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(loaded);
}

static tm_tfidf *fit_with_own(bool alone)
{
    static const tm_text own[] = {{"Storm", 5}, {"reopens", 7}};
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_stop_list *list;
    tm_tfidf *model;

    cr_assert_eq(tm_stop_list_new(&list, own, 2, alone, NULL), TM_OK, "list");
    options.analyzer.stop_list = list;
    cr_assert_eq(tm_tfidf_fit(&model, NULL, documents, 2, &options, NULL, NULL), TM_OK, "fit");
    tm_stop_list_free(list);
    return model;
}

Test(tfidf_file, stop_words_of_ones_own_come_with_the_model)
{
    static const tm_text more[] = {{"The storm passes", 16}};

    for (int alone = 0; alone < 2; alone++) {
        tm_tfidf *model = fit_with_own(alone), *loaded, *grown;

        cr_expect_eq(tm_tfidf_terms(model), 3, "airport, baku, closes");
        cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "save");
        tm_tfidf_free(model);
        cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK, "load");
        cr_expect_eq(tm_stop_list_count(tm_tfidf_how(loaded)->analyzer.stop_list), 2, "words");
        cr_assert_eq(tm_tfidf_update(&grown, loaded, more, 1, NULL, NULL), TM_OK, "update");
        tm_tfidf_free(loaded);
        cr_expect_eq(tm_tfidf_lookup(grown, "storm", 5), UINT32_MAX, "not learnt later either");
        cr_expect_neq(tm_tfidf_lookup(grown, "passes", 6), UINT32_MAX, "learnt");
        cr_expect_eq(tm_tfidf_lookup(grown, "the", 3) != UINT32_MAX, alone, "of the language");
        tm_tfidf_free(grown);
    }
}

Test(tfidf_file, damaged_stop_words_are_an_error)
{
    tm_tfidf *model = fit_with_own(true);
    struct tm__container *file;
    struct tm__section section[5];
    static const char *const name[] = {"options", "terms", "offset", "df", "stops"};
    static const char *const lines[] = {"storm\n", "storm", "a b\n", "\n"};
    char copy[80];
    tm_error err;

    snprintf(copy, sizeof copy, "%s.copy", path);
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "save");
    tm_tfidf_free(model);
    cr_assert_eq(tm__container_open(&file, path, "tfidf", 2, NULL), TM_OK, "open");
    for (size_t i = 0; i < 5; i++) {
        size_t size;

        section[i].name = name[i];
        cr_assert_eq(tm__container_section(file, name[i], 1, &section[i].data, &size, NULL), TM_OK);
        section[i].size = size;
    }
    for (size_t i = 0; i < 5; i++) {
        section[4].data = i < 4 ? lines[i] : NULL;
        section[4].size = i < 4 ? strlen(lines[i]) : 0;
        cr_assert_eq(tm__container_write(copy, "tfidf", 2, section, i < 4 ? 5 : 4, NULL), TM_OK);
        cr_expect_eq(tm_tfidf_load(&model, copy, &err), i ? TM_EFORMAT : TM_OK, "%zu", i);
        cr_expect(i == 0 || i == 4 || strstr(err.message, "its stop words are damaged"), "%s",
                  err.message);
        tm_tfidf_free(model);
    }
    tm__container_close(file);
    remove(copy);
}

Test(tfidf_file, an_older_version_is_named)
{
    tm_tfidf *model;
    struct tm__container *file;
    tm_error err;
    const struct tm__section none[] = {{"options", "", 0}};

    cr_assert_eq(tm__container_write(path, "tfidf", 1, none, 1, NULL), TM_OK, "write");
    cr_expect_eq(tm__container_open(&file, path, "tfidf", 1, NULL), TM_OK, "a good container");
    tm__container_close(file);
    cr_expect_eq(tm_tfidf_load(&model, path, &err), TM_EFORMAT, "too old");
    cr_expect_not_null(strstr(err.message, "version 1 of kind 'tfidf'; this library reads 2"), "%s",
                       err.message);
}

Test(tfidf_file, an_empty_model_is_a_model)
{
    tm_tfidf *model, *loaded;

    cr_assert_eq(tm_tfidf_fit(&model, NULL, NULL, 0, NULL, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "save");
    cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK, "load");
    cr_expect_eq(tm_tfidf_terms(loaded), 0, "no terms");
    tm_tfidf_free(model);
    tm_tfidf_free(loaded);
}

Test(tfidf_file, damage_is_an_error_that_names_the_file)
{
    tm_tfidf *model;
    tm_error err;
    FILE *f;

    cr_assert_eq(tm_tfidf_fit(&model, NULL, documents, 2, NULL, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "save");
    tm_tfidf_free(model);
    f = fopen(path, "r+b");
    fseek(f, 300, SEEK_SET);
    fputc('#', f);
    fclose(f);
    cr_expect_eq(tm_tfidf_load(&model, path, &err), TM_EFORMAT, "damaged");
    cr_expect_null(model, "nothing comes back");
    cr_expect_not_null(strstr(err.message, path), "%s", err.message);
    cr_assert_eq(truncate(path, 100), 0, "truncate");
    cr_expect_eq(tm_tfidf_load(&model, path, &err), TM_EFORMAT, "truncated");
    cr_assert_eq(truncate(path, 0), 0, "truncate");
    cr_expect_eq(tm_tfidf_load(&model, path, &err), TM_EFORMAT, "empty");
    remove(path);
    cr_expect_eq(tm_tfidf_load(&model, path, &err), TM_EIO, "gone");
}

Test(tfidf_file, survives_allocation_failure)
{
    tm_tfidf *model, *loaded;

    fault_install();
    model = fit_with_own(false);
    FAULT_LOOP(tm_tfidf_save(model, path, NULL));
    FAULT_LOOP(tm_tfidf_load(&loaded, path, NULL));
    tm_tfidf_free(model);
    tm_tfidf_free(loaded);
    cr_expect_eq(fault_live, 0, "nothing left");
}

Test(tfidf_file, a_model_that_learnt_more_finds_all_its_terms)
{
    static const tm_text more[] = {{"Ankara storm", 12}};
    tm_tfidf *model, *grown, *loaded;

    cr_assert_eq(tm_tfidf_fit(&model, NULL, documents, 2, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_update(&grown, model, more, 1, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_save(grown, path, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_terms(loaded), tm_tfidf_terms(model) + 1);
    for (uint32_t t = 0; t < tm_tfidf_terms(grown); t++) {
        const tm_text term = tm_tfidf_term(grown, t);

        cr_expect_eq(tm_tfidf_lookup(loaded, term.data, term.size), t, "term %u", t);
        cr_expect_eq(tm_tfidf_df(loaded, t), tm_tfidf_df(grown, t), "df of %u", t);
    }
    tm_tfidf_free(model);
    tm_tfidf_free(grown);
    tm_tfidf_free(loaded);
}
