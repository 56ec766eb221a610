/* What is no text: programs, pictures and the like, which somebody named by mistake. */
#ifndef TM_IO_BINARY_H
#define TM_IO_BINARY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What the first bytes of a file say it is, as a message has it ("a picture (PNG)"), or "binary
 * data" if many of them are control characters; NULL if they may be text in any encoding.
 */
const char *tm_binary_kind(const char *head, size_t size);

/* Lines of numbers and nothing else: rather rows of a matrix than texts. */
bool tm_is_numbers(const char *head, size_t size);

#endif
