/* The English stemmer of Snowball (Porter 2001, "Porter2"), in a third of libstemmer's time. */
#ifndef TM_TEXT_STEM_ENGLISH_H
#define TM_TEXT_STEM_ENGLISH_H

#include <tm/base.h>

enum { TM__STEM_ENGLISH_LONGEST = 63, TM__STEM_ENGLISH_ROOM = 72 };

/*
 * Stem a word in its place; returns the new size.
 * @param word  [TM__STEM_ENGLISH_ROOM] lower case, ASCII; bytes behind it may change
 * @param size  TM__STEM_ENGLISH_LONGEST at most
 */
size_t tm__stem_english(char *word, size_t size);

#endif
