/* Many words at once: the same words as tm__words_next() finds, for loops over whole collections.
 */
#ifndef TM_TEXT_WORD_BATCH_H
#define TM_TEXT_WORD_BATCH_H

#include "text/words.h"

/*
 * The next words, at least one and at most capacity (which must be 64 or more); 0 at the end of the
 * text. May follow tm__words_next() and be followed by it. Never fails, never allocates.
 */
size_t tm__words_batch(struct tm__words *words, tm_span *word, size_t capacity);

#endif
