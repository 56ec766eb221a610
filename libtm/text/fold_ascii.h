/* Lower case of plain words, eight bytes at a time. */
#ifndef TM_TEXT_FOLD_ASCII_H
#define TM_TEXT_FOLD_ASCII_H

#include <tm/base.h>

/*
 * Copy letters and digits of ASCII, folded to lower case if `fold`. False if there is any other
 * byte; some may have been copied then.
 * @param[out] to  room for size bytes
 */
bool tm__fold_ascii(char *to, const char *from, size_t size, bool fold);

#endif
