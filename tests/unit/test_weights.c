#include "base/memory.h"
#include "fault_alloc.h"
#include "vector/weights.h"

#include <math.h>
#include <string.h>

/* Two documents over three terms: d0 = {aa: 1, c: 4}, d1 = {b: 2}; c is four bytes, two characters
 */
static uint64_t start[] = {0, 2, 3};
static uint32_t term[] = {0, 2, 1};
static uint32_t tf[] = {1, 4, 2};
static const double idf[] = {1, 2, 3};
static const uint64_t offset[] = {0, 2, 3, 7};
static const uint32_t df[] = {1, 1, 1};
static const struct tm__vocabulary vocabulary = {3, "aab\xc3\xa9\xc3\xa9", offset, df, NULL};

static struct tm__counts example(void)
{
    struct tm__counts c = {2, start, term, tf, vocabulary, NULL, NULL, NULL};
    return c;
}

static tm_sparse *weigh(const char *code, tm_tfidf_options options)
{
    const struct tm__counts counts = example();
    struct tm__weights weights = {&options, &vocabulary, idf, {2, 0, 0, 0}};
    tm_sparse *m;

    cr_assert_eq(tm_tfidf_weighting(&options, code, NULL), TM_OK, "%s", code);
    tm__add_totals(&weights.totals, &vocabulary, &counts, &options);
    cr_assert_eq(tm__weigh(&m, &counts, &weights, NULL, NULL), TM_OK, "weigh");
    cr_expect_eq(tm_sparse_check(m, NULL), TM_OK, "in order");
    return m;
}

static void expect(const char *code, double log_base, double a, double c, double b)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    tm_sparse *m;

    options.log_base = log_base;
    m = weigh(code, options);
    cr_expect_float_eq(m->value[0], a, 1e-6, "%s aa: %g", code, (double)m->value[0]);
    cr_expect_float_eq(m->value[1], c, 1e-6, "%s c: %g", code, (double)m->value[1]);
    cr_expect_float_eq(m->value[2], b, 1e-6, "%s b: %g", code, (double)m->value[2]);
    tm_sparse_free(m);
}

/* idf is 1, 2, 3 here whatever the second letter is. */
Test(weights, counts_by_hand)
{
    expect("nfn", 0, 1, 4 * 3, 2 * 2);
    expect("bfn", 0, 1, 3, 2);
    expect("lfn", 0, 1, (1 + log(4)) * 3, (1 + log(2)) * 2);
    expect("lfn", 2, 1, 3 * 3, 2 * 2);
    expect("lfn", 10, 1, (1 + log10(4)) * 3, (1 + log10(2)) * 2);
    expect("afn", 0, 0.625, 1 * 3, 1 * 2);
    expect("dfn", 2, 1, (1 + log2(3)) * 3, (1 + 1) * 2);
    expect("Lfn", 2, 1 / (1 + log2(2.5)), 3 * 3 / (1 + log2(2.5)), 2);
    expect("hfn", 0, log(2), log(5) * 3, log(3) * 2);
}

/* Lengths 5 and 2, on average 3.5; k1 1.2, b 0.75. */
Test(weights, bm25_by_hand)
{
    const double k0 = 1.2 * (0.25 + 0.75 * 5 / 3.5), k1 = 1.2 * (0.25 + 0.75 * 2 / 3.5);

    expect("kfn", 0, 2.2 / (1 + k0), 2.2 * 4 / (4 + k0) * 3, 2.2 * 2 / (2 + k1) * 2);
}

Test(weights, norms_by_hand)
{
    const double b = (1 + log(4)) * 3, length = sqrt(1 + b * b);
    /* Different terms: 2 and 1, on average 1.5. Characters, one more for each token: 3 + 4 * 3 and
     * 2 * 2, on average 9.5. Slope 0.25. */
    const double u0 = 0.75 * 1.5 + 0.25 * 2, u1 = 0.75 * 1.5 + 0.25;
    const double c0 = 0.75 * 9.5 + 0.25 * 15, c1 = 0.75 * 9.5 + 0.25 * 4;

    expect("lfc", 0, 1 / length, b / length, 1);
    expect("nfs", 0, 1 / 13.0, 12 / 13.0, 1);
    expect("nfu", 0, 1 / u0, 12 / u0, 4 / u1);
    expect("nfb", 0, 1 / c0, 12 / c0, 4 / c1);
}

/* The arrays of the counts become those of the rows, with the same weights. */
Test(weights, in_place)
{
    tm_tfidf_options options = TM_TFIDF_INIT;
    const struct tm__weights weights = {&options, &vocabulary, idf, {2, 0, 0, 0}};
    struct tm__counts counts = example();
    tm_sparse *want, *m;

    cr_assert_eq(tm_tfidf_weighting(&options, "afc", NULL), TM_OK, "weighting");
    cr_assert_eq(tm__weigh(&want, &counts, &weights, NULL, NULL), TM_OK, "weigh");
    counts.row_start = tm__malloc(sizeof start);
    counts.term = tm__malloc(sizeof term);
    counts.tf = tm__malloc(sizeof tf);
    memcpy(counts.row_start, start, sizeof start);
    memcpy(counts.term, term, sizeof term);
    memcpy(counts.tf, tf, sizeof tf);
    cr_assert_eq(tm__weigh_in_place(&m, &counts, &weights, NULL, NULL), TM_OK, "in place");
    cr_expect_null(counts.tf, "taken");
    cr_expect_arr_eq(m->row_start, want->row_start, sizeof start);
    cr_expect_arr_eq(m->column, want->column, sizeof term);
    cr_expect_arr_eq(m->value, want->value, 3 * sizeof *m->value);
    tm_sparse_free(m);
    tm_sparse_free(want);
}

Test(weights, survives_allocation_failure)
{
    const tm_tfidf_options options = TM_TFIDF_INIT;
    const struct tm__counts counts = example();
    const struct tm__weights weights = {&options, &vocabulary, idf, {2, 0, 0, 0}};
    tm_sparse *m;

    fault_install();
    FAULT_LOOP(tm__weigh(&m, &counts, &weights, &fault_run, NULL));
    tm_sparse_free(m);
    cr_expect_eq(fault_live, 0, "nothing left");
}
