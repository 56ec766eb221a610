#include "fault_alloc.h"

#include <string.h>

static const tm_text first[] = {{"gaza talks", 10}, {"talks in oslo", 13}, {"storm", 5}};
static const tm_text second[] = {{"storm in bergen", 15}, {"aid for gaza", 12}, {"aid", 3}};

static tm_tfidf *grown(const tm_tfidf *model, const tm_text *documents, size_t count)
{
    tm_tfidf_builder *builder;
    tm_tfidf *out;

    cr_assert_eq(tm_tfidf_builder_from(&builder, model, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_keep_rows(builder, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_add(builder, documents, count, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_model(&out, builder, NULL, NULL), TM_OK);
    tm_tfidf_builder_free(builder);
    return out;
}

static tm_tfidf *fitted(const tm_tfidf_options *options)
{
    tm_tfidf *model;

    cr_assert_eq(tm_tfidf_fit(&model, NULL, first, 3, options, NULL, NULL), TM_OK);
    return model;
}

static void expect_term(const tm_tfidf *model, uint32_t id, const char *term, uint64_t df)
{
    const tm_text text = tm_tfidf_term(model, id);

    cr_expect(text.size == strlen(term) && memcmp(text.data, term, text.size) == 0, "term %u: %.*s",
              id, (int)text.size, text.data);
    cr_expect_eq(tm_tfidf_df(model, id), df, "df of %s", term);
    cr_expect_eq(tm_tfidf_lookup(model, term, strlen(term)), id, "%s is found", term);
}

Test(builder_model, old_terms_keep_their_ids)
{
    tm_tfidf *const old = fitted(NULL), *const more = grown(old, second, 3);
    tm_tfidf *const twice = grown(more, (const tm_text[]){{"crete", 5}}, 1);

    cr_expect_eq(tm_tfidf_documents(more), 6);
    cr_assert_eq(tm_tfidf_terms(more), 6);
    expect_term(more, 0, "gaza", 2);
    expect_term(more, 1, "oslo", 1);
    expect_term(more, 2, "storm", 2);
    expect_term(more, 3, "talks", 2);
    expect_term(more, 4, "aid", 2);
    expect_term(more, 5, "bergen", 1);
    cr_expect_eq(tm_tfidf_lookup(more, "crete", 5), UINT32_MAX);
    expect_term(twice, 0, "gaza", 2);
    expect_term(twice, 5, "bergen", 1);
    expect_term(twice, 6, "crete", 1);
    cr_expect_eq(tm_tfidf_lookup(twice, "zagreb", 6), UINT32_MAX);
    tm_tfidf_free(old);
    tm_tfidf_free(more);
    tm_tfidf_free(twice);
}

/* Its rows have the values that a fit of all documents gives, in other columns. */
Test(builder_model, weighs_as_a_fit_of_all_does)
{
    const tm_text all[] = {first[0], first[1], first[2], second[0], second[1], second[2]};
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *old, *more, *together;
    tm_sparse *a, *b;

    cr_assert_eq(tm_tfidf_weighting(&options, "bm25", NULL), TM_OK);
    options.ngram_max = 2;
    old = fitted(&options);
    more = grown(old, second, 3);
    cr_assert_eq(tm_tfidf_fit(&together, &a, all, 6, &options, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_transform(&b, more, all, 6, NULL, NULL), TM_OK);
    cr_assert_arr_eq(a->row_start, b->row_start, 7 * sizeof *a->row_start);
    for (size_t d = 0; d < 6; d++)
        for (uint64_t e = a->row_start[d]; e < a->row_start[d + 1]; e++) {
            const tm_text term = tm_tfidf_term(together, a->column[e]);
            const uint32_t column = tm_tfidf_lookup(more, term.data, term.size);
            uint64_t at = b->row_start[d];

            while (at < b->row_start[d + 1] && b->column[at] != column)
                at++;
            cr_assert_lt(at, b->row_start[d + 1], "%.*s in row %zu", (int)term.size, term.data, d);
            cr_expect_eq(a->value[e], b->value[at], "%.*s in row %zu", (int)term.size, term.data,
                         d);
        }
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(old);
    tm_tfidf_free(more);
    tm_tfidf_free(together);
}

Test(builder_model, limits_new_terms_by_the_options)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *old, *more;

    options.min_df = 2;
    old = fitted(&options);
    cr_assert_eq(tm_tfidf_terms(old), 1);
    more = grown(old, second, 3);
    cr_assert_eq(tm_tfidf_terms(more), 2);
    expect_term(more, 0, "talks", 2);
    expect_term(more, 1, "aid", 2);
    tm_tfidf_free(old);
    tm_tfidf_free(more);
    options.min_df = 1;
    options.max_terms = 2;
    old = fitted(&options);
    more = grown(old, second, 3);
    cr_assert_eq(tm_tfidf_terms(more), 2, "full");
    tm_tfidf_free(old);
    tm_tfidf_free(more);
}

Test(builder_model, cannot_go_on_by_entropy)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf_builder *builder;
    tm_tfidf *old, *more;

    cr_assert_eq(tm_tfidf_weighting(&options, "log-entropy", NULL), TM_OK);
    old = fitted(&options);
    cr_assert_eq(tm_tfidf_builder_from(&builder, old, NULL, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_builder_model(&more, builder, NULL, NULL), TM_EINVAL);
    cr_expect_null(more);
    tm_tfidf_builder_free(builder);
    tm_tfidf_free(old);
}

static tm_status grow_once(const tm_tfidf *old)
{
    tm_tfidf_builder *builder;
    tm_tfidf *model = NULL;
    tm_status status = tm_tfidf_builder_from(&builder, old, &fault_run, NULL);

    if (status == TM_OK)
        status = tm_tfidf_builder_keep_rows(builder, NULL, NULL);
    if (status == TM_OK)
        status = tm_tfidf_builder_add(builder, second, 3, &fault_run, NULL);
    if (status == TM_OK)
        status = tm_tfidf_builder_model(&model, builder, &fault_run, NULL);
    tm_tfidf_free(model);
    tm_tfidf_builder_free(builder);
    return status;
}

Test(builder_model, survives_allocation_failure)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf_builder *builder;
    tm_tfidf *old, *more;

    fault_install();
    cr_assert_eq(tm_tfidf_weighting(&options, "bm25", NULL), TM_OK);
    options.max_terms = 6;
    old = fitted(&options);
    FAULT_LOOP(grow_once(old));
    FAULT_LOOP(tm_tfidf_builder_from(&builder, old, &fault_run, NULL));
    tm_tfidf_builder_free(builder);
    FAULT_LOOP(tm_tfidf_update(&more, old, second, 3, &fault_run, NULL));
    expect_term(more, 0, "gaza", 2);
    tm_tfidf_free(more);
    tm_tfidf_free(old);
    cr_expect_eq(fault_live, 0, "nothing left");
}
