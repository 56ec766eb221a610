#include "fault_alloc.h"

#include <math.h>
#include <string.h>

static const tm_text documents[] = {
    {"Iran and the U.S. resume nuclear talks in Geneva", 48},
    {"Nuclear talks: Iran hopeful", 27},
    {"Storm closes Geneva airport", 27},
    {"", 0},
};

Test(tfidf, fits_unit_rows_over_sorted_terms)
{
    tm_tfidf *model;
    tm_sparse *m;

    cr_assert_eq(tm_tfidf_fit(&model, &m, documents, 4, NULL, NULL, NULL), TM_OK, "fit");
    cr_expect_eq(m->rows, 4, "a row a document");
    cr_expect_eq(m->cols, tm_tfidf_terms(model), "a column a term");
    cr_expect_eq(tm_tfidf_documents(model), 4, "documents");
    cr_expect_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    for (uint32_t t = 0; t < m->cols; t++) {
        const tm_text term = tm_tfidf_term(model, t);
        cr_expect_eq(tm_tfidf_lookup(model, term.data, term.size), t, "term %u", t);
        cr_expect_float_eq(tm_tfidf_idf(model, t),
                           log(5.0 / (1.0 + (double)tm_tfidf_df(model, t))) + 1, 1e-12, "idf");
    }
    cr_expect_eq(tm_tfidf_df(model, tm_tfidf_lookup(model, "iran", 4)), 2, "in two documents");
    cr_expect_eq(tm_tfidf_lookup(model, "the", 3), UINT32_MAX, "stop words are no terms");
    cr_expect_eq(tm_tfidf_df(model, 9999), 0, "no such id");
    for (size_t i = 0; i < 3; i++)
        cr_expect_float_eq(tm_cosine(m, i, m, i), 1, 1e-6, "row %zu", i);
    cr_expect_gt(tm_cosine(m, 0, m, 1), tm_cosine(m, 0, m, 2), "more in common");
    tm_sparse_free(m);
    tm_tfidf_free(model);
}

Test(tfidf, transform_of_the_same_documents_gives_the_same_bits)
{
    tm_tfidf *model;
    tm_sparse *a, *b;

    cr_assert_eq(tm_tfidf_fit(&model, &a, documents, 4, NULL, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm_tfidf_transform(&b, model, documents, 4, NULL, NULL), TM_OK, "transform");
    cr_expect_arr_eq(a->row_start, b->row_start, 5 * sizeof *a->row_start, "rows");
    cr_expect_arr_eq(a->column, b->column, a->row_start[4] * sizeof *a->column, "columns");
    cr_expect_arr_eq(a->value, b->value, a->row_start[4] * sizeof *a->value, "values");
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(model);
}

/* Runs in every unit: what transform finds is what fit counted, and terms are found by name. */
Test(tfidf, runs_of_words_and_characters)
{
    static const char *const holds[] = {"nuclear talks", "ucle", " gen"};
    static const tm_unit units[] = {TM_UNIT_WORDS, TM_UNIT_CHARACTERS, TM_UNIT_CHARACTERS_IN_WORDS};

    for (size_t u = 0; u < 3; u++) {
        tm_tfidf_options options = TM_TFIDF_INIT;
        tm_tfidf *model;
        tm_sparse *a, *b;

        options.unit = units[u];
        options.ngram_min = u ? 4 : 1;
        options.ngram_max = u ? 5 : 3;
        cr_assert_eq(tm_tfidf_fit(&model, &a, documents, 4, &options, NULL, NULL), TM_OK, "fit");
        cr_assert_eq(tm_tfidf_transform(&b, model, documents, 4, NULL, NULL), TM_OK, "transform");
        cr_expect_neq(tm_tfidf_lookup(model, holds[u], strlen(holds[u])), UINT32_MAX, "%s",
                      holds[u]);
        for (uint32_t t = 0; t < tm_tfidf_terms(model); t++) {
            const tm_text term = tm_tfidf_term(model, t);

            cr_expect_eq(tm_tfidf_lookup(model, term.data, term.size), t, "in byte order, %u", t);
        }
        cr_expect_arr_eq(a->row_start, b->row_start, 5 * sizeof *a->row_start, "rows");
        cr_expect_arr_eq(a->column, b->column, a->row_start[4] * sizeof *a->column, "columns");
        cr_expect_arr_eq(a->value, b->value, a->row_start[4] * sizeof *a->value, "values");
        tm_sparse_free(a);
        tm_sparse_free(b);
        tm_tfidf_free(model);
    }
}

Test(tfidf, runs_go_over_stop_words)
{
    const tm_text text = {"Iran and the storm", 18};
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *model;

    options.ngram_min = 2;
    options.ngram_max = 4;
    cr_assert_eq(tm_tfidf_fit(&model, NULL, &text, 1, &options, NULL, NULL), TM_OK, "fit");
    cr_expect_eq(tm_tfidf_terms(model), 1, "one run");
    cr_expect_eq(tm_tfidf_lookup(model, "iran storm", 10), 0, "over what is left out");
    tm_tfidf_free(model);
}

Test(tfidf, drops_rare_and_common_terms)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *model;

    options.min_df = 2;
    cr_assert_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_OK,
                 "fit without rows");
    cr_expect_eq(tm_tfidf_terms(model), 4, "geneva, iran, nuclear, talks");
    cr_expect_eq(tm_tfidf_lookup(model, "geneva", 6), 0, "ids close up");
    cr_expect_eq(tm_tfidf_lookup(model, "talks", 5), 3, "ids close up");
    tm_tfidf_free(model);
    options.min_df = 0;
    options.max_df = 0.25;
    cr_assert_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_OK, "fit");
    cr_expect_eq(tm_tfidf_lookup(model, "iran", 4), UINT32_MAX, "in half of the documents");
    cr_expect_neq(tm_tfidf_lookup(model, "storm", 5), UINT32_MAX, "in a quarter");
    tm_tfidf_free(model);
}

