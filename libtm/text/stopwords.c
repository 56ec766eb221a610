#include "text/word_list.h"

#include <tm/text.h>

#include <string.h>

/* The list of a language by bisection, NULL if there is none. */
static const struct tm__word_list *list_of(const struct tm__word_list *lists, size_t count,
                                           const char *language)
{
    size_t low = 0, high = count;

    if (strcmp(language, "nb") == 0 || strcmp(language, "nn") == 0)
        language = "no"; /* the list is of both ways to write Norwegian */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(lists[middle].language, language);

        if (order == 0)
            return &lists[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct tm__word_list *tm__stopword_list(const char *language)
{
    return list_of(tm__stopwords, tm__stopwords_count, language);
}

const struct tm__word_list *tm__abbreviation_list(const char *language)
{
    return list_of(tm__abbreviations, tm__abbreviations_count, language);
}

/* An entry may end in a tab and a mark, which the comparison leaves out. */
static int compare(const char *entry, const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const unsigned char a = (unsigned char)entry[i], b = (unsigned char)word[i];

        /* The entry ends first, even where the word goes on with a NUL or a tab. */
        if (a == '\0' || a == '\t')
            return -1;
        if (a != b)
            return a - b;
    }
    return entry[size] != '\0' && entry[size] != '\t';
}

const char *tm__word_list_find(const struct tm__word_list *list, const char *word, size_t size)
{
    size_t low = 0, high = list ? list->count : 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare(list->word[middle], word, size);

        if (order == 0)
            return list->word[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

bool tm_stopword(const char *language, const char *word, size_t size)
{
    if (!language || size == 0)
        return false;
    return tm__word_list_find(tm__stopword_list(language), word, size) != NULL;
}

const char *const *tm_stopword_languages(void)
{
    return tm__stopwords_codes;
}
