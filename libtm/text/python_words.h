/*
 * Words as scikit-learn cuts them: Python's regular expression (?u)\b\w\w+\b over str.lower(). That
 * is runs of at least two letters, digits, numbers and underscores (Unicode categories L, Nd, Nl,
 * No, Pc only "_"); marks end a run. A text need not be lower-cased before it is cut, but for one
 * letter: the lower case of U+0130 is "i" and a mark, so a run ends behind it.
 */
#ifndef TM_TEXT_PYTHON_WORDS_H
#define TM_TEXT_PYTHON_WORDS_H

#include "base/buffer.h"
#include "text/word_list.h"
#include "text/words.h"

bool tm__python_next(struct tm__words *words, tm_span *word);

/* Append the lower case of a whole text, or of a word that was cut so: it ends before the mark.
 * False if memory is out. */
bool tm__python_lower(struct tm__buffer *out, const char *text, size_t size, bool whole);

/* scikit-learn's stop_words="english". */
extern const struct tm__word_list tm__python_stopwords;

#endif
