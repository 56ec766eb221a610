#include "fault_alloc.h"

#include <stdlib.h>
#include <string.h>

static const tm_text documents[] = {
    {"Iran and the U.S. resume nuclear talks in Geneva", 48},
    {"Nuclear talks: Iran hopeful", 27},
    {"Storm closes Geneva airport", 27},
    {"", 0},
    {"Geneva talks resume after storm", 31},
};

static void expect_same_model(const tm_tfidf *a, const tm_tfidf *b)
{
    cr_assert_eq(tm_tfidf_terms(a), tm_tfidf_terms(b), "terms");
    cr_expect_eq(tm_tfidf_documents(a), tm_tfidf_documents(b), "documents");
    for (uint32_t t = 0; t < tm_tfidf_terms(a); t++) {
        const tm_text x = tm_tfidf_term(a, t), y = tm_tfidf_term(b, t);

        cr_assert(x.size == y.size && memcmp(x.data, y.data, x.size) == 0, "term %u", t);
        cr_expect_eq(tm_tfidf_df(a, t), tm_tfidf_df(b, t), "df of %u", t);
        cr_expect_eq(tm_tfidf_idf(a, t), tm_tfidf_idf(b, t), "idf of %u", t);
    }
}

/* In portions of every size, on several threads, with the model looked at on the way. */
static void expect_same(const tm_tfidf_options *options)
{
    for (size_t portion = 1; portion <= 5; portion++) {
        const tm_run run = {sizeof run, 3, 0, NULL, NULL};
        tm_tfidf_builder *builder;
        tm_tfidf *fitted, *built;
        tm_sparse *a, *b;

        cr_assert_eq(tm_tfidf_fit(&fitted, &a, documents, 5, options, NULL, NULL), TM_OK, "fit");
        cr_assert_eq(tm_tfidf_builder_new(&builder, options, &run, NULL), TM_OK, "new");
        for (size_t d = 0; d < 5; d += portion) {
            const size_t n = d + portion < 5 ? portion : 5 - d;

            cr_assert_eq(tm_tfidf_builder_model(&built, builder, NULL, NULL), TM_OK, "so far");
            cr_expect_eq(tm_tfidf_documents(built), d, "so far");
            tm_tfidf_free(built);
            cr_assert_eq(tm_tfidf_builder_add(builder, documents + d, n, &run, NULL), TM_OK, "add");
        }
        cr_assert_eq(tm_tfidf_builder_model(&built, builder, NULL, NULL), TM_OK, "model");
        tm_tfidf_builder_free(builder);
        expect_same_model(fitted, built);
        cr_assert_eq(tm_tfidf_transform(&b, built, documents, 5, NULL, NULL), TM_OK, "transform");
        cr_expect_arr_eq(a->row_start, b->row_start, 6 * sizeof *a->row_start, "rows");
        cr_expect_arr_eq(a->value, b->value, a->row_start[5] * sizeof *a->value, "values");
        tm_sparse_free(a);
        tm_sparse_free(b);
        tm_tfidf_free(fitted);
        tm_tfidf_free(built);
    }
}

Test(tfidf_builder, gives_the_model_of_all_documents)
{
    tm_tfidf_options options = TM_TFIDF_INIT;

    expect_same(&options);
    options.min_df = 2;
    options.ngram_max = 3;
    expect_same(&options);
    options.unit = TM_UNIT_CHARACTERS;
    expect_same(&options);
}

Test(tfidf_builder, wants_rows_for_what_needs_all_counts)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf_builder *builder = (tm_tfidf_builder *)&builder;
    tm_error err;

    options.max_terms = 5;
    cr_expect_eq(tm_tfidf_builder_new(&builder, &options, NULL, &err), TM_OK);
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 1, NULL, &err), TM_EINVAL);
    cr_expect_str_eq(err.message,
                     "max_terms, hashing, entropy, BM25 and pivoted norms need the rows of all "
                     "documents: tm_tfidf_builder_keep_rows()");
    cr_expect_eq(tm_tfidf_builder_keep_rows(builder, NULL, &err), TM_OK);
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 1, NULL, &err), TM_OK);
    cr_expect_eq(tm_tfidf_builder_keep_rows(builder, NULL, &err), TM_EINVAL, "too late");
    tm_tfidf_builder_free(builder);
    options.analyzer.language = "xx";
    cr_expect_eq(tm_tfidf_builder_new(&builder, &options, NULL, NULL), TM_ENOTFOUND, "language");
    cr_expect_null(builder);
    tm_tfidf_builder_free(NULL);
}

static int cancel(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)stage;
    (void)done;
    (void)total;
    return 1;
}

Test(tfidf_builder, knows_that_it_was_cancelled)
{
    const tm_run run = {sizeof run, 1, 0, cancel, NULL};
    tm_tfidf_builder *builder;
    tm_tfidf *model;

    cr_assert_eq(tm_tfidf_builder_new(&builder, NULL, NULL, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 5, &run, NULL), TM_ECANCELLED);
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 5, NULL, NULL), TM_EINVAL, "and after");
    cr_expect_eq(tm_tfidf_builder_model(&model, builder, NULL, NULL), TM_EINVAL, "no model");
    tm_tfidf_builder_free(builder);
}

static tm_status add_all(void)
{
    tm_tfidf_builder *builder;
    tm_status status = tm_tfidf_builder_new(&builder, NULL, &fault_run, NULL);

    if (status == TM_OK)
        status = tm_tfidf_builder_keep_rows(builder, NULL, NULL);
    if (status == TM_OK)
        status = tm_tfidf_builder_add(builder, documents, 5, &fault_run, NULL);
    tm_tfidf_builder_free(builder);
    return status;
}

Test(tfidf_builder, survives_allocation_failure)
{
    tm_tfidf_builder *builder;

    fault_install();
    FAULT_LOOP(add_all());
    FAULT_LOOP(tm_tfidf_builder_new(&builder, NULL, &fault_run, NULL));
    FAULT_LOOP(tm_tfidf_builder_keep_rows(builder, NULL, NULL));
    tm_tfidf_builder_free(builder);
    cr_expect_eq(fault_live, 0, "nothing left");
}
