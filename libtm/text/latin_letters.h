/* Words of Latin letters, folded without a way through the tables of decomposition. */
#ifndef TM_TEXT_LATIN_LETTERS_H
#define TM_TEXT_LATIN_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TM__LATIN_ROOM = 192 };

/*
 * Fold text of ASCII, of letters that are one character before and after folding, and of
 * apostrophes: no mark is in it, so each stands for itself. 0 if there is anything else in it, or
 * more than there is room for.
 * @param fold  the folded form of a letter, or 0 if that is not one character; asked once for each
 */
size_t tm__fold_latin(char out[TM__LATIN_ROOM], const char *text, size_t size,
                      int32_t (*fold)(int32_t letter));

#endif
