/* Words in lower case, as the lists of the sentence rules have them. */
#ifndef TM_TEXT_SENTENCE_WORD_H
#define TM_TEXT_SENTENCE_WORD_H

#include <stddef.h>

enum { TM__SENTENCE_WORD = 48 }; /* bytes of the longest word in a list, with its NUL */

/* Letters in lower case into out, NUL-terminated; its length, 0 if they do not fit. */
size_t tm__sentence_lower(char out[TM__SENTENCE_WORD], const char *text, size_t size);

/* Behind the letters, and apostrophes between letters, that start at `at`. */
size_t tm__sentence_word_end(const char *text, size_t size, size_t at);

#endif
