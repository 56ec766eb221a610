#include "fault_alloc.h"
#include "vector/builder.h"

#include <stdio.h>
#include <string.h>

enum { DOCUMENTS = 3000 };

static char text[DOCUMENTS][400];
static tm_text documents[DOCUMENTS];

/* Words that are ever new, in documents of every length. */
static void write_documents(void)
{
    uint32_t chance = 7;

    for (int d = 0; d < DOCUMENTS; d++) {
        size_t used = 0;

        for (int w = 0; w < d % 40; w++) {
            chance = chance * 1664525u + 1013904223u;
            used += (size_t)snprintf(text[d] + used, sizeof text[d] - used, "w%u ",
                                     (chance >> 8) % (unsigned)(10 + d));
        }
        documents[d] = (tm_text){text[d], used};
    }
}

/* A builder whose tables and memory are so small that all generations and rows go to the file. */
static tm_tfidf_builder *counted(const tm_tfidf_options *options, unsigned threads, bool small)
{
    const tm_run run = {sizeof run, threads, 0, NULL, NULL};
    tm_tfidf_builder *builder;

    cr_assert_eq(tm_tfidf_builder_new(&builder, options, &run, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_keep_rows(builder, NULL, NULL), TM_OK);
    if (small) {
        builder->most_strings = 300;
        builder->kept->budget = 1000;
    }
    for (size_t d = 0; d < DOCUMENTS; d += 250)
        cr_assert_eq(tm_tfidf_builder_add(builder, documents + d, 250, &run, NULL), TM_OK);
    if (small) {
        cr_expect_gt(builder->kept->spill.end, 10000, "in the file");
        cr_expect_neq(builder->kept->first, builder->kept->last, "several generations");
    }
    return builder;
}

static void expect_these(const tm_sparse *wanted, tm_tfidf_rows *rows)
{
    tm_sparse *m;
    size_t row = 0;
    uint64_t at = 0;

    cr_expect_eq(tm_tfidf_rows_entries(rows), wanted->row_start[wanted->rows]);
    for (;;) {
        uint64_t entries;

        cr_assert_eq(tm_tfidf_rows_next(&m, rows, NULL, NULL), TM_OK);
        if (!m)
            break;
        cr_assert_eq(tm_sparse_check(m, NULL), TM_OK);
        cr_assert_eq(m->cols, wanted->cols);
        for (size_t i = 0; i < m->rows; i++, row++)
            cr_assert_eq(m->row_start[i] + at, wanted->row_start[row], "row %zu", row);
        entries = m->row_start[m->rows];
        cr_assert_arr_eq(m->column, wanted->column + at, entries * sizeof *m->column);
        cr_assert_arr_eq(m->value, wanted->value + at, entries * sizeof *m->value);
        at += entries;
        tm_sparse_free(m);
    }
    cr_expect_eq(row, wanted->rows);
    tm_tfidf_rows_free(rows);
}

static void expect_rows(const tm_sparse *wanted, tm_tfidf_builder *builder, const tm_tfidf *model)
{
    tm_tfidf_rows *rows;

    cr_assert_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, NULL), TM_OK);
    expect_these(wanted, rows);
}

static void expect_last_rows(const tm_sparse *wanted, tm_tfidf_builder *builder,
                             const tm_tfidf *model)
{
    tm_tfidf_rows *rows;
    tm_error err;

    cr_assert_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, NULL), TM_OK);
    tm_tfidf_rows_last(rows);
    expect_these(wanted, rows);
    cr_expect_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, &err), TM_EINVAL);
    cr_expect_str_eq(err.message, "the rows were read for the last time");
    cr_expect_null(rows);
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 10, NULL, &err), TM_EINVAL);
    cr_expect_str_eq(err.message, "the rows were read for the last time");
}

static void expect_as_fit(const char *code, uint32_t max_terms, unsigned ngrams)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf *fitted, *built;
    tm_sparse *wanted;

    cr_assert_eq(tm_tfidf_weighting(&options, code, NULL), TM_OK);
    options.max_terms = max_terms;
    options.min_df = 2;
    options.ngram_max = ngrams;
    cr_assert_eq(tm_tfidf_fit(&fitted, &wanted, documents, DOCUMENTS, &options, NULL, NULL), TM_OK);
    for (unsigned threads = 1; threads <= 3; threads++) {
        tm_tfidf_builder *const builder = counted(&options, threads, threads > 1);

        cr_assert_eq(tm_tfidf_builder_model(&built, builder, NULL, NULL), TM_OK);
        cr_expect_eq(tm_tfidf_terms(built), tm_tfidf_terms(fitted), "%s", code);
        for (uint32_t t = 0; t < tm_tfidf_terms(fitted); t++)
            cr_assert_eq(tm_tfidf_idf(built, t), tm_tfidf_idf(fitted, t), "%s: term %u", code, t);
        expect_rows(wanted, builder, built);
        expect_rows(wanted, builder, fitted);
        expect_last_rows(wanted, builder, built);
        tm_tfidf_free(built);
        tm_tfidf_builder_free(builder);
    }
    tm_tfidf_free(fitted);
    tm_sparse_free(wanted);
}

