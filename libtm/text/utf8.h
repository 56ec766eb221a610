/* Reading UTF-8 backwards. */
#ifndef TM_TEXT_UTF8_H
#define TM_TEXT_UTF8_H

#include <tm/text.h>

/* The character before `at` and where it starts: U+0000 at the start of the text, U+FFFD for a
 * stray byte. */
int32_t tm__char_before(const char *text, size_t at, size_t *start);

#endif
