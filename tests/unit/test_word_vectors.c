#include "fault_alloc.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Two topics of 20 words each; every document has 5 words of one of them. */
static tm_sparse *two_topics(size_t rows)
{
    tm_sparse *m;
    uint64_t at = 0;

    cr_assert_eq(tm_sparse_new(&m, rows, 40, rows * 5, NULL), TM_OK, "new");
    for (size_t d = 0; d < rows; d++) {
        for (size_t i = 0; i < 5; i++) {
            m->column[at] = (uint32_t)(d % 2 * 20 + i * 4 + (d / 2 * (i + 3) + d / 7) % 4);
            m->value[at++] = 1;
        }
        m->row_start[d + 1] = at;
    }
    tm_sparse_normalize(m);
    return m;
}

static double cosine(const float *a, const float *b, size_t n)
{
    double ab = 0, aa = 0, bb = 0;

    for (size_t i = 0; i < n; i++) {
        ab += (double)a[i] * b[i];
        aa += (double)a[i] * a[i];
        bb += (double)b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : 0;
}

Test(word_vectors, documents_of_one_topic_are_alike_even_without_a_common_word)
{
    tm_sparse *m = two_topics(400);
    const tm_word_vectors_options options = {sizeof options, 4, 0, 0, 0};
    tm_word_vectors *v;
    float *out;

    cr_assert_eq(tm_word_vectors_new(&v, m, &options, NULL, NULL), TM_OK, "vectors");
    cr_assert_eq(v->words, 40, "a vector a word");
    out = malloc(400 * v->components * sizeof *out);
    cr_assert_eq(tm_document_vectors(out, v, m, true, NULL, NULL), TM_OK, "documents");
    for (size_t d = 2; d < 400; d++) {
        const double same =
            cosine(out + (d % 2) * v->components, out + d * v->components, v->components);
        const double other =
            cosine(out + (1 - d % 2) * v->components, out + d * v->components, v->components);
        cr_assert_gt(same, other + 0.5, "document %zu: %g with its topic, %g with the other", d,
                     same, other);
        cr_assert_float_eq(cosine(out + d * v->components, out + d * v->components, v->components),
                           1, 1e-6, "unit");
    }
    free(out);
    tm_word_vectors_free(v);
    tm_sparse_free(m);
}

Test(word_vectors, leaves_rare_words_out_and_unknown_documents_zero)
{
    tm_sparse *m = two_topics(100), *rare;
    const tm_word_vectors_options options = {sizeof options, 3, 10, 0, 0};
    tm_word_vectors *v;
    size_t zero = 0;
    float out[3];
    const uint32_t none[] = {0};

    cr_assert_eq(tm_word_vectors_new(&v, m, &options, NULL, NULL), TM_OK, "vectors");
    for (size_t w = 0; w < 40; w++)
        zero += cosine(v->vector + w * 3, v->vector + w * 3, 3) == 0;
    cr_expect_geq(zero, 30, "%zu words have no vector", zero);
    cr_assert_eq(tm_sparse_select(&rare, m, none, 1, NULL), TM_OK, "one row");
    rare->row_start[1] = 0; /* a document without a word */
    cr_assert_eq(tm_document_vectors(out, v, rare, false, NULL, NULL), TM_OK, "document");
    cr_expect_eq(out[0] * out[0] + out[1] * out[1] + out[2] * out[2], 0, "zero");
    rare->cols = 41;
    cr_expect_eq(tm_document_vectors(out, v, rare, false, NULL, NULL), TM_EINVAL, "other columns");
    tm_sparse_free(rare);
    tm_word_vectors_free(v);
    tm_sparse_free(m);
}

Test(word_vectors, same_bits_on_any_number_of_threads)
{
    tm_sparse *m = two_topics(900);
    tm_word_vectors *a, *b;
    tm_run run = {sizeof run, 1, 0, NULL, NULL};

    cr_assert_eq(tm_word_vectors_new(&a, m, NULL, &run, NULL), TM_OK, "one thread");
    for (run.threads = 2; run.threads <= 8; run.threads += 3) {
        cr_assert_eq(tm_word_vectors_new(&b, m, NULL, &run, NULL), TM_OK, "%u threads",
                     run.threads);
        cr_assert_arr_eq(a->vector, b->vector, a->words * a->components * sizeof *a->vector, "%u",
                         run.threads);
        tm_word_vectors_free(b);
    }
    tm_word_vectors_free(a);
    tm_sparse_free(m);
}

Test(word_vectors, has_defined_results_at_the_edges)
{
    tm_sparse *m;
    tm_word_vectors *v;

    cr_assert_eq(tm_sparse_new(&m, 0, 0, 0, NULL), TM_OK, "nothing");
    cr_assert_eq(tm_word_vectors_new(&v, m, NULL, NULL, NULL), TM_OK, "nothing");
    cr_expect_eq(v->words, 0, "no words");
    tm_word_vectors_free(v);
    tm_sparse_free(m);
    m = two_topics(1); /* five words that meet once */
    cr_assert_eq(tm_word_vectors_new(&v, m, NULL, NULL, NULL), TM_OK, "one document");
    for (size_t i = 0; i < v->words * v->components; i++)
        cr_assert(isfinite(v->vector[i]), "cell %zu", i);
    tm_word_vectors_free(v);
    tm_sparse_free(m);
}

Test(word_vectors, survives_allocation_failure)
{
    tm_sparse *m;
    tm_word_vectors *v;
    float out[20 * 40];

    fault_install();
    m = two_topics(20);
    FAULT_LOOP(tm_word_vectors_new(&v, m, NULL, &fault_run, NULL));
    FAULT_LOOP(tm_document_vectors(out, v, m, true, &fault_run, NULL));
    tm_word_vectors_free(v);
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