Test(tfidf_rows, are_those_of_a_fit, .init = write_documents)
{
    expect_as_fit("tf-idf", 0, 1);
    expect_as_fit("tf-idf", 500, 2);
    expect_as_fit("bm25", 0, 3);
    expect_as_fit("log-entropy", 300, 1);
    expect_as_fit("Lnb", 0, 1);
}

Test(tfidf_rows, of_another_model_lack_what_it_does_not_know, .init = write_documents)
{
    tm_tfidf_builder *const builder = counted(NULL, 2, true);
    tm_tfidf *small;
    tm_sparse *wanted;

    cr_assert_eq(tm_tfidf_fit(&small, NULL, documents, 50, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_transform(&wanted, small, documents, DOCUMENTS, NULL, NULL), TM_OK);
    expect_rows(wanted, builder, small);
    tm_sparse_free(wanted);
    tm_tfidf_free(small);
    tm_tfidf_builder_free(builder);
}

Test(tfidf_rows, are_there_only_if_they_were_kept)
{
    tm_tfidf_builder *builder;
    tm_tfidf_rows *rows;
    tm_tfidf *model;
    tm_sparse *m;

    cr_assert_eq(tm_tfidf_builder_new(&builder, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_model(&model, builder, NULL, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, NULL), TM_EINVAL);
    cr_expect_null(rows);
    tm_tfidf_builder_free(builder);
    tm_tfidf_free(model);
    tm_tfidf_rows_free(NULL);

    cr_assert_eq(tm_tfidf_builder_new(&builder, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_keep_rows(builder, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_model(&model, builder, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, NULL), TM_OK, "of no documents");
    cr_expect_eq(tm_tfidf_rows_next(&m, rows, NULL, NULL), TM_OK);
    cr_expect_null(m);
    tm_tfidf_rows_free(rows);
    tm_tfidf_builder_free(builder);
    tm_tfidf_free(model);
}

Test(tfidf_rows, say_where_no_file_can_be_made, .init = write_documents)
{
    const tm_run run = {sizeof run, 1, 0, NULL, NULL};
    tm_tfidf_builder *builder;
    tm_error err;

    cr_assert_eq(tm_tfidf_builder_new(&builder, NULL, &run, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_keep_rows(builder, "/no/such", NULL), TM_OK);
    builder->kept->budget = 10;
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 100, &run, &err), TM_EIO);
    cr_expect_str_eq(err.message, "a temporary file in /no/such: No such file or directory");
    cr_expect_eq(tm_tfidf_builder_add(builder, documents, 100, &run, &err), TM_EINVAL, "and after");
    tm_tfidf_builder_free(builder);
}

Test(tfidf_rows, may_be_left_when_some_were_let_go, .init = write_documents)
{
    tm_tfidf_builder *const builder = counted(NULL, 2, false);
    tm_tfidf_rows *rows;
    tm_tfidf *model;
    tm_sparse *m;

    cr_assert_eq(tm_tfidf_builder_model(&model, builder, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_rows_new(&rows, builder, model, NULL, NULL), TM_OK);
    tm_tfidf_rows_last(rows);
    cr_assert_eq(tm_tfidf_rows_next(&m, rows, NULL, NULL), TM_OK);
    tm_sparse_free(m);
    tm_tfidf_rows_free(rows);
    tm_tfidf_builder_free(builder);
    tm_tfidf_free(model);
}

static tm_status read_once(tm_tfidf_builder *builder, const tm_tfidf *model)
{
    tm_tfidf_rows *rows;
    tm_sparse *m = NULL;
    tm_status status = tm_tfidf_rows_new(&rows, builder, model, &fault_run, NULL);

    while (status == TM_OK && (status = tm_tfidf_rows_next(&m, rows, &fault_run, NULL)) == TM_OK &&
           m)
        tm_sparse_free(m);
    tm_tfidf_rows_free(rows);
    return status;
}

Test(tfidf_rows, survive_allocation_failure, .init = write_documents)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_tfidf_builder *builder;
    tm_tfidf *model;
    tm_tfidf_rows *rows;

    fault_install();
    options.ngram_max = 2;
    for (int small = 0; small < 2; small++) {
        builder = counted(&options, 1, small);
        cr_assert_eq(tm_tfidf_builder_model(&model, builder, NULL, NULL), TM_OK);
        FAULT_LOOP(read_once(builder, model));
        FAULT_LOOP(tm_tfidf_rows_new(&rows, builder, model, &fault_run, NULL));
        tm_tfidf_rows_free(rows);
        tm_tfidf_builder_free(builder);
        tm_tfidf_free(model);
    }
    cr_expect_eq(fault_live, 0, "nothing left");
}
