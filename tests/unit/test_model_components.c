#include "fault_alloc.h"

#include "vector/model_components.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const tm_text documents[] = {{"Storm closes Baku airport", 25},
                                    {"Baku airport reopens", 20},
                                    {"Storm over the ferry port", 25},
                                    {"Ferry port closes", 17}};
enum { DOCUMENTS = 4, COMPONENTS = 2 };
static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/tm_model_components_%ld.tm", (long)getpid());
}

static void teardown(void)
{
    remove(path);
}

TestSuite(model_components, .init = setup, .fini = teardown);

static tm_tfidf *fit(tm_sparse **rows, tm_svd **svd)
{
    tm_svd_options options = TM_SVD_INIT;
    tm_tfidf *model;

    options.components = COMPONENTS;
    cr_assert_eq(tm_tfidf_fit(&model, rows, documents, DOCUMENTS, NULL, &fault_run, NULL), TM_OK);
    cr_assert_eq(tm_svd_new(svd, *rows, &options, &fault_run, NULL), TM_OK);
    return model;
}

Test(model_components, come_with_the_model)
{
    tm_sparse *rows;
    tm_svd *svd;
    tm_tfidf *const model = fit(&rows, &svd), *loaded, *grown;
    float before[DOCUMENTS * COMPONENTS], after[DOCUMENTS * COMPONENTS];

    cr_expect_null(tm_tfidf_svd(model), "none at first");
    cr_assert_eq(tm_svd_project(before, svd, rows, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_set_svd(model, svd, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_set_svd(model, svd, NULL), TM_OK, "in the place of those it had");
    tm_svd_free(svd);
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK);
    cr_assert_not_null(tm_tfidf_svd(loaded));
    cr_expect_eq(tm_tfidf_svd(loaded)->components, COMPONENTS);
    cr_expect_null(tm_tfidf_svd(loaded)->left, "nothing of rows");
    cr_expect_geq(tm_tfidf_svd(loaded)->sigma[0], tm_tfidf_svd(loaded)->sigma[1]);
    cr_assert_eq(tm_svd_project(after, tm_tfidf_svd(loaded), rows, NULL, NULL), TM_OK);
    cr_expect_arr_eq(before, after, sizeof before, "the same places");
    cr_assert_eq(tm_tfidf_update(&grown, loaded, documents, 1, NULL, NULL), TM_OK);
    cr_expect_null(tm_tfidf_svd(grown), "they are of the documents before");
    tm_tfidf_free(grown);
    tm_tfidf_free(loaded);
    tm_tfidf_free(model);
    tm_sparse_free(rows);
}

Test(model_components, rejects_those_of_other_rows)
{
    tm_sparse *rows;
    tm_svd *svd;
    tm_tfidf *const model = fit(&rows, &svd);
    tm_error err;

    svd->cols--;
    cr_expect_eq(tm_tfidf_set_svd(model, svd, &err), TM_EINVAL);
    cr_expect_not_null(strstr(err.message, "columns for a model of"), "%s", err.message);
    svd->cols++;
    svd->components = 1 << 17;
    cr_expect_eq(tm_tfidf_set_svd(model, svd, NULL), TM_EINVAL);
    svd->components = COMPONENTS;
    cr_expect_null(tm_tfidf_svd(model), "none were taken");
    tm_svd_free(svd);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
}

/* A file of these sections is read, or is an error. */
static void expect_read(tm_status want, float *right, size_t values, float *sigma, size_t n)
{
    const struct tm__section section[] = {{"right", right, values * sizeof *right},
                                          {"sigma", sigma, n * sizeof *sigma}};
    struct tm__components c = {0};
    struct tm__container *file;
    tm_error err = {0};

    cr_assert_eq(tm__container_write(path, "test", 1, section, 2, NULL), TM_OK);
    cr_assert_eq(tm__container_open(&file, path, "test", 1, NULL), TM_OK);
    cr_expect_eq(tm__components_read(&c, file, 3, path, &err), want, "%s", err.message);
    tm__components_release(&c);
    tm__container_close(file);
}

Test(model_components, damage_is_an_error)
{
    float right[] = {1, 0, 0, 1, 0, 0}, sigma[] = {2, 1};

    expect_read(TM_OK, right, 6, sigma, 2);
    expect_read(TM_OK, right, 0, sigma, 0);
    expect_read(TM_EFORMAT, right, 5, sigma, 2);
    expect_read(TM_EFORMAT, right, 6, sigma, 1);
    right[5] = NAN;
    expect_read(TM_EFORMAT, right, 6, sigma, 2);
    right[5] = 0;
    sigma[0] = INFINITY;
    expect_read(TM_EFORMAT, right, 6, sigma, 2);
}

Test(model_components, survive_allocation_failure)
{
    tm_sparse *rows;
    tm_svd *svd;
    tm_tfidf *model, *loaded;

    fault_install();
    model = fit(&rows, &svd);
    FAULT_LOOP(tm_tfidf_set_svd(model, svd, NULL));
    FAULT_LOOP(tm_tfidf_save(model, path, NULL));
    FAULT_LOOP(tm_tfidf_load(&loaded, path, NULL));
    tm_svd_free(svd);
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    tm_tfidf_free(loaded);
    cr_expect_eq(fault_live, 0, "nothing left");
}
