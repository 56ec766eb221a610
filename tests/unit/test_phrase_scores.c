#include "fault_alloc.h"

#include <math.h>
#include <string.h>

/* 12 words: new 3, york 2, jersey 1, in 4, ... */
static const tm_text texts[] = {{"New York in New York", 20}, {"in New Jersey, in in talks", 26}};

static tm_phrases *learn(double threshold, bool stopwords)
{
    tm_phrases_options options = TM_PHRASES_INIT;
    tm_tfidf_builder *counter;
    tm_phrases *phrases;

    options.min_count = 1;
    options.threshold = threshold;
    options.analyzer.keep_stopwords = stopwords;
    cr_assert_eq(tm_phrases_counter(&counter, &options, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_add(counter, texts, 2, NULL, NULL), TM_OK);
    cr_assert_eq(tm_phrases_new(&phrases, counter, &options, NULL, NULL), TM_OK);
    tm_tfidf_builder_free(counter);
    return phrases;
}

static void expect_phrase(const tm_phrases *phrases, size_t i, const char *text, uint64_t often,
                          double score)
{
    uint64_t count = 0;
    double npmi = 0;
    const tm_text got = tm_phrases_get(phrases, i, &count, &npmi);

    cr_assert(got.size == strlen(text) && memcmp(got.data, text, got.size) == 0, "%.*s",
              (int)got.size, got.data);
    cr_expect_eq(count, often, "%s", text);
    cr_expect_float_eq(npmi, score, 1e-12, "%s: %g", text, npmi);
}

Test(phrase_scores, by_hand)
{
    const double words = 11;
    tm_phrases *phrases = learn(-1, false);

    cr_assert_eq(tm_phrases_count(phrases), 2, "no stop words");
    expect_phrase(phrases, 0, "new jersey", 1, log(words / 3) / log(words));
    expect_phrase(phrases, 1, "new york", 2, log(2 * words / (3 * 2)) / -log(2 / words));
    cr_expect_null(tm_phrases_get(phrases, 2, NULL, NULL).data);
    tm_phrases_free(phrases);
    phrases = learn(0.6, false);
    cr_assert_eq(tm_phrases_count(phrases), 1, "over the threshold");
    tm_phrases_free(phrases);
    phrases = learn(-1, true);
    cr_expect_gt(tm_phrases_count(phrases), 2, "with stop words");
    tm_phrases_free(phrases);
    tm_phrases_free(NULL);
}

Test(phrase_scores, no_phrase_has_a_stop_word_of_ones_own)
{
    static const tm_text own = {"Jersey", 6};
    tm_phrases_options options = TM_PHRASES_INIT;
    tm_tfidf_builder *counter;
    tm_phrases *phrases;
    tm_stop_list *list;

    cr_assert_eq(tm_stop_list_new(&list, &own, 1, false, NULL), TM_OK);
    options.min_count = 1;
    options.threshold = -1;
    options.analyzer.stop_list = list;
    cr_assert_eq(tm_phrases_counter(&counter, &options, NULL, NULL, NULL), TM_OK);
    cr_assert_eq(tm_tfidf_builder_add(counter, texts, 2, NULL, NULL), TM_OK);
    cr_assert_eq(tm_phrases_new(&phrases, counter, &options, NULL, NULL), TM_OK);
    tm_stop_list_free(list);
    cr_assert_eq(tm_phrases_count(phrases), 1, "new york alone");
    tm_phrases_free(phrases);
    tm_tfidf_builder_free(counter);
}

Test(phrase_scores, reject_a_threshold_that_nothing_is_above)
{
    tm_phrases_options options = TM_PHRASES_INIT;
    tm_tfidf_builder *counter;
    tm_phrases *phrases;

    cr_assert_eq(tm_phrases_counter(&counter, NULL, NULL, NULL, NULL), TM_OK);
    options.threshold = 1;
    cr_expect_eq(tm_phrases_new(&phrases, counter, &options, NULL, NULL), TM_EINVAL);
    options.threshold = NAN;
    cr_expect_eq(tm_phrases_new(&phrases, counter, &options, NULL, NULL), TM_EINVAL);
    cr_assert_eq(tm_phrases_new(&phrases, counter, NULL, NULL, NULL), TM_OK, "of nothing");
    cr_expect_eq(tm_phrases_count(phrases), 0);
    tm_phrases_free(phrases);
    tm_tfidf_builder_free(counter);
}

static tm_status learn_once(void)
{
    tm_phrases_options options = TM_PHRASES_INIT;
    tm_tfidf_builder *counter;
    tm_phrases *phrases = NULL;
    tm_status status = tm_phrases_counter(&counter, &options, NULL, &fault_run, NULL);

    options.min_count = 1;
    options.threshold = -1;
    if (status == TM_OK)
        status = tm_tfidf_builder_add(counter, texts, 2, &fault_run, NULL);
    if (status == TM_OK)
        status = tm_phrases_new(&phrases, counter, &options, &fault_run, NULL);
    tm_phrases_free(phrases);
    tm_tfidf_builder_free(counter);
    return status;
}

Test(phrase_scores, survive_allocation_failure)
{
    tm_tfidf_builder *counter;

    fault_install();
    FAULT_LOOP(learn_once());
    FAULT_LOOP(tm_phrases_counter(&counter, NULL, NULL, &fault_run, NULL));
    tm_tfidf_builder_free(counter);
    cr_expect_eq(fault_live, 0, "nothing left");
}
