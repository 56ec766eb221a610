#include "summarize/summary_cache.h"
#include "summary_input.h"

#include <stdio.h>

static const char *const texts[] = {
    "The storm flooded the coast road on Friday. Birds were seen in many gardens of the town. The "
    "flooded coast road was shut after the storm. Nobody knows how long the road is shut.",
    "A local choir sang a new song. The song was about its oldest member. The choir is as old as "
    "the town. The oldest members sang of storms on the coast.",
    "Nobody sang. The road to the coast is open. The storm is over, and the gardens are flooded."};

static void expect_equal(const tm_summary *a, const tm_summary *b)
{
    cr_assert_eq(a->count, b->count, "sentences");
    cr_expect_str_eq(a->text, b->text, "text");
    for (size_t i = 0; i < a->count; i++) {
        cr_expect_eq(a->sentence[i].start, b->sentence[i].start, "start");
        cr_expect_eq(a->sentence[i].score, b->sentence[i].score, "score to the last bit");
    }
}

Test(summary_cache, changes_nothing)
{
    tm_summary_cache *cache;

    cr_assert_eq(tm_summary_cache_new(&cache, NULL), TM_OK, "new");
    for (int a = TM_SUMMARY_COVERAGE; a <= TM_SUMMARY_BIGRAMS; a++)
        for (size_t i = 0; i < 6; i++) {
            const tm_text text = text_of(texts[i % 3]);
            tm_summary_options o = TM_SUMMARY_INIT;
            tm_summary *alone, *together;
            o.algorithm = (tm_summary_algorithm)a;
            o.sentences = 2;
            o.language = i % 2 ? "de" : "en";
            alone = summary_of(&text, 1, o);
            o.cache = cache;
            together = summary_of(&text, 1, o);
            expect_equal(alone, together);
            tm_summary_free(alone);
            tm_summary_free(together);
        }
    cr_expect_eq(cache->count, 2, "a table for each language");
    tm_summary_cache_free(cache);
}

/* An unknown language leaves it as it was. */
Test(summary_cache, survives_errors)
{
    tm_summary_cache *cache;
    struct tm__word_forms *forms;
    tm_error err = {0};

    cr_assert_eq(tm_summary_cache_new(&cache, NULL), TM_OK, "new");
    cr_assert_eq(tm__summary_cache_forms(cache, &forms, "en", NULL, NULL), TM_OK, "en");
    cr_expect_eq(tm__summary_cache_forms(cache, &forms, "xx", NULL, &err), TM_ENOTFOUND, "xx");
    cr_expect_null(forms);
    cr_expect_eq(cache->count, 1, "English is left");
    tm_summary_cache_free(cache);
    tm_summary_cache_free(NULL);
}

Test(summary_cache, tells_stop_lists_apart)
{
    static const tm_text own = {"ferry", 5}, text = {"ferry", 5};
    static const tm_span span = {0, 5};
    tm_summary_cache *cache;
    struct tm__word_forms *forms;
    struct tm__text_word word;
    tm_stop_list *list;

    cr_assert_eq(tm_summary_cache_new(&cache, NULL), TM_OK, "new");
    cr_assert_eq(tm_stop_list_new(&list, &own, 1, false, NULL), TM_OK, "list");
    for (int i = 0; i < 4; i++) {
        cr_assert_eq(tm__summary_cache_forms(cache, &forms, "en", i % 2 ? list : NULL, NULL),
                     TM_OK);
        cr_assert_eq(tm__word_forms_read(forms, &word, text, &span, 1), TM_OK);
        cr_expect_eq((word.flags & TM__WORD_STOP) != 0, i % 2 != 0, "%d", i);
    }
    cr_expect_eq(cache->count, 2, "one with, one without");
    tm_stop_list_free(list); /* the cache holds it: no other can take its place */
    tm_summary_cache_free(cache);
}

Test(summary_cache, starts_again_when_it_is_full)
{
    enum { WORDS = 70000 };
    tm_summary_cache *cache;
    struct tm__word_forms *forms;
    struct tm__text_word word;
    char form[16];

    cr_assert_eq(tm_summary_cache_new(&cache, NULL), TM_OK, "new");
    cr_assert_eq(tm__summary_cache_forms(cache, &forms, "und", NULL, NULL), TM_OK, "first");
    for (int i = 0; i < WORDS; i++) {
        const tm_span span = {0, (size_t)snprintf(form, sizeof form, "w%dq", i)};
        const tm_text text = {form, span.end};
        cr_assert_eq(tm__word_forms_read(forms, &word, text, &span, 1), TM_OK);
    }
    cr_expect_eq(forms->count, WORDS, "a text is read to its end");
    cr_assert_eq(tm__summary_cache_forms(cache, &forms, "und", NULL, NULL), TM_OK, "next");
    cr_expect_eq(forms->count, 0, "the next text begins anew");
    cr_expect_eq(cache->count, 1, "once");
    tm_summary_cache_free(cache);
}

static tm_status cache_once(void)
{
    tm_summary_cache *cache;
    const tm_status status = tm_summary_cache_new(&cache, NULL);

    if (status == TM_OK)
        tm_summary_cache_free(cache);
    return status;
}

/* A call that runs out of memory leaves a cache that serves the next. */
static tm_status cached_once(tm_summary_cache *cache)
{
    const tm_text text = text_of(texts[0]);
    tm_summary_options o = TM_SUMMARY_INIT;

    o.sentences = 2;
    o.cache = cache;
    return summarize_in_vain(&text, 1, &o);
}

Test(summary_cache, survives_allocation_failure)
{
    long n = 0;

    fault_install();
    FAULT_LOOP(cache_once());
    for (tm_status status = TM_ENOMEM; status != TM_OK; n++) {
        tm_summary_cache *cache = NULL;
        fault_after = n;
        status = tm_summary_cache_new(&cache, NULL);
        if (status == TM_OK)
            status = cached_once(cache);
        fault_after = -1;
        if (cache)
            cr_expect_eq(cached_once(cache), TM_OK, "after failure %ld", n);
        tm_summary_cache_free(cache);
        cr_assert_eq(fault_live, 0, "nothing left");
    }
    cr_expect_gt(n, 1);
}
