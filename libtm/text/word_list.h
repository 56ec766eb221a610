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

#endif
