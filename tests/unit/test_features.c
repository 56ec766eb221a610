#include "reading_sample.h"
#include "summarize/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double even[] = {.25, .25, .25, .25, .25, .25, .25, .25};

struct found {
    struct tm__passages passages;
    struct tm__concepts concepts;
    float *x;
};

static tm_text text(const char *s)
{
    return (tm_text){s, strlen(s)};
}

static tm_status describe(const struct found *f, const tm_text *document)
{
    struct tm__features features = {0};
    const tm_status status = tm__features_start(&features, &f->passages, &f->concepts, document,
                                                even, TM__GUARD_SENTENCE, NULL);

    for (size_t k = 0; status == TM_OK && k < f->concepts.count; k++) {
        float row[TM__FEATURES * TM__FEATURE_STEP] = {0};
        tm__features_row(&features, row, k);
        for (size_t j = 0; j < TM__FEATURES; j++)
            f->x[k * TM__FEATURES + j] = row[j * TM__FEATURE_STEP];
    }
    tm__features_release(&features);
    return status;
}

static struct found find(const tm_text *document, size_t count)
{
    struct found f;

    memset(&f, 0, sizeof f);
    sample_concepts(&f.passages, &f.concepts, document, count);
    f.x = malloc((f.concepts.count + 1) * TM__FEATURES * sizeof *f.x);
    cr_assert_eq(describe(&f, document), TM_OK, "describe");
    return f;
}

static void release(struct found *f)
{
    tm__passages_release(&f->passages);
    tm__concepts_release(&f->concepts);
    free(f->x);
}

/* Concepts by arrival: the 0, council 1, the+council 2, met 3, council+met 4, in 5, met+in 6,
 * lindow 7, in+lindow 8. Four sentences. */
Test(features, are_counted_by_hand)
{
    const tm_text d = text("The council met in Lindow. Ships left the harbour. Nobody saw Lindow "
                           "or Lindow. \"It rained,\" said Ann.");
    struct found f = find(&d, 1);
    const float *council = f.x + 1 * TM__FEATURES, *lindow = f.x + 7 * TM__FEATURES;
    const float *pair = f.x + 8 * TM__FEATURES, *the = f.x;

    cr_assert_eq(f.passages.count, 4, "sentences");
    cr_expect_float_eq(lindow[TM__LOG_COUNT], log(3), 1e-6, "three times");
    cr_expect_float_eq(lindow[TM__LOG_SENTENCES], log(2), 1e-6, "in two sentences");
    cr_expect_float_eq(lindow[TM__SHARE], .5, 1e-6, "of four");
    cr_expect_eq(lindow[TM__FIRST], 1, "in the first");
    cr_expect_eq(lindow[TM__EARLY], 1, "nothing before it");
    cr_expect_float_eq(lindow[TM__CAPITAL], 1, 1e-6, "always capitalised");
    cr_expect_eq(lindow[TM__CAPITAL_FIRST], 1, "and in the first");
    cr_expect_eq(lindow[TM__STOP], 0, "no stop word");
    cr_expect_eq(the[TM__STOP], 1, "a stop word");
    cr_expect_float_eq(the[TM__STOP_SHARE], .5, 1e-6, "in two of four");
    cr_expect_eq(council[TM__CAPITAL], 0, "a small letter");
    cr_expect_eq(council[TM__LOG_COUNT], 0, "once");
    cr_expect_float_eq(council[TM__LEXRANK_MAX], 0, 1e-6, "as central as the mean");
    cr_expect_float_eq(lindow[TM__LENGTH], (log(6) + log(6)) / 2, 1e-6, "five words and five");
    cr_expect_eq(pair[TM__PAIR_STOPS], 1, "in");
    cr_expect_eq(pair[TM__PAIR_CAPITAL], 1, "Lindow");
    cr_expect_eq(pair[TM__PAIR_CAPITALS], 0, "in is not");
    cr_expect_float_eq(pair[TM__PAIR_LOG_SENTENCES_2], log(2), 1e-6, "Lindow in two sentences");
    release(&f);
}

Test(features, know_documents_and_places)
{
    const tm_text d[] = {text("Ships left. Ann met Bob. Rain fell. Snow fell. Wind blew hail."),
                         text("Bob left Lindow.")};
    struct found f = find(d, 2);
    const uint32_t left = f.concepts.occurrence[1].concept;
    const float *x = f.x + left * TM__FEATURES, *hail;

    cr_assert_eq(f.passages.count, 6, "sentences");
    cr_expect_eq(x[TM__DOCUMENTS], 1, "in both");
    cr_expect_eq(x[TM__SHARED], 1, "in more than one");
    cr_expect_float_eq(x[TM__LOG_DOCUMENTS], log(2), 1e-6, "two");
    cr_expect_eq(x[TM__LEADS], 1, "early in both");
    hail = f.x + f.concepts.occurrence[f.concepts.start[5] - 2].concept * TM__FEATURES;
    cr_expect_float_eq(hail[TM__EARLY], .2, 1e-6, "the fifth sentence");
    cr_expect_eq(hail[TM__FOURTH], 1, "is one of the fourth to sixth");
    cr_expect_float_eq(hail[TM__RELATIVE], .8, 1e-6, "four of five before it");
    cr_expect_eq(hail[TM__LEADS], 0, "late");
    release(&f);
}

Test(features, of_page_chrome_are_zero)
{
    const tm_text d = text("Ships left the old harbour on Monday.\n\nLeave the first comment\n");
    struct found f = find(&d, 1);
    const uint32_t leave = f.concepts.occurrence[f.concepts.start[1] + 1].concept;

    for (size_t j = 0; j < TM__FEATURES; j++)
        cr_expect_eq(f.x[f.concepts.of[leave].part[0] * TM__FEATURES + j] != 0 &&
                         f.concepts.of[leave].part[0] >= f.concepts.start[1],
                     false, "column %zu", j);
    release(&f);
}

Test(features, measure_quotations)
{
    cr_expect_float_eq(tm__quoted(text("\"abcd\" ef ")), .6, 1e-9, "six of ten bytes");
    cr_expect_float_eq(tm__quoted(text("no quotation")), 0, 1e-9, "none");
    cr_expect_float_eq(tm__quoted(text("abcd\" efgh")), .5, 1e-9, "began before");
    cr_expect_float_eq(tm__quoted(text("abcd \"efgh")), .5, 1e-9, "goes on");
    cr_expect_float_eq(tm__quoted(text("\u201Ca\u201D b c")), 7. / 11, 1e-9, "curly");
    cr_expect_float_eq(tm__quoted(text("")), 0, 1e-9, "nothing");
}

Test(features, survive_allocation_failure)
{
    const tm_text d = text("The council met in Lindow. Ships left the harbour.");
    struct found f;

    fault_install();
    f = find(&d, 1);
    FAULT_LOOP(describe(&f, &d));
    release(&f);
    cr_expect_eq(fault_live, 0, "nothing left");
}
