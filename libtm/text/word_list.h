/* Sorted word tables that the build makes from text/stopwords and text/abbreviations. */
#ifndef TM_TEXT_WORD_LIST_H
#define TM_TEXT_WORD_LIST_H

#include <stddef.h>

struct tm__word_list {
    const char *language;    /* ISO 639-1, lower case */
    const char *const *word; /* [count], sorted by bytes */
    size_t count;
};

/* Sorted by language; a row of NULL ends each. */
extern const struct tm__word_list tm__stopwords[];
extern const size_t tm__stopwords_count;
extern const struct tm__word_list tm__abbreviations[]; /* an entry may end in a tab and a mark */
extern const size_t tm__abbreviations_count;

/* The languages of the two tables; NULL ends each. */
extern const char *const tm__stopwords_codes[];
extern const char *const tm__abbreviations_codes[];

/* NULL for an unknown language. */
const struct tm__word_list *tm__stopword_list(const char *language);
const struct tm__word_list *tm__abbreviation_list(const char *language);

/* The entry of a word with its mark, or NULL. The list may be NULL. */
const char *tm__word_list_find(const struct tm__word_list *list, const char *word, size_t size);

#endif
