/* Words of Latin letters, folded without a way through the tables of decomposition. */
#ifndef TM_TEXT_LATIN_LETTERS_H
#define TM_TEXT_LATIN_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Latin-1 and Latin Extended-A and -B; Latin Extended Additional, where Vietnamese is. */
enum { TM__LATIN_ROOM = 192, TM__LATIN_LETTERS = 0x24F - 0xC0 + 1 + 0x1EFF - 0x1E00 + 1 };

/* How letters are folded, with what is known of them; several threads may use it at once. */
struct tm__latin_letters {
    int32_t (*fold)(int32_t letter); /* the folded form, or 0 if that is not one character */
    _Atomic int32_t known[TM__LATIN_LETTERS]; /* 0 at first */
};

/*
 * Fold text of ASCII, of letters that are one character before and after folding, and of
 * apostrophes: no mark is in it, so each stands for itself. 0 if there is anything else in it, or
 * more than there is room for.
 */
size_t tm__fold_latin(char out[TM__LATIN_ROOM], const char *text, size_t size,
                      struct tm__latin_letters *letters);

#endif
