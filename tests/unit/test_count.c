#include "fault_alloc.h"
#include "vector/count.h"

#include <stdio.h>
#include <string.h>

static const tm_tfidf_options english = TM_TFIDF_INIT;

static tm_text text(const char *s)
{
    const tm_text t = {s, strlen(s)};
    return t;
}

Test(count, counts_terms_in_byte_order)
{
    const tm_text documents[] = {text("Drones, drones over the Baku bay"), text(""), text("Baku")};
    struct tm__counts c;

    cr_assert_eq(tm__count(&c, documents, 3, &english, NULL, NULL, NULL), TM_OK, "count");
    cr_assert_eq(c.vocabulary.terms, 3, "baku, bay, drones");
    cr_expect_arr_eq(c.vocabulary.bytes, "bakubaydrones", 13, "in order");
    cr_expect_eq(c.row_start[1], 3, "three terms");
    cr_expect_eq(c.row_start[2], 3, "an empty document is an empty row");
    cr_expect_eq(c.tf[2], 2, "drones twice");
    cr_expect_eq(c.vocabulary.df[0], 2, "baku in two documents");
    tm__counts_release(&c);
}

/* Enough text for many blocks; word i of document d depends on both. */
static tm_text *many(size_t n)
{
    tm_text *documents = malloc(n * sizeof *documents);

    for (size_t d = 0; d < n; d++) {
        char *s = malloc(4000);
        size_t at = 0;
        for (size_t i = 0; i < 300; i++)
            at += (size_t)sprintf(s + at, "w%zu ", (d * 7 + i * i) % 5003);
        documents[d].data = s;
        documents[d].size = at;
    }
    return documents;
}

static void free_many(tm_text *documents, size_t n)
{
    for (size_t d = 0; d < n; d++)
        free((void *)(uintptr_t)documents[d].data);
    free(documents);
}

static void expect_same_on_threads(const tm_tfidf_options *options, size_t n)
{
    tm_text *documents = many(n);
    struct tm__counts a, b;
    const tm_run one = {sizeof one, 1, 0, NULL, NULL};

    cr_assert_eq(tm__count(&a, documents, n, options, NULL, &one, NULL), TM_OK, "one thread");
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        const tm_run run = {sizeof run, threads, 0, NULL, NULL};
        cr_assert_eq(tm__count(&b, documents, n, options, NULL, &run, NULL), TM_OK, "%u threads",
                     threads);
        cr_assert_eq(a.vocabulary.terms, b.vocabulary.terms, "terms");
        cr_assert_arr_eq(a.row_start, b.row_start, (n + 1) * sizeof *a.row_start, "rows");
        cr_assert_arr_eq(a.term, b.term, a.row_start[n] * sizeof *a.term, "terms of rows");
        cr_assert_arr_eq(a.tf, b.tf, a.row_start[n] * sizeof *a.tf, "counts");
        cr_assert_arr_eq(a.vocabulary.df, b.vocabulary.df,
                         a.vocabulary.terms * sizeof *a.vocabulary.df, "df");
        tm__counts_release(&b);
    }
    tm__counts_release(&a);
    free_many(documents, n);
}

Test(count, same_result_on_any_number_of_threads)
{
    tm_tfidf_options options = TM_TFIDF_INIT;

    expect_same_on_threads(&options, 1500);
    options.ngram_max = 3;
    options.min_df = 2;
    expect_same_on_threads(&options, 400);
    options.unit = TM_UNIT_CHARACTERS_IN_WORDS;
    expect_same_on_threads(&options, 250);
}

Test(count, known_vocabulary_keeps_its_ids)
{
    const tm_text learnt[] = {text("alpha beta gamma")},
                  other[] = {text("gamma delta alpha gamma")};
    struct tm__counts c, k;

    cr_assert_eq(tm__count(&c, learnt, 1, &english, NULL, NULL, NULL), TM_OK, "learn");
    cr_assert_eq(tm__count(&k, other, 1, &english, &c.vocabulary, NULL, NULL), TM_OK, "known");
    cr_assert_eq(k.row_start[1], 2, "delta is not known");
    cr_expect_eq(k.term[0], 0, "alpha");
    cr_expect_eq(k.term[1], 2, "gamma");
    cr_expect_eq(k.tf[1], 2, "twice");
    tm__counts_release(&k);
    tm__counts_release(&c);
}

Test(count, checks_options_even_without_documents)
{
    tm_tfidf_options bad = TM_TFIDF_INIT;
    struct tm__counts c;
    tm_error err;

    bad.analyzer.language = "xx";
    cr_expect_eq(tm__count(&c, NULL, 0, &bad, NULL, NULL, &err), TM_ENOTFOUND, "unknown language");
    cr_expect_not_null(strstr(err.message, "xx"), "%s", err.message);
    cr_assert_eq(tm__count(&c, NULL, 0, &english, NULL, NULL, NULL), TM_OK, "no documents");
    cr_expect_eq(c.vocabulary.terms, 0, "an empty vocabulary");
    tm__counts_release(&c);
}

/* a: 3 documents, 3 times; b: 2, 5; c: 1, 5; d: 1, 1 */
Test(count, keeps_what_the_options_let_pass)
{
    const tm_text documents[] = {text("aa bb bb bb bb"), text("aa cc cc cc cc cc dd"),
                                 text("aa bb")};
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__counts c;

    options.min_df = 2;
    options.max_df = 0.7;
    cr_assert_eq(tm__count(&c, documents, 3, &options, NULL, NULL, NULL), TM_OK, "by df");
    cr_expect_eq(c.vocabulary.terms, 1, "bb");
    cr_expect_arr_eq(c.row_start, ((uint64_t[]){0, 1, 1, 2}), 4 * sizeof *c.row_start, "rows");
    cr_expect_eq(c.tf[0], 4, "four times");
    tm__counts_release(&c);
    options = (tm_tfidf_options)TM_TFIDF_INIT;
    options.max_terms = 2;
    cr_assert_eq(tm__count(&c, documents, 3, &options, NULL, NULL, NULL), TM_OK, "by number");
    cr_expect_arr_eq(c.vocabulary.bytes, "bbcc", 4, "the most frequent");
    cr_expect_eq(c.vocabulary.terms, 2);
    tm__counts_release(&c);
    options.tf = TM_TF_BINARY;
    cr_assert_eq(tm__count(&c, documents, 3, &options, NULL, NULL, NULL), TM_OK, "by df alone");
    cr_expect_arr_eq(c.vocabulary.bytes, "aabb", 4, "in the most documents");
    tm__counts_release(&c);
}

Test(count, survives_allocation_failure)
{
    const tm_text documents[] = {text("Drones over the Baku bay"), text("Baku again")};
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__counts c;

    options.max_terms = 1;
    fault_install();
    FAULT_LOOP(tm__count(&c, documents, 2, &options, NULL, &fault_run, NULL));
    tm__counts_release(&c);
    cr_expect_eq(fault_live, 0, "nothing left");
}
