#include "fault_alloc.h"
#include "vector/hashed.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const tm_text documents[] = {
    {"gaza talks gaza", 15}, {"talks in oslo", 13}, {"", 0}, {"storm talks", 11}};

/* From Appleby's own implementation. */
Test(hashed, is_murmur)
{
    cr_expect_eq(tm__murmur("", 0), 0);
    cr_expect_eq(tm__murmur("a", 1), 0x3c2569b2u);
    cr_expect_eq(tm__murmur("hello", 5), 0x248bfa47u);
    cr_expect_eq(tm__murmur("hello, world", 12), 0x149bbb7fu);
    cr_expect_lt(tm__hashed_column((tm_text){"hello", 5}, 1), 2);
}

static tm_tfidf_options hashing(unsigned bits)
{
    tm_tfidf_options options = TM_TFIDF_INIT;

    options.hash_bits = bits;
    return options;
}

Test(hashed, terms_that_meet_count_as_one)
{
    tm_tfidf_options options = hashing(1);
    tm_tfidf *model;
    tm_sparse *rows;

    cr_assert_eq(tm_tfidf_weighting(&options, "nnn", NULL), TM_OK);
    cr_assert_eq(tm_tfidf_fit(&model, &rows, documents, 4, &options, NULL, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_terms(model), 2);
    cr_assert_eq(tm_sparse_check(rows, NULL), TM_OK);
    cr_expect_eq(rows->row_start[3], rows->row_start[2], "an empty document");
    for (size_t d = 0; d < 4; d++) {
        static const float words[] = {3, 2, 0, 2}; /* in is a stop word */
        float sum = 0;

        for (uint64_t e = rows->row_start[d]; e < rows->row_start[d + 1]; e++)
            sum += rows->value[e];
        cr_expect_eq(sum, words[d], "row %zu", d);
    }
    cr_expect_eq(tm_tfidf_term(model, 0).size, 0, "no names");
    cr_expect_eq(tm_tfidf_df(model, tm_tfidf_lookup(model, "talks", 5)), 3, "in three");
    tm_sparse_free(rows);
    tm_tfidf_free(model);
}

/* With so many columns no two terms meet: the values are those of terms. */
Test(hashed, wide_enough_it_changes_nothing_but_columns)
{
    tm_tfidf_options options = hashing(0);
    tm_tfidf *plain, *model;
    tm_sparse *a, *b;

    cr_assert_eq(tm_tfidf_weighting(&options, "bm25", NULL), TM_OK);
    options.ngram_max = 2;
    cr_assert_eq(tm_tfidf_fit(&plain, &a, documents, 4, &options, NULL, NULL), TM_OK);
    options.hash_bits = 20;
    cr_assert_eq(tm_tfidf_fit(&model, &b, documents, 4, &options, NULL, NULL), TM_OK);
    cr_assert_arr_eq(a->row_start, b->row_start, 5 * sizeof *a->row_start);
    for (size_t d = 0; d < 4; d++)
        for (uint64_t e = a->row_start[d]; e < a->row_start[d + 1]; e++) {
            const tm_text term = tm_tfidf_term(plain, a->column[e]);
            uint64_t at = b->row_start[d];

            while (at < b->row_start[d + 1] &&
                   b->column[at] != tm_tfidf_lookup(model, term.data, term.size))
                at++;
            cr_assert_lt(at, b->row_start[d + 1], "%.*s", (int)term.size, term.data);
            cr_expect_eq(a->value[e], b->value[at], "%.*s", (int)term.size, term.data);
        }
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(plain);
    tm_tfidf_free(model);
}

Test(hashed, a_file_keeps_it_and_it_can_learn_more)
{
    const tm_tfidf_options options = hashing(16);
    tm_tfidf *model, *loaded, *more;
    tm_sparse *a, *b;
    char path[64];

    snprintf(path, sizeof path, "/tmp/tm_hashed_%ld.tm", (long)getpid());
    cr_assert_eq(tm_tfidf_fit(&model, &a, documents, 4, &options, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_save(model, path, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_load(&loaded, path, NULL), TM_OK);
    remove(path);
    cr_assert_eq(tm_tfidf_transform(&b, loaded, documents, 4, NULL, NULL), TM_OK);
    cr_expect_arr_eq(a->row_start, b->row_start, 5 * sizeof *a->row_start);
    cr_expect_arr_eq(a->value, b->value, a->row_start[4] * sizeof *a->value);
    cr_assert_eq(tm_tfidf_update(&more, loaded, documents, 2, NULL, NULL), TM_OK);
    cr_expect_eq(tm_tfidf_documents(more), 6);
    cr_expect_eq(tm_tfidf_df(more, tm_tfidf_lookup(more, "oslo", 4)), 2);
    tm_sparse_free(a);
    tm_sparse_free(b);
    tm_tfidf_free(model);
    tm_tfidf_free(loaded);
    tm_tfidf_free(more);
}

Test(hashed, refuses_what_needs_terms)
{
    tm_tfidf_options options = hashing(29);
    tm_tfidf *model;
    tm_error err;

    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, &err), TM_EINVAL);
    cr_expect_str_eq(err.message, "hash_bits 29 is more than 28");
    options.hash_bits = 10;
    options.min_df = 2;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, &err), TM_EINVAL);
    options.min_df = 1;
    options.norm = TM_NORM_PIVOTED_CHARACTERS;
    cr_expect_eq(tm_tfidf_fit(&model, NULL, documents, 4, &options, NULL, &err), TM_EINVAL);
}

Test(hashed, survives_allocation_failure)
{
    const tm_tfidf_options options = hashing(4);
    tm_tfidf *model;
    tm_sparse *rows;

    fault_install();
    FAULT_LOOP(tm_tfidf_fit(&model, &rows, documents, 4, &options, &fault_run, NULL));
    tm_sparse_free(rows);
    FAULT_LOOP(tm_tfidf_transform(&rows, model, documents, 4, &fault_run, NULL));
    tm_sparse_free(rows);
    tm_tfidf_free(model);
    cr_expect_eq(fault_live, 0, "nothing left");
}
