/* Word boundaries of UAX #29, exact for any text; the fast path for common text is in words.c. */
#ifndef TM_TEXT_WORD_SEGMENT_H
#define TM_TEXT_WORD_SEGMENT_H

#include <tm/text.h>

/*
 * The end of the segment that starts at `at` < size. *holds gets the flags (tm__word_property) of
 * its characters together. TM_WORDS_NEWS tailors single characters (see news_property()); what
 * needs more than two neighbours is done in words.c.
 */
size_t tm__word_segment(const char *text, size_t size, size_t at, tm_word_rules rules,
                        unsigned *holds);

#endif