Test(tfidf, keeps_the_most_frequent_terms)
{
    static const tm_text texts[] = {{"dd dd dd aa bb bb", 17}, {"cc cc aa ee", 11}};
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *model;
    tm_sparse *m;

    options.max_terms = 3;
    cr_assert_eq(tm_tfidf_fit(&model, &m, texts, 2, &options, NULL, NULL), TM_OK, "fit");
    cr_assert_eq(tm_tfidf_terms(model), 3, "three");
    cr_expect_eq(tm_tfidf_lookup(model, "aa", 2), 0, "twice, and first in byte order");
    cr_expect_eq(tm_tfidf_lookup(model, "bb", 2), 1, "twice");
    cr_expect_eq(tm_tfidf_lookup(model, "dd", 2), 2, "three times");
    cr_expect_eq(m->cols, 3, "columns");
    cr_expect_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    tm_sparse_free(m);
    tm_tfidf_free(model);
}

Test(tfidf, rejects_options_outside_their_range)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *model = (tm_tfidf *)&model;
    tm_error err;

    options.max_df = 1.5;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, &err), TM_EINVAL,
                 "max_df");
    cr_expect_null(model, "nothing comes back");
    cr_expect_str_eq(err.message, "max_df 1.5 is not in (0, 1]", "message");
    options.max_df = 0;
    options.analyzer.language = "a language whose name is too long";
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_ENOTFOUND,
                 "language");
    options.ngram_min = 3;
    options.ngram_max = 2;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, &err), TM_EINVAL, "runs");
    cr_expect_str_eq(err.message, "runs of 3 to 2: not between 1 and 5", "message");
    options.ngram_max = 6;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_EINVAL, "long");
    options.unit = (tm_unit)3;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_EINVAL, "unit");
    options.size = 3;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, NULL), TM_EINVAL, "size");
}

static int cancel(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)stage;
    (void)done;
    (void)total;
    return --*(int *)ctx < 0;
}

Test(tfidf, can_be_cancelled_at_every_report)
{
    for (int after = 0;; after++) {
        int left = after;
        const tm_run run = {sizeof run, 1, 0, cancel, &left};
        tm_tfidf *model;
        tm_sparse *m;
        const tm_status status = tm_tfidf_fit(&model, &m, documents, 4, NULL, &run, NULL);
        if (status == TM_OK) {
            cr_expect_gt(after, 1, "asked more than once");
            tm_sparse_free(m);
            tm_tfidf_free(model);
            break;
        }
        cr_assert_eq(status, TM_ECANCELLED, "after %d reports", after);
        cr_assert_null(model, "nothing comes back");
    }
}

Test(tfidf, survives_allocation_failure)
{
    tm_tfidf *model;
    tm_sparse *a, *b;
    tm_tfidf_options options = TM_TFIDF_INIT;

    options.max_terms = 3;
    fault_install();
    FAULT_LOOP(tm_tfidf_fit(&model, &a, documents, 4, &options, &fault_run, NULL));
    FAULT_LOOP(tm_tfidf_transform(&b, model, documents, 4, &fault_run, NULL));
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(model);
    for (int unit = TM_UNIT_WORDS; unit <= TM_UNIT_CHARACTERS_IN_WORDS; unit++) {
        options.unit = (tm_unit)unit;
        options.ngram_max = 3;
        FAULT_LOOP(tm_tfidf_fit(&model, &a, documents, 2, &options, &fault_run, NULL));
        FAULT_LOOP(tm_tfidf_transform(&b, model, documents, 2, &fault_run, NULL));
        tm_sparse_free(a);
        tm_sparse_free(b);
        tm_tfidf_free(model);
    }
    tm_tfidf_free(NULL);
    cr_expect_eq(fault_live, 0, "nothing left");
}
