#include "text/sentence_words.h"

#include "fault_alloc.h"
#include "text/word_list.h"

#include <criterion/criterion.h>
#include <stdio.h>

static unsigned find(const struct tm__sentence_words *words, const char *word)
{
    return tm__sentence_words_find(words, word, strlen(word));
}

Test(sentence_words, a_word_is_all_that_was_said_of_it)
{
    struct tm__sentence_words words;

    cr_assert(tm__sentence_words_init(&words, "en"), "init");
    cr_expect_eq(find(&words, "the"), TM__STOPWORD, "a stop word");
    cr_expect_eq(find(&words, "zzyzx"), 0, "nothing");
    cr_expect_eq(find(&words, ""), 0, "no word");
    cr_assert(tm__sentence_words_add(&words, "the", 3, TM__STARTER), "add");
    cr_assert(tm__sentence_words_add(&words, "the", 3, TM__SURE_STARTER), "add");
    cr_assert(tm__sentence_words_add(&words, "old band the", 12, TM__COLLOCATION), "add");
    cr_expect_eq(find(&words, "the"), TM__STOPWORD | TM__STARTER | TM__SURE_STARTER, "all of it");
    cr_expect_eq(find(&words, "old band the"), TM__COLLOCATION, "any bytes");
    cr_expect_eq(find(&words, "old band"), 0, "not a part of it");
    tm__sentence_words_release(&words);
    tm__sentence_words_release(&words); /* zeroed */
}

Test(sentence_words, abbreviations_keep_their_marks)
{
    enum { KINDS = TM__LISTED | TM__LISTED_TITLE | TM__LISTED_MONTH };
    struct tm__sentence_words words;

    cr_assert(tm__sentence_words_init(&words, "en"), "init");
    cr_expect_eq(find(&words, "mr") & KINDS, TM__LISTED | TM__LISTED_TITLE, "a title");
    cr_expect_eq(find(&words, "jan") & KINDS, TM__LISTED | TM__LISTED_MONTH, "a month");
    cr_expect_eq(find(&words, "corp") & KINDS, TM__LISTED, "neither");
    tm__sentence_words_release(&words);
    cr_assert(tm__sentence_words_init(&words, "sw"), "a language without abbreviations");
    cr_expect_eq(find(&words, "mr"), TM__LISTED_TITLE, "a title in any language");
    tm__sentence_words_release(&words);
    cr_assert(tm__sentence_words_init(&words, "xx"), "an unknown language");
    cr_expect_eq(find(&words, "the"), 0, "has no lists");
    tm__sentence_words_release(&words);
}

/* The table and the lists say the same of every word of every list. */
Test(sentence_words, agree_with_the_lists)
{
    for (size_t i = 0; i < tm__abbreviations_count; i++) {
        const char *const language = tm__abbreviations[i].language;
        const struct tm__word_list *const stopwords = tm__stopword_list(language);
        const struct tm__word_list *const list = tm__abbreviation_list(language);
        struct tm__sentence_words words;

        cr_assert(tm__sentence_words_init(&words, language), "%s", language);
        for (size_t k = 0; k < list->count; k++) {
            const size_t size = strcspn(list->word[k], "\t");

            cr_expect_eq(tm__sentence_words_find(&words, list->word[k], size),
                         tm__sentence_lists_find(stopwords, list, list->word[k], size), "%s: %s",
                         language, list->word[k]);
        }
        for (size_t k = 0; stopwords && k < stopwords->count; k++)
            cr_expect_eq(find(&words, stopwords->word[k]),
                         tm__sentence_lists_find(stopwords, list, stopwords->word[k],
                                                 strlen(stopwords->word[k])),
                         "%s: %s", language, stopwords->word[k]);
        cr_expect_eq(find(&words, "n\u00BA"), tm__sentence_lists_find(stopwords, list, "n\u00BA", 3),
                     "%s: number", language);
        tm__sentence_words_release(&words);
    }
    cr_expect_eq(tm__sentence_lists_find(NULL, NULL, "dr", 2), TM__LISTED_TITLE, "no lists");
}

Test(sentence_words, the_filter_lets_starters_pass)
{
    static const char *const starter[] = {"the", "nobody", "it", "a"};
    struct tm__sentence_words words;
    int passed = 0;

    cr_assert(tm__sentence_words_init(&words, "en"), "init");
    cr_expect_not(tm__may_start(&words.starters, "The bank"), "a stop word is no starter");
    for (size_t i = 0; i < sizeof starter / sizeof *starter; i++)
        cr_assert(tm__sentence_words_add(&words, starter[i], strlen(starter[i]), TM__STARTER),
                  "add");
    cr_expect(tm__may_start(&words.starters, "The bank"), "the");
    cr_expect(tm__may_start(&words.starters, "Nobody"), "nobody");
    cr_expect(tm__may_start(&words.starters, "It rose"), "it");
    cr_expect(tm__may_start(&words.starters, "A boat"), "a");
    cr_expect(tm__may_start(&words.starters, "\u00C9t\u00E9"), "not ASCII");
    for (char c = 'a'; c <= 'z'; c++) {
        const char text[] = {'Z', c, 'z', 'z'};

        passed += tm__may_start(&words.starters, text);
    }
    cr_expect_lt(passed, 5, "few others");
    tm__sentence_words_release(&words);
}

/* More words than the table starts with, so that it grows. */
static bool fill(struct tm__sentence_words *words)
{
    bool good = tm__sentence_words_init(words, "en");

    for (int i = 0; good && i < 500; i++) {
        char word[24];

        snprintf(word, sizeof word, "word%d", i);
        good = tm__sentence_words_add(words, word, strlen(word), TM__STARTER);
    }
    if (!good)
        tm__sentence_words_release(words);
    return good;
}

Test(sentence_words, survives_allocation_failure)
{
    struct tm__sentence_words words;

    fault_install();
    FAULT_LOOP(fill(&words) ? TM_OK : TM_ENOMEM);
    cr_expect_eq(find(&words, "word499"), TM__STARTER, "the last one");
    tm__sentence_words_release(&words);
    cr_expect_eq(fault_live, 0, "nothing left");
}
