/*
 * What language identification reads of a text: its letters, lower-cased and composed, and where
 * words end. A chunk at a time, without memory of its own.
 */
#ifndef TM_TEXT_LANGUAGE_LETTERS_H
#define TM_TEXT_LANGUAGE_LETTERS_H

#include <tm/base.h>

/* Characters come in blocks of 128; a set of blocks says which scripts are read. */
enum {
    TM__BLOCK_SHIFT = 7,
    TM__BLOCKS = 0x110000 >> TM__BLOCK_SHIFT,
    TM__BLOCK_WORDS = TM__BLOCKS / 64,
    TM__LETTERS = 256
};

struct tm__letters {
    const char *at, *end;
    const uint64_t *blocks; /* [TM__BLOCK_WORDS] a bit each; NULL: all */
    bool in_word, in_run, apostrophe, finished;
    int32_t letter[TM__LETTERS]; /* 0 stands for the gap between two words */
};

void tm__letters_start(struct tm__letters *letters, const char *text, size_t size,
                       const uint64_t *blocks);

/* Fill letter[] and return how many; 0 at the end. The last word is closed by a gap too. */
size_t tm__letters_next(struct tm__letters *letters);

#endif
