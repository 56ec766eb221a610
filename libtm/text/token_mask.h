/* What 64 bytes say about words without a look at any single one. */
#ifndef TM_TEXT_TOKEN_MASK_H
#define TM_TEXT_TOKEN_MASK_H

#include "text/byte_mask.h"

#include <stdbool.h>

/* Bit i is byte i of the block; bits behind the end of the text are 0. */
struct tm__token_mask {
    uint64_t letter; /* of ASCII */
    uint64_t digit;
    uint64_t under;  /* _ */
    uint64_t quote;  /* ' */
    uint64_t join;   /* ' , . : which stand inside numbers */
    uint64_t knot;   /* & . which do several things inside a word */
    uint64_t dash;   /* + - which stand inside addresses */
    uint64_t middle; /* these five and / */
    uint64_t sigil;  /* # @ */
    uint64_t high;   /* above ASCII */
};

/* The same for bytes above ASCII: letters of two and three bytes, and punctuation of three. */
struct tm__wide_mask {
    uint64_t lead;   /* C3 to C9, D0, D1: all but two of what they start are letters */
    uint64_t latin;  /* C3 */
    uint64_t times;  /* 97 and B7, which behind C3 are the signs for times and divided by */
    uint64_t behind; /* 80 to BF */
    uint64_t more;   /* E1 */
    uint64_t block;  /* B8 to BB, which behind E1 start the second byte of a Latin letter */
    uint64_t mark;   /* E2 */
    uint64_t space;  /* 80 */
    uint64_t sign; /* 90 to A6 but for 98, 99 and A4: dashes, quotation marks, dots behind E2 80 */
};

typedef void tm__token_mask_fn(struct tm__token_mask *mask, const char *text);
typedef void tm__wide_mask_fn(struct tm__wide_mask *mask, const char *text);

/* The masks of a whole block at text. The plain ones are the reference and work everywhere. */
tm__token_mask_fn tm__token_mask_plain;
tm__wide_mask_fn tm__wide_mask_plain;

/* The fastest ones that this machine has. */
struct tm__mask_fns {
    tm__token_mask_fn *token;
    tm__wide_mask_fn *wide;
};

struct tm__mask_fns tm__masks_best(void);

/* Those that take so many bytes at a time (16, 32, 64). False if this machine has none. */
bool tm__masks_of(struct tm__mask_fns *fn, unsigned width);

#endif
