#define _POSIX_C_SOURCE 200809L /* truncate */
#include "vector/word_vectors_file.h"

#include "fault_alloc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const tm_text learnt_from[] = {{"storm closes airport", 20}, {"airport reopens", 15}};
static const tm_text others[] = {{"zebra storm reopens", 19}};
static char path[64];

static void setup(void)
{
    snprintf(path, sizeof path, "/tmp/tm_words_%ld.tm", (long)getpid());
}

static void teardown(void)
{
    remove(path);
}

TestSuite(word_vectors_file, .init = setup, .fini = teardown);

static tm_tfidf *model_of(const tm_text *texts, size_t count)
{
    tm_tfidf *model;

    cr_assert_eq(tm_tfidf_fit(&model, NULL, texts, count, NULL, NULL, NULL), TM_OK, "fit");
    return model;
}

static const float *vector_of(const tm_word_vectors *v, const tm_tfidf *model, const char *term)
{
    const uint32_t id = tm_tfidf_lookup(model, term, strlen(term));

    cr_assert_neq(id, UINT32_MAX, "%s", term);
    return v->vector + id * v->components;
}

/* Vectors of airport, closes, reopens, storm, the terms in byte order; that of closes is zero. */
static float some[4 * 3] = {1, -2, 0.5F, 0, 0, 0, 1e-6F, 2e-6F, 3e-6F, -100, 30, 7};

static void save(void)
{
    tm_word_vectors v = {4, 3, some};
    tm_tfidf *const model = model_of(learnt_from, 2);

    cr_assert_eq(tm_word_vectors_save(&v, model, path, NULL), TM_OK, "save");
    tm_tfidf_free(model);
}

Test(word_vectors_file, gives_other_texts_the_vectors_of_words_that_it_knows)
{
    tm_tfidf *const model = model_of(others, 1);
    const float *storm, *reopens, *zebra;
    tm_word_vectors *v;

    save();
    cr_assert_eq(tm_word_vectors_load(&v, path, model, NULL), TM_OK, "load");
    cr_assert_eq(v->words, 3, "a vector a term");
    cr_assert_eq(v->components, 3, "components");
    storm = vector_of(v, model, "storm");
    reopens = vector_of(v, model, "reopens");
    zebra = vector_of(v, model, "zebra");
    for (size_t j = 0; j < 3; j++) {
        cr_expect_float_eq(storm[j], some[9 + j], 100.0 / 254 * 1.001, "storm, %zu", j);
        cr_expect_float_eq(reopens[j], some[6 + j], 3e-6 / 254 * 1.001, "reopens, %zu", j);
        cr_expect_eq(zebra[j], 0, "unknown");
    }
    tm_word_vectors_free(v);
    tm_tfidf_free(model);
}

Test(word_vectors_file, may_be_empty)
{
    tm_word_vectors none = {0, 0, NULL}, *v;
    tm_tfidf *const model = model_of(NULL, 0), *const other = model_of(others, 1);

    cr_assert_eq(tm_word_vectors_save(&none, model, path, NULL), TM_OK, "save");
    cr_assert_eq(tm_word_vectors_load(&v, path, other, NULL), TM_OK, "load");
    cr_expect_eq(v->words, 3, "terms");
    cr_expect_eq(v->components, 0, "components");
    tm_word_vectors_free(v);
    tm_tfidf_free(model);
    tm_tfidf_free(other);
}

Test(word_vectors_file, is_not_written_from_what_does_not_fit)
{
    tm_tfidf *const model = model_of(learnt_from, 2);
    tm_word_vectors v = {3, 3, some}, wide = {4, 5000, some};
    tm_error err;

    cr_expect_eq(tm_word_vectors_save(&v, model, path, &err), TM_EINVAL, "words");
    cr_expect_not_null(strstr(err.message, "3 word vectors"), "%s", err.message);
    cr_expect_eq(tm_word_vectors_save(&wide, model, path, &err), TM_EINVAL, "components");
    cr_expect_not_null(strstr(err.message, "5000 components"), "%s", err.message);
    cr_expect_neq(access(path, F_OK), 0, "nothing was written");
    tm_tfidf_free(model);
}

Test(word_vectors_file, damage_is_an_error_that_names_the_file)
{
    tm_tfidf *const model = model_of(others, 1);
    tm_word_vectors *v = (tm_word_vectors *)&path;
    tm_error err;

    cr_expect_eq(tm_word_vectors_load(&v, path, model, &err), TM_EIO, "none");
    cr_expect_null(v, "nothing made");
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK, "another kind");
    cr_expect_eq(tm_word_vectors_load(&v, path, model, &err), TM_EFORMAT, "another kind");
    cr_expect_not_null(strstr(err.message, path), "%s", err.message);
    save();
    cr_assert_eq(truncate(path, 300), 0, "truncate");
    cr_expect_eq(tm_word_vectors_load(&v, path, model, &err), TM_EFORMAT, "truncated");
    cr_expect_not_null(strstr(err.message, path), "%s", err.message);
    tm_tfidf_free(model);
}

Test(word_vectors_file, survives_allocation_failure)
{
    tm_tfidf *model, *other;
    tm_word_vectors v = {4, 3, some}, *loaded;

    fault_install();
    model = model_of(learnt_from, 2);
    other = model_of(others, 1);
    FAULT_LOOP(tm_word_vectors_save(&v, model, path, NULL));
    FAULT_LOOP(tm_word_vectors_load(&loaded, path, other, NULL));
    tm_word_vectors_free(loaded);
    tm_tfidf_free(model);
    tm_tfidf_free(other);
    cr_expect_eq(fault_live, 0, "nothing left");
}
