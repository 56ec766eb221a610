#include "fault_alloc.h"
#include "vector/term_weights.h"

#include <math.h>

/* Two documents, two terms: d0 = {a: 3, b: 1}, d1 = {a: 1}. */
static uint64_t start[] = {0, 2, 3};
static uint32_t term[] = {0, 1, 0};
static uint32_t tf[] = {3, 1, 1};
static const uint64_t offset[] = {0, 1, 2};
static const uint32_t df[] = {2, 1};
static const struct tm__vocabulary vocabulary = {2, "ab", offset, df, NULL};

static struct tm__counts example(void)
{
    struct tm__counts c = {2, start, term, tf, vocabulary, NULL, NULL, NULL};
    return c;
}

Test(term_weights, by_document_frequency)
{
    const double tight = 1e-12;

    cr_expect_float_eq(tm__idf(TM_IDF_SMOOTH, 0, 3, 1), log(4.0 / 2.0) + 1, tight, "one of three");
    cr_expect_float_eq(tm__idf(TM_IDF_SMOOTH, 0, 3, 3), 1.0, tight, "in every document");
    cr_expect_float_eq(tm__idf(TM_IDF_SMOOTH, 0, 0, 0), 1.0, tight, "no documents");
    cr_expect_float_eq(tm__idf(TM_IDF_NONE, 0, 8, 2), 1.0, tight, "none");
    cr_expect_float_eq(tm__idf(TM_IDF_PLAIN, 2, 8, 2), 2.0, tight, "log2(8 / 2)");
    cr_expect_float_eq(tm__idf(TM_IDF_PLAIN, 0, 8, 2), log(4), tight, "ln");
    cr_expect_float_eq(tm__idf(TM_IDF_NOT_ZERO, 2, 7, 2), 2.0, tight, "log2((7 + 1) / 2)");
    cr_expect_float_eq(tm__idf(TM_IDF_PROBABILISTIC, 2, 10, 2), 2.0, tight, "log2(8 / 2)");
    cr_expect_float_eq(tm__idf(TM_IDF_PROBABILISTIC, 2, 10, 6), 0.0, tight, "not below 0");
    cr_expect_float_eq(tm__idf(TM_IDF_PLUS_ONE, 2, 8, 2), log(4) + 1, tight, "whatever the base");
    cr_expect_float_eq(tm__idf(TM_IDF_BM25, 0, 8, 2), log(1 + 6.5 / 2.5), tight, "bm25");
}

Test(term_weights, many_terms_weigh_what_each_does)
{
    enum { TERMS = 1000 };
    static uint32_t many[TERMS];
    static double idf[TERMS];
    const struct tm__vocabulary v = {TERMS, NULL, NULL, many, NULL};
    const tm_tfidf_options options = TM_TFIDF_INIT;

    for (uint32_t t = 0; t < TERMS; t++)
        many[t] = t + 1;
    tm__fill_idf(idf, &v, &options, TERMS);
    for (uint32_t t = 0; t < TERMS; t++)
        cr_expect_eq(idf[t], tm__idf(TM_IDF_SMOOTH, 0, TERMS, t + 1), "df %u", t + 1);
}

Test(term_weights, entropy_by_hand)
{
    const struct tm__counts counts = example();
    tm_tfidf_options options = TM_TFIDF_INIT;
    double idf[2];

    options.idf = TM_IDF_ENTROPY;
    cr_assert_eq(tm__term_weights(idf, &vocabulary, &counts, &options, NULL), TM_OK, "entropy");
    cr_expect_float_eq(idf[0], 1 + (0.75 * log(0.75) + 0.25 * log(0.25)) / log(3), 1e-12, "a");
    cr_expect_float_eq(idf[1], 1.0, 1e-12, "in one document alone: all the information");
}

Test(term_weights, sums)
{
    const struct tm__counts counts = example();
    tm_tfidf_options options = TM_TFIDF_INIT;
    struct tm__totals sum = {2, 0, 0, 0};

    options.norm = TM_NORM_PIVOTED_CHARACTERS;
    tm__add_totals(&sum, &vocabulary, &counts, &options);

    cr_expect(sum.documents == 2 && sum.entries == 3 && sum.tokens == 5 && sum.characters == 10,
              "all");
    cr_expect_eq(tm__characters((tm_text){"\xc3\xa9\xff"
                                          "a",
                                          4}),
                 3, "bytes of no character count");
}

Test(term_weights, survives_allocation_failure)
{
    const struct tm__counts counts = example();
    tm_tfidf_options options = TM_TFIDF_INIT;
    double idf[2];

    options.idf = TM_IDF_ENTROPY;
    fault_install();
    FAULT_LOOP(tm__term_weights(idf, &vocabulary, &counts, &options, NULL));
    cr_expect_eq(fault_live, 0, "nothing left");
}
