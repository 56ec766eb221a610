/* What 64 bytes say about words without a look at any single one. */
#ifndef TM_TEXT_TOKEN_MASK_H
#define TM_TEXT_TOKEN_MASK_H

#include "text/byte_mask.h"

#include <stdbool.h>

/* Bit i is byte i of the block; bits behind the end of the text are 0. */
struct tm__token_mask {
    uint64_t run;    /* ASCII letters, digits and _ */
    uint64_t under;  /* _ */
    uint64_t middle; /* & ' + , - . / : which may stand inside a word or an address */
    uint64_t other;  /* # and @, and everything above ASCII */
};

typedef void tm__token_mask_fn(struct tm__token_mask *mask, const char *text);

/* The masks of a whole block at text. The plain one is the reference and works everywhere. */
void tm__token_mask_plain(struct tm__token_mask *mask, const char *text);

/* The fastest one that this machine has. */
tm__token_mask_fn *tm__token_mask_best(void);

#endif
