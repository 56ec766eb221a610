/* The words of a piece of HTML as plain text, for feeds; linear in its size, nothing recurses. */
#ifndef TM_IO_HTML_TEXT_H
#define TM_IO_HTML_TEXT_H

#include "bytes.h"

#include <tm.h>

/*
 * Append the text: tags out, scripts and styles out, entities decoded, white space as one blank, a
 * line end for <br> and list items, a blank line between paragraphs. Any bytes are accepted.
 */
void tm_html_text(struct cli_bytes *out, tm_text html);
/* Decode a character reference ("&amp;", "&#8217;") at the start of `text` to UTF-8. Returns the
 * bytes it takes, 0 if there is none; *size is that of the character. */
size_t tm_html_entity(tm_text text, char character[4], size_t *size);

#endif
