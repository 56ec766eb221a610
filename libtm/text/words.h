/* Words of a text one after the other, without an array: what the hot loops use. */
#ifndef TM_TEXT_WORDS_H
#define TM_TEXT_WORDS_H

#include "text/byte_mask.h"

#include <tm/text.h>

struct tm__words {
    const unsigned char *text;
    size_t size;
    size_t at; /* where the next word is looked for */
    tm_word_rules rules;
    size_t pair_end; /* end of a run written without spaces that is being cut into pairs, or 0 */
    size_t block;    /* where the mask was taken */
    struct tm__word_mask mask;
};

void tm__words_start(struct tm__words *words, const char *text, size_t size, tm_word_rules rules);

/* The next word; false at the end of the text. Never fails, never allocates. */
bool tm__words_next(struct tm__words *words, tm_span *word);

#endif
