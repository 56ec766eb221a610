#include "text/word_list.h"

#include <criterion/criterion.h>
#include <string.h>
#include <tm.h>

Test(stopwords, known_words)
{
    static const struct {
        const char *language, *word;
        bool want;
    } cases[] = {
        {"en", "the", true},        {"en", "cat", false}, {"en", "th", false},
        {"en", "thex", false},      {"en", "", false},    {"de", "und", true},
        {"fr", "\u00E9tait", true}, {"xx", "the", false}, {NULL, "the", false},
        {"ru", "\u0438", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(tm_stopword(cases[i].language, cases[i].word, strlen(cases[i].word)),
                     cases[i].want, "%s: %s", cases[i].language, cases[i].word);
    cr_expect(tm_stopword("en", "their", 3), "the size counts, not a NUL");
}

static void check_tables(const struct tm__word_list *lists, size_t count, const char *const *codes)
{
    for (size_t k = 0; k < count; k++) {
        const struct tm__word_list *list = &lists[k];

        cr_assert_str_eq(codes[k], list->language, "codes go with the lists");
        cr_expect(k == 0 || strcmp(lists[k - 1].language, list->language) < 0, "languages sorted");
        for (size_t i = 0; i < list->count; i++) {
            const size_t length = strcspn(list->word[i], "\t");

            cr_expect(i == 0 || strcmp(list->word[i - 1], list->word[i]) < 0, "%s: %s sorted",
                      list->language, list->word[i]);
            cr_expect_eq(tm__word_list_find(list, list->word[i], length), list->word[i],
                         "%s: %s is found", list->language, list->word[i]);
        }
    }
    cr_expect_null(codes[count], "the end is marked");
}

/* Once read past the end of the entry, which a NUL in the word seemed to match. */
Test(stopwords, a_word_may_hold_any_bytes)
{
    static const char word[] = "the\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    cr_expect(tm_stopword("en", word, 3), "the word alone");
    for (size_t size = 4; size < sizeof word; size++)
        cr_expect_not(tm_stopword("en", word, size), "%zu bytes", size);
    cr_expect_not(tm_stopword("en", "the\t", 4), "a tab");
}

Test(stopwords, tables_are_sorted)
{
    check_tables(tm__stopwords, tm__stopwords_count, tm__stopwords_codes);
    check_tables(tm__abbreviations, tm__abbreviations_count, tm__abbreviations_codes);
    cr_expect_eq(tm_stopword_languages(), tm__stopwords_codes, "the same array");
}

/* The analyser asks for normal forms: anything else in a list would never be found. */
Test(stopwords, entries_are_normal_forms)
{
    for (size_t k = 0; k < tm__stopwords_count; k++) {
        const struct tm__word_list *list = &tm__stopwords[k];
        const bool turkic = strcmp(list->language, "tr") == 0 || strcmp(list->language, "az") == 0;
        const unsigned flags = TM_NORMALIZE_FOLD_CASE | (turkic ? TM_NORMALIZE_TURKIC : 0);

        for (size_t i = 0; i < list->count; i++) {
            const size_t length = strlen(list->word[i]);
            char *normal;
            size_t size;

            cr_assert_eq(tm_normalize(&normal, &size, list->word[i], length, flags, NULL), TM_OK,
                         "status");
            cr_expect_str_eq(normal, list->word[i], "%s: %s", list->language, list->word[i]);
            tm_free(normal);
        }
    }
}
