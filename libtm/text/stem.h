/* Snowball stemmers; the memory of libstemmer is its own and does not pass through our hook.
 * English words of ASCII are stemmed by stem_english.h, with the same stems. */
#ifndef TM_TEXT_STEM_H
#define TM_TEXT_STEM_H

#include <tm/text.h>

struct tm__stemmer;

bool tm__has_stemmer(const char *language);

/* TM_ENOTFOUND if there is no stemmer for the language, TM_ENOMEM if libstemmer has no memory. */
tm_status tm__stemmer_new(struct tm__stemmer **out, const char *language, tm_error *err);
void tm__stemmer_free(struct tm__stemmer *stemmer);

/* Borrowed until the next call. A word that the algorithm would reduce to nothing stays itself.
 * False if libstemmer has no memory. */
bool tm__stem(struct tm__stemmer *stemmer, tm_text *stem, const char *word, size_t size);

#endif
