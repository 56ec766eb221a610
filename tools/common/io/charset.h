/*
 * What the bytes of a text mean: byte-order marks, declarations, a guess where there is neither,
 * and conversion to UTF-8 in blocks.
 */
#ifndef TM_IO_CHARSET_H
#define TM_IO_CHARSET_H

#include "bytes.h"

#include <stdbool.h>
#include <tm.h>

/* Names as iconv has them. */
enum { TM_CHARSET_NAME = 40 };

/* The charset of a byte-order mark at the start, and its size; NULL if there is none. */
const char *tm_charset_mark(const char *head, size_t size, size_t *mark);
/* The charset that an XML declaration or an HTML <meta> in the first bytes names, as iconv calls
 * it; false if none does or nobody knows it. */
bool tm_charset_declared(char name[TM_CHARSET_NAME], const char *head, size_t size);
/* What a label of the web means to iconv: "iso-8859-1" is windows-1252 there, as in browsers. False
 * if iconv does not know it. */
bool tm_charset_label(char name[TM_CHARSET_NAME], const char *label, size_t size);

/* Is it a charset that says everything in ASCII (ISO-2022-JP, UTF-7, HZ)? */
bool tm_charset_is_escaped(const char *name);
/* Do zero bytes say UTF-16 without a mark? tm_charset_guess says which. */
bool tm_charset_is_utf16(const char *text, size_t size);

/* Is this UTF-8, a sequence cut off at the end allowed? A few broken bytes among many good
 * sequences are damage and not another charset. */
bool tm_charset_is_utf8(const char *text, size_t size);
bool tm_charset_is_ascii(const char *text, size_t size);
/*
 * The charset that makes most sense of the bytes; "UTF-8" if they are that or if none does.
 * How: zero bytes tell UTF-16; every other candidate gives each word with a byte over 127 in it a
 * probability from how often its language uses these letters. Static storage.
 */
const char *tm_charset_guess(const char *text, size_t size);

struct tm_converter;

/* NULL if iconv does not know the charset. */
struct tm_converter *tm_converter_open(const char *charset);
void tm_converter_close(struct tm_converter *converter);
/* Append what the bytes mean to `out`; a sequence cut off at the end waits for the next call, or is
 * U+FFFD if this is the last. What means nothing becomes U+FFFD. */
void tm_converter_add(struct tm_converter *converter, struct cli_bytes *out, const char *bytes,
                      size_t size, bool last);

#endif
